package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * How large a parsed question may be: what comes after takes time and stack that grow faster than its text.
 *
 * <p>A WITH is printed where it is used, so a few lines can stand for millions of tables; and CUBE of twenty
 * columns is a million groupings. Both are counted before anything follows them.
 */
public final class Bounds {

    static final int DEPTH = 640;
    static final int LIST = 10_000;
    static final int COLUMNS = 1_600;
    static final int JOINS = 100;
    static final int TABLES = 500;
    static final int GROUPINGS = 256;

    private static final String SPLIT = "Ask for less at a time.";

    private Bounds() {}

    /** @throws io.scorecard.functions.ScorecardException 2010 */
    public static void check(SqlNode question) {
        walk(question);
        if (tables(question, Map.of()) > TABLES) {
            throw tooLarge("it reads more than " + TABLES + " tables, each WITH counted where it is used", SPLIT);
        }
    }

    public static void checkColumns(int columns) {
        if (columns > COLUMNS) {
            throw tooLarge("it has more than " + COLUMNS + " columns", SPLIT);
        }
    }

    private record Step(SqlNode node, int depth) {}

    /** Without recursion: it is what makes recursion safe for everybody else. */
    private static void walk(SqlNode question) {
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step(question, 0));
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (step.depth > DEPTH) {
                throw tooLarge("it is nested too deep", "Split it with WITH, or put long conditions into an IN.");
            }
            SqlNode node = step.node;
            Collection<? extends @Nullable SqlNode> inner = node instanceof SqlNodeList list
                    ? list
                    : node instanceof SqlCall call ? call.getOperandList() : List.of();
            if (inner.size() > LIST) {
                throw tooLarge("a list in it has more than " + LIST + " values", "Put long lists into a table.");
            }
            if (node instanceof SqlSelect select) {
                checkColumns(select.getSelectList().size());
                if (select.getGroup() != null && groupings(select.getGroup(), 0) > GROUPINGS) {
                    throw tooLarge("it groups in more than " + GROUPINGS + " ways", "Use fewer columns in CUBE.");
                }
            }
            int depth = step.depth + weight(node);
            inner.stream().filter(Objects::nonNull).forEach(n -> open.push(new Step(n, depth)));
        }
    }

    /** A subquery takes its steps through the compiler as a whole. */
    private static int weight(SqlNode node) {
        if (node instanceof SqlNodeList) {
            return 0;
        }
        return switch (node.getKind()) {
            case SELECT -> 2;
            case AS, JOIN, ORDER_BY, WITH, WITH_ITEM -> 0;
            default -> 1;
        };
    }

    /** How many groupings a GROUP BY stands for: those of its parts multiplied, those of GROUPING SETS added. */
    private static long groupings(SqlNodeList parts, int depth) {
        long product = 1;
        for (SqlNode part : parts) {
            product = capped(product * ways(part, depth));
        }
        return product;
    }

    private static long ways(@Nullable SqlNode part, int depth) {
        if (!(part instanceof SqlCall call) || depth > DEPTH) {
            return 1;
        }
        int size = call.operandCount();
        return switch (call.getKind()) {
            case CUBE -> size > 20 ? Integer.MAX_VALUE : 1L << size;
            case ROLLUP -> size + 1L;
            case GROUPING_SETS ->
                capped(call.getOperandList().stream()
                        .mapToLong(o -> ways(o, depth + 1))
                        .sum());
            default -> 1;
        };
    }

    private static long tables(@Nullable SqlNode node, Map<String, Long> named) {
        if (node instanceof SqlWith with) {
            Map<String, Long> known = new HashMap<>(named);
            for (SqlNode item : with.withList) {
                SqlWithItem relation = (SqlWithItem) item;
                known.put(name(relation.name), tables(relation.query, known));
            }
            return tables(with.body, known);
        }
        if (node instanceof SqlSelect select) {
            if (joins(select.getFrom()) > JOINS) {
                throw tooLarge("it joins more than " + JOINS + " tables", SPLIT);
            }
            long from = from(select.getFrom(), named);
            long rest = select.getOperandList().stream()
                    .filter(o -> o != select.getFrom())
                    .mapToLong(o -> tables(o, named))
                    .sum();
            return capped(from + rest);
        }
        if (node instanceof SqlNodeList list) {
            return capped(list.stream().mapToLong(n -> tables(n, named)).sum());
        }
        if (node instanceof SqlBasicCall table && table.getKind() == SqlKind.EXPLICIT_TABLE) {
            return from(table.operand(0), named);
        }
        return node instanceof SqlCall call
                ? capped(call.getOperandList().stream()
                        .mapToLong(n -> tables(n, named))
                        .sum())
                : 0;
    }

    private static long from(@Nullable SqlNode node, Map<String, Long> named) {
        if (node instanceof SqlIdentifier table) {
            return named.getOrDefault(name(table), 1L);
        }
        if (node instanceof SqlJoin join) {
            return capped(from(join.getLeft(), named) + from(join.getRight(), named));
        }
        if (node instanceof SqlBasicCall call && !SqlKind.QUERY.contains(call.getKind())) {
            return capped(call.getOperandList().stream()
                    .limit(call.getKind() == SqlKind.AS ? 1 : Integer.MAX_VALUE)
                    .mapToLong(n -> from(n, named))
                    .sum());
        }
        return tables(node, named);
    }

    private static int joins(@Nullable SqlNode from) {
        int joins = 0;
        for (SqlNode node = from; node instanceof SqlJoin join; node = join.getLeft()) {
            joins += 1 + joins(join.getRight());
        }
        return joins;
    }

    private static String name(SqlIdentifier identifier) {
        return identifier.names.get(identifier.names.size() - 1).toLowerCase(Locale.ROOT);
    }

    private static long capped(long count) {
        return Math.min(count, Integer.MAX_VALUE);
    }

    private static RuntimeException tooLarge(String what, String advice) {
        return ErrorCode.TOO_LARGE.with(what, advice);
    }
}
