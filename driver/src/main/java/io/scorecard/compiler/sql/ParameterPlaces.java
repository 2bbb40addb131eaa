package io.scorecard.compiler.sql;

import io.scorecard.run.ParameterType.Openness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.type.CompositeOperandTypeChecker;
import org.apache.calcite.sql.type.ImplicitCastOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * What a place of a call expects of a {@code ?}.
 *
 * <pre>{@code
 * day + ?, day - ?                    a number of days; a day or interval, if one is given
 * moment - ?, ? - INTERVAL '1 day'    a moment
 * ? * INTERVAL '1 day'                a number
 * COALESCE(x, ?), NULLIF, x IN (?)    the type of x
 * t || ?                              a text
 * LEFT(t, ?)                          what the function takes there
 * }</pre>
 */
final class ParameterPlaces {

    /** A type, and what else may be given. */
    record Expected(RelDataType type, Openness openness) {}

    /** Places of a {@code numeric} whose values are not known yet. */
    private static final int PLACES = 10;

    private static final Set<String> ALIKE = Set.of("COALESCE", "NULLIF", "GREATEST", "LEAST", "LAG", "LEAD");

    /** Whose second number is a value like the first. */
    private static final Set<String> OF_NUMBERS = Set.of("MOD", "POWER", "ATAN2", "LOG");

    private final RelDataTypeFactory types;
    private final SqlOperatorTable operators;
    private final SqlNameMatcher names;

    ParameterPlaces(RelDataTypeFactory types, SqlOperatorTable operators, SqlNameMatcher names) {
        this.types = types;
        this.operators = operators;
        this.names = names;
    }

    RelDataType text() {
        return types.createSqlType(SqlTypeName.VARCHAR);
    }

    /** Whether it has a type by itself. */
    static boolean isValue(SqlNode node) {
        boolean word = node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL;
        return !word
                && !(node instanceof SqlIntervalQualifier)
                && !(node instanceof SqlDataTypeSpec)
                && !(node instanceof SqlWindow)
                && node.getKind() != SqlKind.OVER;
    }

    Expected like(RelDataType type) {
        RelDataType wide = type.getSqlTypeName() == SqlTypeName.CHAR ? text() : type;
        return new Expected(wide, SqlTypeUtil.isNumeric(wide) ? Openness.NUMBERS : Openness.CLOSED);
    }

    private Expected number(SqlTypeName name) {
        return new Expected(types.createSqlType(name), Openness.NUMBERS);
    }

    private Expected any(SqlTypeName name) {
        return new Expected(types.createSqlType(name), Openness.ANY);
    }

    /**
     * Empty where Calcite's own rule will do.
     *
     * @param place among the operands, lists of which are flat
     * @param whole what is expected of the call itself
     * @param beside the type of what stands beside it
     */
    Optional<Expected> expected(SqlCall call, int place, RelDataType whole, Supplier<Optional<RelDataType>> beside) {
        return switch (call.getKind()) {
            case PLUS, MINUS -> ofSum(call, place, whole, beside.get());
            case TIMES, DIVIDE ->
                beside.get()
                                .filter(t -> !SqlTypeName.INTERVAL_TYPES.contains(t.getSqlTypeName()))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(number(SqlTypeName.BIGINT));
            case MINUS_PREFIX, PLUS_PREFIX -> Optional.of(number(SqlTypeName.BIGINT));
            case IN, NOT_IN, SOME, ALL, BETWEEN, COALESCE, NULLIF, GREATEST, LEAST ->
                beside.get().map(this::like);
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM ->
                beside.get().filter(t -> t.getSqlTypeName() == SqlTypeName.CHAR).map(this::like);
            case LIKE, SIMILAR, POSIX_REGEX_CASE_SENSITIVE, POSIX_REGEX_CASE_INSENSITIVE ->
                Optional.of(new Expected(text(), Openness.CLOSED));
            case LAG, LEAD ->
                place == 1
                        ? Optional.of(number(SqlTypeName.INTEGER))
                        : beside.get().map(this::like);
            case MOD -> beside.get().map(this::like);
            default ->
                call.getOperator().getName().equals("||")
                        ? Optional.of(new Expected(text(), Openness.CLOSED))
                        : ofFunction(call, place, beside);
        };
    }

