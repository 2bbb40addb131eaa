package io.scorecard.compiler.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** {@code *} and {@code t.*} as the columns of the one table that a SELECT reads; as they are where it reads others. */
final class StarColumns {

    private StarColumns() {}

    /** @param columns of a table by its name; none where it is not known */
    static List<SqlNode> named(List<SqlNode> items, SqlSelect select, Function<String, Collection<String>> columns) {
        List<SqlNode> named = new ArrayList<>();
        for (SqlNode item : items) {
            boolean star = item instanceof SqlIdentifier id && id.isStar();
            SqlIdentifier table = star ? table(select.getFrom()) : null;
            Collection<String> all = table == null ? List.of() : columns.apply(String.join(".", table.names));
            if (all.isEmpty()) {
                named.add(item);
            }
            all.forEach(c -> named.add(new SqlIdentifier(c, item.getParserPosition())));
        }
        return named;
    }

    private static @Nullable SqlIdentifier table(@Nullable SqlNode from) {
        if (from != null && from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
            return table(((SqlCall) from).operand(0));
        }
        return from instanceof SqlIdentifier table ? table : null;
    }
}
