package io.scorecard.compiler;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code ?}, where a question is compiled for them; and whether anybody wanted to know one while
 * they were unknown. Not thread-safe.
 */
final class KnownValues {

    private final @Nullable List<@Nullable Object> values;
    private boolean wanted;

    /** @param values null where a question is compiled for any values */
    KnownValues(@Nullable List<@Nullable Object> values) {
        this.values = values;
    }

    /** The text that a literal or a parameter stands for, or empty where it is none or not known. */
    Optional<String> text(SqlNode node) {
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

    /** Whether the question would be smaller if the values were known. */
    boolean areWanted() {
        return wanted;
    }
}