    private Optional<Expected> ofSum(SqlCall call, int place, RelDataType whole, Optional<RelDataType> beside) {
        if (beside.isEmpty()) {
            return Optional.of(any(SqlTypeName.BIGINT));
        }
        SqlTypeName type = beside.get().getSqlTypeName();
        if (type == SqlTypeName.DATE) {
            return Optional.of(any(place == 0 && call.getKind() == SqlKind.MINUS ? type : SqlTypeName.INTEGER));
        }
        boolean interval = SqlTypeName.INTERVAL_TYPES.contains(type);
        boolean moment = type == SqlTypeName.TIMESTAMP && call.getKind() == SqlKind.MINUS;
        boolean day = interval && whole.getSqlTypeName() == SqlTypeName.DATE;
        return interval || moment ? Optional.of(any(day ? SqlTypeName.DATE : SqlTypeName.TIMESTAMP)) : Optional.empty();
    }

    private Optional<Expected> ofFunction(SqlCall call, int place, Supplier<Optional<RelDataType>> beside) {
        if (!(call.getOperator() instanceof SqlFunction function)) {
            return Optional.empty();
        }
        String name = function.getName().toUpperCase(Locale.ROOT);
        if (ALIKE.contains(name)) {
            return beside.get().map(this::like);
        }
        if (name.startsWith("SUBSTR") && place > 0) {
            return Optional.of(number(SqlTypeName.INTEGER));
        }
        if (name.startsWith("CONCAT")) {
            return Optional.of(new Expected(text(), Openness.CLOSED));
        }
        for (SqlOperator each : resolved(call, function)) {
            SqlTypeFamily family = family(each.getOperandTypeChecker(), place);
            Expected expected = family == null ? null : ofFamily(counts(name, place, family));
            if (expected != null) {
                return Optional.of(expected);
            }
        }
        return Optional.empty();
    }

    /** Behind what a function works on it takes numbers of characters, places, or the like. */
    private static SqlTypeFamily counts(String name, int place, SqlTypeFamily family) {
        boolean number = family == SqlTypeFamily.NUMERIC || family == SqlTypeFamily.EXACT_NUMERIC;
        return place > 0 && number && !OF_NUMBERS.contains(name) ? SqlTypeFamily.INTEGER : family;
    }

    private List<SqlOperator> resolved(SqlCall call, SqlFunction function) {
        if (!(function instanceof SqlUnresolvedFunction) || function.getNameAsId() == null) {
            return List.of(function);
        }
        List<SqlOperator> found = new ArrayList<>();
        operators.lookupOperatorOverloads(
                function.getNameAsId(), SqlFunctionCategory.USER_DEFINED_FUNCTION, SqlSyntax.FUNCTION, found, names);
        found.removeIf(o -> !o.getOperandCountRange().isValidCount(call.operandCount()));
        return found;
    }

    private static @Nullable SqlTypeFamily family(@Nullable SqlOperandTypeChecker checker, int place) {
        if (checker instanceof ImplicitCastOperandTypeChecker families) {
            try {
                return families.getOperandSqlTypeFamily(place);
            } catch (IndexOutOfBoundsException e) {
                return null;
            }
        }
        if (checker instanceof CompositeOperandTypeChecker all) {
            for (SqlOperandTypeChecker rule : all.getRules()) {
                SqlTypeFamily family = family(rule, place);
                if (family != null) {
                    return family;
                }
            }
        }
        return null;
    }

    private @Nullable Expected ofFamily(SqlTypeFamily family) {
        return switch (family) {
            case CHARACTER, STRING -> new Expected(text(), Openness.CLOSED);
            case INTEGER -> number(SqlTypeName.INTEGER);
            case NUMERIC, EXACT_NUMERIC, DECIMAL ->
                new Expected(types.createSqlType(SqlTypeName.DECIMAL, Types.DIGITS, PLACES), Openness.NUMBERS);
            case APPROXIMATE_NUMERIC -> number(SqlTypeName.DOUBLE);
            case DATE -> new Expected(types.createSqlType(SqlTypeName.DATE), Openness.CLOSED);
            case DATETIME, TIMESTAMP -> any(SqlTypeName.TIMESTAMP);
            case BOOLEAN -> new Expected(types.createSqlType(SqlTypeName.BOOLEAN), Openness.CLOSED);
            default -> null;
        };
    }
}
