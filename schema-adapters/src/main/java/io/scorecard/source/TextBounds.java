package io.scorecard.source;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Puts bounds on the functions that make long texts of short ones.
 *
 * <p>DuckDB works on some two thousand rows at a time and looks neither at a cancel nor at its memory limit in
 * between; a call of literals it even computes while it plans. So {@code repeat('x', 2000000000)} would hold
 * eight gigabytes and half a minute of somebody else's process, whatever the timeout. Macros stand before the
 * functions of the same names. What the function itself is given is cut first, because DuckDB may compute a
 * branch that it will not take.
 */
final class TextBounds {

    /** Characters that a filled or repeated text may have. */
    static final int LONGEST = 10_000;

    /** Characters that a text may have after a replacement, at worst. */
    static final int LONGEST_REPLACED = 1_000_000;

    /** What the refusal says, for {@link DuckDbErrors}. */
    static final String REFUSAL = "scorecard: a text would be too long";

    private static final String FAILED = "error('" + REFUSAL + "')";

    private TextBounds() {}

    static void install(DuckDBConnection duckdb) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            for (String macro : List.of(repeat(), filled("lpad"), filled("rpad"), replace(), regexp())) {
                statement.execute("CREATE MACRO memory.main." + macro);
            }
        }
    }

    private static String repeat() {
        String most = LONGEST + " // greatest(length(t), 1)";
        return "repeat(t, n) AS CASE WHEN n > " + most + " THEN " + FAILED + " ELSE system.main.repeat(t, least(n, "
                + most + ")) END";
    }

    private static String filled(String name) {
        return name + "(t, n, f) AS CASE WHEN n > " + LONGEST + " THEN " + FAILED + " ELSE system.main." + name
                + "(t, CAST(least(n, " + LONGEST + ") AS INTEGER), f) END, (t, n) AS CASE WHEN n > " + LONGEST
                + " THEN " + FAILED + " ELSE system.main." + name + "(t, CAST(least(n, " + LONGEST
                + ") AS INTEGER), ' ') END";
    }

    private static String replace() {
        String tooLong = "length(t) // greatest(length(a), 1) * length(b) > " + LONGEST_REPLACED;
        return "replace(t, a, b) AS CASE WHEN " + tooLong + " THEN " + FAILED
                + " ELSE system.main.replace(t, a, CASE WHEN " + tooLong + " THEN '' ELSE b END) END";
    }

    private static String regexp() {
        String tooLong = "(length(t) + 1) * length(b) > " + LONGEST_REPLACED;
        String start = " AS CASE WHEN " + tooLong + " THEN " + FAILED
                + " ELSE system.main.regexp_replace(t, a, CASE WHEN " + tooLong + " THEN '' ELSE b END";
        return "regexp_replace(t, a, b)" + start + ") END, (t, a, b, o)" + start + ", o) END";
    }
}
