package io.scorecard.compiler.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * {@code *} and {@code t.*} as the columns of what a SELECT reads, those that its joins have in common first and once; as
 * they are where the columns of one of them are not known.
 */
final class StarColumns {

    /** A table or subquery, by the name that columns have before them. */
    private record Relation(String name, Collection<String> columns) {}

    private final Function<String, Collection<String>> ofTable;
    private final List<Relation> relations = new ArrayList<>();
    private final List<String> common = new ArrayList<>();

    private StarColumns(Function<String, Collection<String>> ofTable) {
        this.ofTable = ofTable;
    }

    /** @param columns of a table by its name; none where it is not known */
    static List<SqlNode> named(List<SqlNode> items, SqlSelect select, Function<String, Collection<String>> columns) {
        StarColumns stars = new StarColumns(columns);
        boolean known = stars.read(select.getFrom());
        List<SqlNode> named = new ArrayList<>();
        for (SqlNode item : items) {
            List<SqlNode> all = known && item instanceof SqlIdentifier id && id.isStar() ? stars.of(id) : List.of();
            if (all.isEmpty()) {
                named.add(item);
            }
            named.addAll(all);
        }
        return named;
    }

    private List<SqlNode> of(SqlIdentifier star) {
        List<SqlNode> all = new ArrayList<>();
        String only = star.names.size() > 1 ? star.names.get(star.names.size() - 2) : "";
        if (only.isEmpty()) {
            common.forEach(c -> all.add(new SqlIdentifier(c, star.getParserPosition())));
        }
        for (Relation relation : relations) {
            if (!only.isEmpty() && !only.equalsIgnoreCase(relation.name)) {
                continue;
            }
            for (String column : relation.columns) {
                if (only.isEmpty() && common.stream().anyMatch(column::equalsIgnoreCase)) {
                    continue;
                }
                List<String> path = relations.size() > 1 ? List.of(relation.name, column) : List.of(column);
                all.add(new SqlIdentifier(path, star.getParserPosition()));
            }
        }
        return all;
    }

    /** Whether all columns are known. */
    private boolean read(@Nullable SqlNode from) {
        if (from instanceof SqlJoin join) {
            if (join.getConditionType() == JoinConditionType.USING
                    && join.getCondition() instanceof SqlNodeList names) {
                names.forEach(n -> share(((SqlIdentifier) n).getSimple()));
            }
            return !join.isNatural() && read(join.getLeft()) && read(join.getRight());
        }
        if (from != null && from.getKind() == SqlKind.AS && ((SqlCall) from).operandCount() == 2) {
            String name = ((SqlIdentifier) ((SqlCall) from).operand(1)).getSimple();
            return add(name, ((SqlCall) from).operand(0));
        }
        return from instanceof SqlIdentifier table && add(table.names.get(table.names.size() - 1), table);
    }

    private void share(String column) {
        if (common.stream().noneMatch(column::equalsIgnoreCase)) {
            common.add(column);
        }
    }

    private boolean add(String name, SqlNode relation) {
        Collection<String> columns = relation instanceof SqlIdentifier table
                ? ofTable.apply(String.join(".", table.names))
                : shown(relation);
        relations.add(new Relation(name, columns));
        return !columns.isEmpty();
    }

    /** What a subquery shows; nothing where one of its columns has no name. */
    private static Collection<String> shown(SqlNode query) {
        SqlNode inner = query instanceof SqlOrderBy order ? order.query : query;
        List<String> names = new ArrayList<>();
        for (SqlNode item : inner instanceof SqlSelect select ? select.getSelectList() : SqlNodeList.EMPTY) {
            SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
            if (!(name instanceof SqlIdentifier id) || id.isStar()) {
                return List.of();
            }
            names.add(id.names.get(id.names.size() - 1));
        }
        return names;
    }
}
