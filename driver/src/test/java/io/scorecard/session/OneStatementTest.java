package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.compiler.print.Statement;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions that reach the source as one statement, with what the source is to do in it. */
class OneStatementTest {

    private static Workspace workspace;

    @BeforeAll
    static void open() {
        workspace = Workspaces.sample();
    }

    @AfterAll
    static void close() {
        workspace.close();
    }

    private static String pushed(String sql) {
        try (Session session = workspace.open(SessionSettings.NONE)) {
            Statement statement = ((PreparedQuestion) session.prepare(sql)).bind(List.of(), Limits.NONE, new Stop());
            assertFalse(statement.sql().contains(";"), statement.sql());
            return statement.sql().toUpperCase(java.util.Locale.ROOT);
        }
    }

    private static List<List<Object>> rows(String sql) {
        try (Session session = workspace.open(SessionSettings.NONE);
                Answer answer = session.prepare(sql).run(List.of(), Limits.NONE, new Stop())) {
            List<List<Object>> rows = new ArrayList<>();
            while (answer.rows().next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= answer.columns().size(); i++) {
                    row.add(answer.rows().object(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void joinWithAnAggregateIsTheSources() {
        String kpi =
                "SELECT industry, nps(nps_score) FROM surveys JOIN customers USING (customer_id) GROUP BY industry ORDER BY 1";
        assertTrue(pushed(kpi).contains("JOIN") && pushed(kpi).contains("GROUP BY"));
        assertEquals(
                rows(
                        "SELECT industry, CAST(100 * (COUNT(CASE WHEN nps_score > 8 THEN 1 END) - COUNT(CASE WHEN nps_score <= 6"
                                + " THEN 1 END)) AS DOUBLE) / NULLIF(COUNT(nps_score), 0) FROM surveys JOIN customers USING"
                                + " (customer_id) GROUP BY industry ORDER BY 1"),
                rows(kpi));
    }

    @Test
    void threeFactsByMonthAndSegmentAreTheSources() {
        String sql = pushed("SELECT month, industry, nps(), ticket_volume(), churn_rate() FROM kpi"
                + " WHERE month >= DATE '2026-01-01' GROUP BY month, industry");
        assertTrue(sql.contains("UNION ALL")
                && sql.contains("SURVEYS")
                && sql.contains("TICKETS")
                && sql.contains("SUBSCRIPTIONS"));
    }

    @Test
    void rollupIsTheSources() {
        String sql =
                "SELECT month, industry, mrr(), nps() FROM kpi WHERE month >= DATE '2026-04-01' GROUP BY ROLLUP(month, industry)";
        assertTrue(pushed(sql).startsWith("WITH"));
        assertEquals(3 * 6 + 3 + 1, rows(sql).size());
    }

    @Test
    void windowOverAnAggregateIsTheSources() {
        assertTrue(pushed("SELECT customer_id, nps(nps_score) OVER (PARTITION BY customer_id) FROM surveys")
                .contains("OVER (PARTITION BY"));
    }

    @Test
    void subqueryWithHavingIsTheSources() {
        String sql = pushed("SELECT COUNT(*) FROM tickets WHERE customer_id IN (SELECT customer_id FROM surveys"
                + " GROUP BY customer_id HAVING nps(nps_score) > 0)");
        assertTrue(sql.contains("IN (SELECT") && sql.contains("GROUP BY"));
    }

    @Test
    void measureInADerivedTableWithLimitIsTheSources() {
        String sql =
                "SELECT * FROM (SELECT industry, nps() AS n FROM kpi WHERE year = DATE '2025-01-01' GROUP BY industry ORDER BY n DESC LIMIT 2) AS t";
        assertTrue(pushed(sql).contains("LIMIT 2") || pushed(sql).contains("FETCH NEXT 2"));
        assertEquals(2, rows(sql).size());
    }

    @Test
    void numbersOfTimeGroupAsWell() {
        List<List<Object>> months =
                rows("SELECT EXTRACT(MONTH FROM ts) AS m, ticket_volume() FROM kpi WHERE ts >= DATE '2025-01-01'"
                        + " AND ts < DATE '2026-01-01' GROUP BY EXTRACT(MONTH FROM ts)");
        assertEquals(12, months.size());
    }

    @Test
    void postgresDateTruncIsTheCalendarsBucket() {
        assertEquals(
                rows("SELECT ticket_volume() FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month ORDER BY month"),
                rows("SELECT ticket_volume() FROM kpi WHERE ts >= DATE '2026-01-01' GROUP BY date_trunc('month', ts)"
                        + " ORDER BY date_trunc('month', ts)"));
    }

    @Test
    void nothingMatchesWhatIsNeverTrue() {
        assertEquals(List.of(), rows("SELECT month, mrr() FROM kpi WHERE 1 = 0 GROUP BY month"));
    }

    @Test
    void allColumnsOfKpiCanBeLookedAt() {
        assertEquals(3, rows("SELECT * FROM kpi LIMIT 3").size());
    }

    @Test
    void valuesWithoutAConditionAreTotals() {
        assertEquals(
                List.of(List.of(0L)),
                rows("SELECT COUNT(segment_name) FROM kpi_values WHERE month = DATE '2026-06-01'"));
    }
}
