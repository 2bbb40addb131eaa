package io.scorecard.compiler.print;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code SELECT COUNT(*) AS a FROM t GROUP BY a + 1 HAVING a + 1 = 3 → .. HAVING t.a + 1 = 3}: DuckDB takes the bare name
 * in HAVING for what is shown under it, and counts other groups, where PostgreSQL and the standard take the column.
 */
final class HavingNames extends SqlBasicVisitor<Void> {

    static SqlNode qualified(SqlNode query) {
        query.accept(new HavingNames());
        return query;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select && select.getHaving() != null) {
            String table = table(select.getFrom());
            Set<String> shown = shown(select);
            if (table != null && !shown.isEmpty()) {
                select.setHaving(select.getHaving().accept(new Names(table, shown)));
            }
        }
        return super.visit(call);
    }

    /** Null where there are several, whose columns are printed with their tables' names. */
    private static @Nullable String table(@Nullable SqlNode from) {
        SqlNode named = from != null && from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(1) : from;
        return named instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : null;
    }

    private static Set<String> shown(SqlSelect select) {
        Set<String> names = new HashSet<>();
        for (SqlNode item : select.getSelectList()) {
            if (item.getKind() == SqlKind.AS) {
                names.add(((SqlIdentifier) ((SqlCall) item).operand(1))
                        .getSimple()
                        .toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static final class Names extends SqlShuttle {
        private final String table;
        private final Set<String> shown;

        Names(String table, Set<String> shown) {
            this.table = table;
            this.shown = shown;
        }

        @Override
        public SqlNode visit(SqlIdentifier id) {
            return id.isSimple()
                            && !id.isStar()
                            && shown.contains(id.getSimple().toLowerCase(Locale.ROOT))
                    ? new SqlIdentifier(List.of(table, id.getSimple()), SqlParserPos.ZERO)
                    : id;
        }
    }
}
