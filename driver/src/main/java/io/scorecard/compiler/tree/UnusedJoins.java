package io.scorecard.compiler.tree;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out joins of which nothing is asked: {@code a LEFT JOIN (SELECT k, SUM(x) AS x .. GROUP BY k) AS b ON b.k = a.k
 * → a}. Only where the right side is grouped by what it is joined on, so that it takes no row away and adds none.
 */
public final class UnusedJoins {

    private final Set<String> qualifiers = new HashSet<>();
    private final Set<String> simple = new HashSet<>();

    private UnusedJoins() {}

    /** Changes the query. */
    public static void drop(SqlSelect select) {
        UnusedJoins joins = new UnusedJoins();
        joins.read(select.getSelectList());
        joins.read(select.getWhere());
        joins.read(select.getGroup());
        joins.read(select.getHaving());
        joins.read(select.getOrderList());
        if (select.getFrom() != null && !joins.simple.contains("")) {
            select.setFrom(joins.kept(select.getFrom()));
        }
    }

    private void read(@Nullable SqlNode node) {
        if (node == null) {
            return;
        }
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                List<String> names = id.names;
                names.subList(0, names.size() - 1).forEach(q -> qualifiers.add(q.toLowerCase(Locale.ROOT)));
                if (names.size() == 1) {
                    simple.add(names.get(0).toLowerCase(Locale.ROOT));
                }
                return null;
            }
        });
    }

    /** From the last join to the first: what a later one names is used. */
    private SqlNode kept(SqlNode from) {
        if (!(from instanceof SqlJoin join)) {
            return from;
        }
        if (isUnused(join)) {
            return kept(join.getLeft());
        }
        read(join.getCondition());
        join.setLeft(kept(join.getLeft()));
        return join;
    }

    private boolean isUnused(SqlJoin join) {
        if (join.getJoinType() != JoinType.LEFT
                || join.getConditionType() != JoinConditionType.ON
                || join.getRight().getKind() != SqlKind.AS) {
            return false;
        }
        SqlBasicCall as = (SqlBasicCall) join.getRight();
        if (as.operandCount() != 2 || !(as.operand(0) instanceof SqlSelect grouped) || grouped.getGroup() == null) {
            return false;
        }
        String alias = name(as.operand(1));
        Set<String> columns = new HashSet<>();
        grouped.getSelectList().forEach(i -> columns.add(name(i)));
        boolean named = qualifiers.contains(alias) || simple.stream().anyMatch(columns::contains);
        Set<String> keys = new HashSet<>();
        equated(join.getCondition(), alias, keys);
        boolean unique =
                grouped.getGroup().stream().allMatch(g -> g instanceof SqlIdentifier && keys.contains(name(g)));
        return !named && unique;
    }

    /** Columns of the right side that are each equal to something. */
    private static void equated(@Nullable SqlNode condition, String alias, Set<String> keys) {
        if (condition instanceof SqlCall call && call.getKind() == SqlKind.AND) {
            call.getOperandList().forEach(o -> equated(o, alias, keys));
        } else if (condition instanceof SqlCall call && call.getKind() == SqlKind.EQUALS) {
            for (SqlNode side : call.getOperandList()) {
                if (side instanceof SqlIdentifier id
                        && id.names.size() == 2
                        && id.names.get(0).equalsIgnoreCase(alias)) {
                    keys.add(name(id));
                }
            }
        }
    }

    private static String name(SqlNode item) {
        SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        return named instanceof SqlIdentifier id
                ? id.names.get(id.names.size() - 1).toLowerCase(Locale.ROOT)
                : "?";
    }
}
