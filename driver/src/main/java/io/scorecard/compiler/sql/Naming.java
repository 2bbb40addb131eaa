package io.scorecard.compiler.sql;

import io.scorecard.compiler.text.SqlTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Names unnamed columns as PostgreSQL does: a call by its function, a cast by what is cast or else by its type,
 * CASE by its ELSE, a subquery by its column; what has no name is {@code ?column?}, a column of VALUES
 * {@code column1}. Inside a question a name is left out where two would have it: they could not be told
 * apart.
 */
public final class Naming extends SqlShuttle {

    private static final String NAMELESS = "?column?";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("INTEGER", "int4"),
            Map.entry("INT", "int4"),
            Map.entry("BIGINT", "int8"),
            Map.entry("SMALLINT", "int2"),
            Map.entry("TINYINT", "int2"),
            Map.entry("DOUBLE", "float8"),
            Map.entry("FLOAT", "float8"),
            Map.entry("REAL", "float4"),
            Map.entry("DECIMAL", "numeric"),
            Map.entry("BOOLEAN", "bool"),
            Map.entry("CHAR", "bpchar"));

    /** Functions that stand without parentheses. */
    private static final Set<String> WORDS = Set.of(
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "CURRENT_SCHEMA",
            "CURRENT_CATALOG",
            "CURRENT_USER",
            "SESSION_USER",
            "USER",
            "CURRENT_ROLE");

    private final SqlNode top;

    private Naming(SqlNode top) {
        this.top = top;
    }

    public static SqlNode of(SqlNode query) {
        SqlNode named = java.util.Objects.requireNonNull(query.accept(new Naming(query)));
        return named.getKind() == SqlKind.VALUES ? selected((SqlCall) named) : named;
    }

    /** {@code VALUES (1, 2) → SELECT * FROM (VALUES (1, 2)) AS t(column1, column2)} */
    private static SqlNode selected(SqlCall values) {
        return SqlTexts.select(SqlNodeList.of(SqlIdentifier.star(SqlParserPos.ZERO)), aliased(values, "values"), null);
    }

    private static SqlCall aliased(SqlCall values, String table) {
        List<SqlNode> operands = new ArrayList<>();
        operands.add(values);
        operands.add(new SqlIdentifier(table, SqlParserPos.ZERO));
        int columns = values.operand(0) instanceof SqlCall row && row.getKind() == SqlKind.ROW ? row.operandCount() : 1;
        for (int i = 1; i <= columns; i++) {
            operands.add(new SqlIdentifier("column" + i, SqlParserPos.ZERO));
        }
        return SqlStdOperatorTable.AS.createCall(SqlParserPos.ZERO, operands);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlSelect select) {
            select.setSelectList(named(select.getSelectList(), isShown(call)));
            return select;
        }
        if (visited instanceof SqlCall as
                && as.getKind() == SqlKind.AS
                && as.operandCount() == 2
                && as.operand(0).getKind() == SqlKind.VALUES) {
            return aliased(as.operand(0), ((SqlIdentifier) as.operand(1)).getSimple());
        }
        return visited;
    }

    /**
     * Whether a select's columns are those of the answer. Branches that are ordered together are a table to what orders
     * them, whose columns must be told apart.
     */
    private boolean isShown(SqlCall select) {
        SqlNode node = top;
        boolean ordered = false;
        while (true) {
            if (node == select) {
                return true;
            }
            switch (node.getKind()) {
                case ORDER_BY -> {
                    node = ((SqlOrderBy) node).query;
                    ordered = true;
                }
                case WITH -> node = ((SqlWith) node).body;
                case UNION, EXCEPT, INTERSECT -> {
                    if (ordered) {
                        return false;
                    }
                    node = ((SqlCall) node).operand(0);
                }
                default -> {
                    return false;
                }
            }
        }
    }

    private static SqlNodeList named(SqlNodeList list, boolean shown) {
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : list) {
            String name = label(item);
            boolean as = name != null
                    && (shown
                            || list.stream().filter(i -> name.equals(label(i))).count() < 2);
            items.add(
                    as
                            ? SqlStdOperatorTable.AS.createCall(
                                    item.getParserPosition(), item, new SqlIdentifier(name, SqlParserPos.ZERO))
                            : item);
        }
        return new SqlNodeList(items, list.getParserPosition());
    }

    /** Null where a column has a name by itself. */
    private static @Nullable String label(SqlNode item) {
        boolean word = item instanceof SqlIdentifier id && isWord(id);
        if (item.getKind() == SqlKind.AS || item instanceof SqlIdentifier && !word) {
            return null;
        }
        String name = name(item);
        if (name != null) {
            return name;
        }
        return item.getKind() == SqlKind.CASE ? "case" : java.util.Objects.requireNonNullElse(type(item), NAMELESS);
    }

    private static boolean isWord(SqlIdentifier id) {
        return id.isSimple()
                && !id.isComponentQuoted(0)
                && WORDS.contains(id.getSimple().toUpperCase(Locale.ROOT));
    }

    /** The name of a type that is all there is to name: {@code 1::int8}, {@code DATE '2026-01-01'}. */
    private static @Nullable String type(SqlNode item) {
        if (item.getKind() == SqlKind.CAST && ((SqlCall) item).operand(1) instanceof SqlDataTypeSpec type) {
            String name = type.getTypeName().getSimple();
            return TYPES.getOrDefault(name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        }
        if (item instanceof SqlUnknownLiteral literal) {
            return literal.tag.toLowerCase(Locale.ROOT);
        }
        if (item instanceof SqlLiteral literal) {
            return switch (literal.getTypeName().getFamily()) {
                case DATE -> "date";
                case TIME -> "time";
                case TIMESTAMP -> "timestamp";
                case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> "interval";
                default -> null;
            };
        }
        return null;
    }

    private static @Nullable String name(SqlNode item) {
        if (item instanceof SqlIdentifier id) {
            String last = id.names.get(id.names.size() - 1);
            return last.isEmpty() ? null : isWord(id) ? last.toLowerCase(Locale.ROOT) : last;
        }
        if (!(item instanceof SqlCall call)) {
            return null;
        }
        return switch (call.getKind()) {
            case CAST, FILTER, OVER, WITHIN_GROUP, RESPECT_NULLS, IGNORE_NULLS, ITEM -> name(call.operand(0));
            case CASE -> name(((SqlCase) call).getElseOperand());
            case EXISTS -> "exists";
            case ARRAY_VALUE_CONSTRUCTOR -> "array";
            case ROW -> "row";
            case TRIM -> "btrim";
            case SCALAR_QUERY -> name(call.operand(0));
            case SELECT -> first((SqlSelect) call);
            case ORDER_BY -> name(((SqlOrderBy) call).query);
            case WITH -> name(((SqlWith) call).body);
            case UNION, INTERSECT, EXCEPT -> name(call.operand(0));
            case AS -> name(call.operand(1));
            default -> call.getOperator() instanceof SqlFunction ? function(call) : null;
        };
    }

    private static @Nullable String first(SqlSelect select) {
        return select.getSelectList().isEmpty()
                ? null
                : name(select.getSelectList().get(0));
    }

    private static String function(SqlCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (name.equals("translate3")) {
            return "translate";
        }
        if (ZoneCalls.is(call)) {
            return "timezone";
        }
        return name.startsWith("{fn ") ? name.substring(4, name.length() - 1).strip() : name;
    }
}
