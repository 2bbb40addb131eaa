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
 * branch that it will not take. A macro writes an argument out wherever it stands: nine nested replacements were
 * twenty thousand, so each stands in a list of one, and the function is applied to that.
 */
final class TextBounds {

    /** Characters that a filled or repeated text may have. */
    static final int LONGEST = 10_000;

    /** Characters that a text may have after a replacement, at worst. */
    static final int LONGEST_REPLACED = 1_000_000;

    /** What the refusal says, for {@link DuckDbErrors}. */
    static final String REFUSAL = "scorecard: a text would be too long";

    /** Not {@code error(..)}: it is volatile, and DuckDB then finds NULL in {@code x NOT IN (subquery)} for other rows. */
    private static final String FAILED = "CAST(CAST('" + REFUSAL + "' AS INTEGER) AS VARCHAR)";

    private TextBounds() {}

    static void install(DuckDBConnection duckdb) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            for (String macro : List.of(repeat(), filled("lpad"), filled("rpad"), replace(), regexp())) {
                statement.execute("CREATE MACRO memory.main." + macro);
            }
        }
    }

    private static String repeat() {
        String most = LONGEST + " // greatest(length(x.t), 1)";
        return "repeat(t, n) AS "
                + once(
                        "'t': t, 'n': n",
                        "CASE WHEN x.n > " + most + " THEN " + FAILED + " ELSE system.main.repeat(x.t, least(x.n, "
                                + most + ")) END");
    }

    /** An expression over {@code x.name}: an argument that stands in it once is not written out again for each use. */
    private static String once(String arguments, String expression) {
        return "list_transform([{" + arguments + "}], lambda x: " + expression + ")[1]";
    }

    private static String filled(String name) {
        return name + "(t, n, f) AS CASE WHEN n > " + LONGEST + " THEN " + FAILED + " ELSE system.main." + name
                + "(t, CAST(least(n, " + LONGEST + ") AS INTEGER), f) END, (t, n) AS CASE WHEN n > " + LONGEST
                + " THEN " + FAILED + " ELSE system.main." + name + "(t, CAST(least(n, " + LONGEST
                + ") AS INTEGER), ' ') END";
    }

    private static String replace() {
        String tooLong = "length(x.t) // greatest(length(x.a), 1) * length(x.b) > " + LONGEST_REPLACED;
        return "replace(t, a, b) AS "
                + once(
                        "'t': t, 'a': a, 'b': b",
                        "CASE WHEN " + tooLong + " THEN " + FAILED + " ELSE system.main.replace(x.t, x.a, CASE WHEN "
                                + tooLong + " THEN '' ELSE x.b END) END");
    }

    private static String regexp() {
        String tooLong = "(length(x.t) + 1) * length(x.b) > " + LONGEST_REPLACED;
        String start = "CASE WHEN " + tooLong + " THEN " + FAILED
                + " ELSE system.main.regexp_replace(x.t, a, CASE WHEN " + tooLong + " THEN '' ELSE x.b END";
        String arguments = "'t': t, 'b': b";
        return "regexp_replace(t, a, b) AS " + once(arguments, start + ") END") + ", (t, a, b, o) AS "
                + once(arguments, start + ", o) END");
    }
}
