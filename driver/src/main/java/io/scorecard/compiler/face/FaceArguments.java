package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiTable;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Arguments of a face in FROM, by position or by {@code name => value}; each a text or a bare name.
 * Looked up in lists of names, never put into SQL as they are.
 */
record FaceArguments(String function, Map<String, String> values) {

    /** On which no column depends. */
    private static final Set<String> SHAPELESS = Set.of("period", "options");

    private static final List<String> GRAINS =
            List.of("day", "week", "month", "quarter", "year", "fiscal_month", "fiscal_quarter", "fiscal_year");

    static FaceArguments of(SqlBasicCall call, List<String> names) {
        String function = call.getOperator().getName().toLowerCase(Locale.ROOT);
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        int position = 0;
        for (SqlNode operand : call.getOperandList()) {
            if (operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
                SqlBasicCall assignment = (SqlBasicCall) operand;
                String name =
                        ((SqlIdentifier) assignment.operand(1)).getSimple().toLowerCase(Locale.ROOT);
                if (!names.contains(name)) {
                    throw ErrorCode.BAD_ARGUMENT.with(
                            "'" + function + "' has no argument '" + name + "'.",
                            Nearest.advice(name, names, "It takes:"));
                }
                once(function, name, given);
                text(function, name, assignment.operand(0)).ifPresent(v -> values.put(name, v));
            } else if (position < names.size()) {
                String name = names.get(position++);
                once(function, name, given);
                text(function, name, operand).ifPresent(v -> values.put(name, v));
            } else {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "'" + function + "' takes at most " + names.size() + " arguments.",
                        names.isEmpty() ? "Write " + function + "()." : "They are " + String.join(", ", names) + ".");
            }
        }
        return new FaceArguments(function, values);
    }

    /** By its place and by its name, or by its name twice: one of the two would count, and nobody knows which. */
    private static void once(String function, String name, Set<String> given) {
        if (!given.add(name)) {
            throw ErrorCode.BAD_ARGUMENT.with("'" + function + "' is given '" + name + "' twice.", "Give it once.");
        }
    }

    /** Empty of a parameter whose value is not known yet. */
    private static Optional<String> text(String function, String name, SqlNode node) {
        if (node instanceof SqlDynamicParam) {
            if (!SHAPELESS.contains(name)) {
                throw ErrorCode.BAD_ARGUMENT.with(
                        "The argument '" + name + "' of '" + function
                                + "' is a parameter, and the columns of the answer depend on it.",
                        "Write it into the question; period and options can be parameters.");
            }
            return Optional.empty();
        }
        return Optional.of(text(function, node));
    }

    private static String text(String function, SqlNode node) {
        if (node instanceof SqlIdentifier id && id.isSimple()) {
            return id.getSimple();
        }
        if (node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            return literal.getValueAs(String.class);
        }
        if (node instanceof SqlNumericLiteral number) {
            return number.toValue();
        }
        throw ErrorCode.BAD_ARGUMENT.with(
                "An argument of '" + function + "' is neither a name nor a text.",
                "Write " + function + "('industry', 'month').");
    }

    private static List<String> separated(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** The segments that are asked, checked against the columns of {@code kpi}. */
    List<KpiColumn> segments(KpiTable kpi) {
        List<KpiColumn> segments = new ArrayList<>();
        List<KpiColumn> there =
                kpi.columns().stream().filter(c -> c.time().isEmpty()).toList();
        list("segment").forEach(name -> segments.add(column(there, name, "Segments:")));
        return segments;
    }

    /** One of some columns of {@code kpi}. */
    static KpiColumn column(List<KpiColumn> there, String name, String advice) {
        return there.stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ErrorCode.UNKNOWN_COLUMN.with(
                        name,
                        "kpi",
                        Nearest.advice(name, there.stream().map(KpiColumn::name).toList(), advice)));
    }

    Optional<String> grain() {
        return Optional.ofNullable(values.get("grain")).map(this::checkedGrain);
    }

    String grain(String otherwise) {
        return grain().orElse(otherwise);
    }

    private String checkedGrain(String grain) {
        String lower = grain.toLowerCase(Locale.ROOT);
        if (!GRAINS.contains(lower)) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + function + "' has no such grain.", Nearest.advice(lower, GRAINS, "Grains:"));
        }
        return lower;
    }

    Optional<String> period() {
        return Optional.ofNullable(values.get("period"));
    }

    List<String> options() {
        return list("options");
    }

    /** What an argument lists between commas; nothing where it is not given. */
    List<String> list(String argument) {
        return separated(values.getOrDefault(argument, ""));
    }
}
