package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Many periods, and many numbers in a row, are counted by the source and not written out. */
class ManyPeriodsTest extends BothEngines {

    private static final String DAYS =
            " FROM kpi WHERE day >= DATE '2025-07-01' AND day < DATE '2026-06-20' GROUP BY day ORDER BY day";

    private int numbersWrittenOut(Company.Engine engine, String question) throws SQLException {
        String explained = company(engine).rows("EXPLAIN " + question).toString();
        return explained.split("\\(10[1-9]\\)", -1).length - 1;
    }

    @Test
    void daysAreCountedFromAHundredOn() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            assertEquals(0, numbersWrittenOut(engine, "SELECT SUM(n) FROM generate_series(1, 150) AS s (n)"));
            assertEquals(
                    9,
                    numbersWrittenOut(
                            engine, "SELECT SUM(n) FROM (SELECT n FROM generate_series(30, 109) AS s (n)) AS t"));
        }
    }

    @Test
    void everyDayHasItsRow() throws SQLException {
        assertSame(
                "SELECT day, ticket_volume()" + DAYS,
                "SELECT CAST(d AS DATE), COUNT(t.ticket_id) FROM generate_series(TIMESTAMP '2025-07-01 00:00:00',"
                        + " TIMESTAMP '2026-06-19 00:00:00', INTERVAL '1' DAY) AS s (d) LEFT JOIN tickets t"
                        + " ON t.created_at >= d AND t.created_at < d + INTERVAL '1' DAY GROUP BY d ORDER BY d");
    }

    @Test
    void numbersInARowAreWholeNumbersAndOthersStayAsTheyAreWritten() throws SQLException {
        assertLikePostgres("SELECT COUNT(*), SUM(n), MAX(n) / 3, MIN(n) FROM generate_series(-20, 200) AS s (n)");
        assertLikePostgres("SELECT a.n, b.n FROM generate_series(1, 120) AS a (n)"
                + " JOIN generate_series(101, 230) AS b (n) ON b.n = a.n ORDER BY 1");
        assertLikePostgres("SELECT COUNT(*), SUM(n) FROM generate_series(1, 500, 3) AS s (n)");
    }
}
