package io.scorecard.compiler.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the joins of a FROM have in common: {@code a JOIN b USING (k)} has one {@code k}, which is that of the
 * left side, or where that may be missing the first there is. Calcite knows it where it is shown, and not in WHERE.
 */
final class CommonColumns {

    private final List<SqlJoin> joins = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    CommonColumns(@Nullable SqlNode from) {
        look(from);
    }

    private void look(@Nullable SqlNode node) {
        if (node instanceof SqlJoin join) {
            look(join.getLeft());
            look(join.getRight());
            joins.add(join);
        } else if (node != null && node.getKind() == SqlKind.AS) {
            tables.add(((SqlIdentifier) ((SqlCall) node).operand(1)).getSimple());
        } else if (node instanceof SqlIdentifier id) {
            tables.add(id.names.get(id.names.size() - 1));
        }
    }

    boolean isEmpty() {
        return joins.stream().noneMatch(j -> j.isNatural() || j.getConditionType() == JoinConditionType.USING);
    }

    /**
     * Names them by a table in WHERE and, where rows are grouped, wherever a key of a group may stand.
     *
     * @param tables the tables of the FROM that have a column of this name
     */
    void nameIn(SqlSelect select, Function<SqlIdentifier, Collection<String>> tables) {
        if (select.getWhere() != null) {
            select.setWhere(namedIn(select.getWhere(), tables));
        }
        if (select.getOrderList() != null) {
            List<SqlNode> orders = new ArrayList<>();
            select.getOrderList().forEach(o -> orders.add(isShown(o, select) ? o : namedIn(o, tables)));
            select.setOrderBy(new SqlNodeList(orders, select.getOrderList().getParserPosition()));
        }
        if (select.getGroup() == null) {
            return;
        }
        select.setGroupBy((SqlNodeList) namedIn(select.getGroup(), tables));
        if (select.getHaving() != null) {
            select.setHaving(namedIn(select.getHaving(), tables));
        }
        List<SqlNode> shown = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            SqlNode named = namedIn(item, tables);
            shown.add(
                    item instanceof SqlIdentifier id && named != item
                            ? SqlStdOperatorTable.AS.createCall(id.getParserPosition(), named, id)
                            : named);
        }
        select.setSelectList(new SqlNodeList(shown, select.getSelectList().getParserPosition()));
    }

    /** A bare name is one of what is shown, where anything shown is called so. */
    private static boolean isShown(SqlNode order, SqlSelect select) {
        return switch (order.getKind()) {
            case DESCENDING, NULLS_FIRST, NULLS_LAST -> isShown(((SqlCall) order).operand(0), select);
            default ->
                order instanceof SqlIdentifier id
                        && id.isSimple()
                        && select.getSelectList().stream().anyMatch(s -> isCalled(s, id.getSimple()));
        };
    }

    private static boolean isCalled(SqlNode shown, String name) {
        SqlNode called = shown.getKind() == SqlKind.AS ? ((SqlCall) shown).operand(1) : shown;
        return called instanceof SqlIdentifier id
                && (id.isStar() || id.names.get(id.names.size() - 1).equalsIgnoreCase(name));
    }

    private SqlNode namedIn(SqlNode condition, Function<SqlIdentifier, Collection<String>> tables) {
        return Objects.requireNonNull(condition.accept(new SqlShuttle() {
            @Override
            public @Nullable SqlNode visit(SqlCall call) {
                if (call.getKind() == SqlKind.AS) {
                    SqlNode value = Objects.requireNonNull(((SqlNode) call.operand(0)).accept(this));
                    return SqlStdOperatorTable.AS.createCall(call.getParserPosition(), value, call.operand(1));
                }
                return SqlKind.QUERY.contains(call.getKind()) ? call : super.visit(call);
            }

            @Override
            public SqlNode visit(SqlIdentifier id) {
                return id.isSimple()
                        ? CommonColumns.this.of(id, tables.apply(id)).orElse(id)
                        : id;
            }
        }));
    }

    /** @param having the tables that have a column of this name; empty where they do not share it by their joins */
    private Optional<SqlNode> of(SqlIdentifier id, Collection<String> having) {
        List<SqlJoin> common =
                joins.stream().filter(j -> shares(j, id.getSimple())).toList();
        if (having.size() < 2 || common.size() != having.size() - 1) {
            return Optional.empty();
        }
        List<SqlNode> columns = tables.stream()
                .filter(t -> having.stream().anyMatch(t::equalsIgnoreCase))
                .map(t -> (SqlNode) new SqlIdentifier(List.of(t, id.getSimple()), id.getParserPosition()))
                .toList();
        boolean left =
                common.stream().allMatch(j -> j.getJoinType() == JoinType.INNER || j.getJoinType() == JoinType.LEFT);
        return columns.size() != having.size()
                ? Optional.empty()
                : Optional.of(
                        left
                                ? columns.get(0)
                                : SqlStdOperatorTable.COALESCE.createCall(new SqlNodeList(columns, SqlParserPos.ZERO)));
    }

    private static boolean shares(SqlJoin join, String column) {
        return join.isNatural()
                || join.getConditionType() == JoinConditionType.USING
                        && join.getCondition() instanceof SqlNodeList names
                        && names.stream()
                                .anyMatch(n -> n instanceof SqlIdentifier id
                                        && id.getSimple().equalsIgnoreCase(column));
    }
}
