package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's first row of each group, in its order:
 *
 * <pre>{@code
 * SELECT DISTINCT ON (k) k, x FROM t ORDER BY k, d
 *   → SELECT k, x FROM (SELECT k, x, k AS o0, d AS o1, ROW_NUMBER() OVER (PARTITION BY k ORDER BY k, d) AS n FROM t)
 *     WHERE n = 1 ORDER BY o0, o1
 * }</pre>
 *
 * <p>Without an order by more than the keys any row of a group would do, and two engines would take two.
 */
public final class DistinctOn extends SqlShuttle {

    /** What the text has instead of DISTINCT ON, as the first item. */
    static final String NAME = "distinct_on_";

    private static final SqlParserPos AT = SqlParserPos.ZERO;

    /** Of a name that two columns have. */
    private static final SqlNode TWICE = SqlLiteral.createNull(AT);

    private final Function<String, Collection<String>> columns;

    private DistinctOn(Function<String, Collection<String>> columns) {
        this.columns = columns;
    }

    /**
     * @param query whose columns have their names already
     * @param columns of a table by its name; none where it is not known
     */
    public static SqlNode of(SqlNode query, Function<String, Collection<String>> columns) {
        return Objects.requireNonNull(query.accept(new DistinctOn(columns)));
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select && keys(select) != null) {
            SqlSelect inside = (SqlSelect) Objects.requireNonNull(super.visit(select));
            return rewritten(inside, order);
        }
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select && keys(select) != null) {
            throw refused("no ORDER BY");
        }
        return visited;
    }

    private static @Nullable List<SqlNode> keys(SqlSelect select) {
        SqlNode first = select.getSelectList().isEmpty()
                ? null
                : bare(select.getSelectList().get(0));
        return first instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase(NAME)
                ? call.getOperandList()
                : null;
    }

    private static SqlNode bare(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    private SqlNode rewritten(SqlSelect select, SqlOrderBy order) {
        List<SqlNode> items = StarColumns.named(
                new ArrayList<>(select.getSelectList().getList())
                        .subList(1, select.getSelectList().size()),
                select,
                columns);
        Map<String, SqlNode> named = named(items);
        List<SqlNode> keys = Objects.requireNonNull(keys(select)).stream()
                .map(k -> meant(k, items, named))
                .toList();
        Order by = ordered(order, items, named);
        if (by.values.size() <= keys.size() || !isSame(by.values.subList(0, keys.size()), keys)) {
            throw refused("an ORDER BY that does not begin with its keys, or ends with them");
        }
        SqlIdentifier number = new SqlIdentifier("distinct_number", AT);
        List<SqlNode> inside = new ArrayList<>();
        List<SqlNode> shown = new ArrayList<>();
        for (SqlNode item : items) {
            boolean only = named.get(name(item).toLowerCase(Locale.ROOT)) != TWICE;
            SqlIdentifier column = new SqlIdentifier(only ? name(item) : "distinct_column_" + inside.size(), AT);
            inside.add(only ? item : SqlStdOperatorTable.AS.createCall(AT, bare(item), column));
            shown.add(only ? column : SqlStdOperatorTable.AS.createCall(AT, column, new SqlIdentifier(name(item), AT)));
        }
        inside.addAll(by.hidden);
        inside.add(SqlStdOperatorTable.AS.createCall(AT, numbered(keys, by.inside), number));
        select.setSelectList(new SqlNodeList(inside, select.getSelectList().getParserPosition()));
        SqlSelect first = SqlTexts.select(
                new SqlNodeList(shown, AT),
                SqlStdOperatorTable.AS.createCall(AT, select, new SqlIdentifier("distinct_rows", AT)),
                SqlStdOperatorTable.EQUALS.createCall(AT, number, SqlLiteral.createExactNumeric("1", AT)));
        return new SqlOrderBy(AT, first, new SqlNodeList(by.outside, AT), order.offset, order.fetch);
    }

    private static Map<String, SqlNode> named(List<SqlNode> items) {
        Map<String, SqlNode> named = new HashMap<>();
        for (SqlNode item : items) {
            named.merge(name(item).toLowerCase(Locale.ROOT), bare(item), (one, other) -> TWICE);
        }
        return named;
    }

    /**
     * An order in which rows are numbered inside and shown outside.
     *
     * @param values what rows are ordered by, without a direction
     * @param hidden the same as columns of the inside
     */
    private record Order(List<SqlNode> inside, List<SqlNode> outside, List<SqlNode> values, List<SqlNode> hidden) {}

    private static Order ordered(SqlOrderBy order, List<SqlNode> items, Map<String, SqlNode> named) {
        Order by = new Order(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (SqlNode item : order.orderList) {
            SqlNode value = meant(plain(item), items, named);
            SqlIdentifier name = new SqlIdentifier("distinct_order_" + by.values.size(), AT);
            by.inside.add(directed(item, value));
            by.outside.add(directed(item, name));
            by.values.add(value);
            by.hidden.add(SqlStdOperatorTable.AS.createCall(AT, value, name));
        }
        return by;
    }

    private static SqlNode numbered(List<SqlNode> keys, List<SqlNode> by) {
        SqlNode window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(keys, AT),
                new SqlNodeList(by, AT),
                SqlLiteral.createBoolean(false, AT),
                null,
                null,
                null,
                SqlWindow.createExcludeNoOthers(AT),
                AT);
        return SqlStdOperatorTable.OVER.createCall(AT, SqlStdOperatorTable.ROW_NUMBER.createCall(AT), window);
    }

    private static boolean isSame(List<SqlNode> some, List<SqlNode> others) {
        return some.stream().allMatch(s -> others.stream().anyMatch(o -> isSame(s, o)))
                && others.stream().allMatch(o -> some.stream().anyMatch(s -> isSame(s, o)));
    }

    private static boolean isSame(SqlNode a, SqlNode b) {
        return a.toString().equalsIgnoreCase(b.toString());
    }

    private static String name(SqlNode item) {
        if (item.getKind() == SqlKind.AS) {
            return ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple();
        }
        if (item instanceof SqlIdentifier id && !id.isStar()) {
            return id.names.get(id.names.size() - 1);
        }
        throw refused(item instanceof SqlIdentifier ? "*" : "a column without a name");
    }

    /** Names and numbers of columns of the answer come before names of the tables'. */
    private static SqlNode meant(SqlNode node, List<SqlNode> items, Map<String, SqlNode> named) {
        if (node instanceof SqlLiteral literal
                && literal.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DECIMAL) {
            int place = literal.intValue(true);
            if (place < 1 || place > items.size()) {
                throw refused("a number that is no column's");
            }
            return bare(items.get(place - 1));
        }
        SqlNode meant = node instanceof SqlIdentifier id && id.isSimple()
                ? named.getOrDefault(id.getSimple().toLowerCase(Locale.ROOT), id)
                : node;
        if (meant == TWICE) {
            throw refused("an order by one of two columns of one name");
        }
        return meant;
    }

    private static boolean isDirection(SqlNode node) {
        return node.getKind() == SqlKind.DESCENDING
                || node.getKind() == SqlKind.NULLS_FIRST
                || node.getKind() == SqlKind.NULLS_LAST;
    }

    private static SqlNode plain(SqlNode item) {
        return isDirection(item) ? plain(((SqlCall) item).operand(0)) : item;
    }

    private static SqlNode directed(SqlNode item, SqlNode value) {
        return isDirection(item)
                ? ((SqlCall) item).getOperator().createCall(AT, directed(((SqlCall) item).operand(0), value))
                : value;
    }

    private static RuntimeException refused(String what) {
        return ErrorCode.UNANSWERABLE.with(
                "DISTINCT ON with " + what + " is not understood.",
                "Number the rows: SELECT .. FROM (SELECT .., ROW_NUMBER() OVER (PARTITION BY key ORDER BY ..) AS n"
                        + " FROM ..) AS t WHERE n = 1.");
    }
}
