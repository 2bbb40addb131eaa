package io.scorecard.compiler.face;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code ?}, where a question is compiled for them; and whether anybody wanted to know one while
 * they were unknown; and what there is to be told of the question meanwhile. Not thread-safe.
 */
public final class KnownValues {

    private final @Nullable List<@Nullable Object> values;
    private final ValuesInUse inUse;
    private final Map<String, String> failing;
    private final Set<String> listed = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> notesIfEmpty = new ArrayList<>();
    private boolean wanted;

    /**
     * @param values null where a question is compiled for any values
     * @param failing why KPIs that views list have no value, by their names
     */
    public KnownValues(@Nullable List<@Nullable Object> values, ValuesInUse inUse, Map<String, String> failing) {
        this.values = values;
        this.inUse = inUse;
        this.failing = failing;
        notes.addAll(LeftOut.notes(failing));
    }

    /** Why KPIs that a view could list are left out of it, by their names: a value that they need cannot be read. */
    Map<String, String> failing() {
        return failing;
    }

    /** A view of the question lists this KPI beside others. */
    void list(String kpi) {
        listed.add(kpi);
    }

    /** The KPIs that the question's views list, and could go without. */
    public List<String> listed() {
        return List.copyOf(listed);
    }

    /** Something that whoever reads the answer should know. */
    void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Why there may be no row, for whoever gets none. */
    void noteIfEmpty(String sentence) {
        notesIfEmpty.add(sentence);
    }

    public List<String> notesIfEmpty() {
        return List.copyOf(notesIfEmpty);
    }

    /** What the sources know. */
    ValuesInUse inUse() {
        return inUse;
    }

    /** The text that a literal or a parameter stands for, or empty where it is none or not known. */
    public Optional<String> text(SqlNode node) {
        if (node instanceof SqlDynamicParam parameter) {
            wanted |= values == null;
            return values == null
                    ? Optional.empty()
                    : Optional.ofNullable(values.get(parameter.getIndex())).map(Object::toString);
        }
        return node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                ? Optional.ofNullable(literal.getValueAs(String.class))
                : Optional.empty();
    }

    /** Whether a question is compiled for these values alone. */
    public boolean areKnown() {
        return values != null;
    }

    /** The text that a parameter has, or empty where it is not known. */
    Optional<String> given(int parameter) {
        return values == null || parameter >= values.size()
                ? Optional.empty()
                : Optional.ofNullable(values.get(parameter)).map(Object::toString);
    }

    /** The day that a literal or a parameter stands for, or empty where it is none or not known. */
    Optional<LocalDate> date(SqlNode node) {
        if (node.getKind() == SqlKind.CAST) {
            return date(((SqlCall) node).operand(0));
        }
        if (node instanceof SqlUnknownLiteral literal) {
            return date(literal.getValue());
        }
        return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.DATE
                ? date(literal.getValueAs(DateString.class).toString())
                : text(node).flatMap(KnownValues::date);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the question would be smaller if the values were known. */
    public boolean areWanted() {
        return wanted;
    }
}
