package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rule 31: a KPI as a table of rows and columns. Numbers by hand, from what {@link Company} lists. */
class KpiPivotTest extends BothEngines {

    @Test
    void valuesOfASegmentAreColumns() throws SQLException {
        assertSame(
                "SELECT * FROM kpi_pivot('closing_customers', rows => 'month', columns => 'segment',"
                        + " period => '2026-Q2') ORDER BY month",
                "SELECT * FROM (VALUES (DATE '2026-04-01', 3, 2, 5), (DATE '2026-05-01', 3, 2, 5),"
                        + " (DATE '2026-06-01', 3, 3, 6)) AS t (month, big, small, total)");
    }

    /** In March b leaves, one of the two small ones. */
    @Test
    void ratesAreOfTheirColumn() throws SQLException {
        assertSame(
                "SELECT small, big, total FROM kpi_pivot('churn_rate', 'month', 'segment', '2026-03')",
                "SELECT 0.5, 0.0, 0.2");
        assertSameAnswers(
                "SELECT month, small FROM kpi_pivot(churn_rate, month, segment, options => 'event')"
                        + " WHERE month >= DATE '2026-01-01' ORDER BY month",
                "SELECT month, churn_rate('event') FROM kpi WHERE segment = 'small' AND"
                        + " month >= DATE '2026-01-01' GROUP BY month ORDER BY month");
    }

    @Test
    void whatHasNoValueIsAColumnToo() throws SQLException {
        assertSame(
                "SELECT segment, energy, health, retail, nothing, total FROM kpi_pivot('closing_customers',"
                        + " 'segment', 'industry', '2026-06') ORDER BY segment",
                "SELECT * FROM (VALUES ('big', 1, 1, 1, 0, 3), ('small', 2, 0, 0, 1, 3)) AS t (a, b, c, d, e, f)");
    }

    /** Every customer has a segment; a ticket in nine has no customer. */
    @Test
    void rowsOfNobodyAreAColumnToo() throws SQLException {
        assertSame(
                "SELECT * FROM kpi_pivot('ticket_volume', rows => 'month', columns => 'segment', period => '2026-Q2')"
                        + " ORDER BY month",
                "SELECT CAST(DATE_TRUNC('month', t.created_at) AS DATE), COUNT(CASE WHEN c.segment = 'big' THEN 1 END),"
                        + " COUNT(CASE WHEN c.segment = 'small' THEN 1 END), COUNT(CASE WHEN c.segment IS NULL THEN 1 END),"
                        + " COUNT(*) FROM tickets t LEFT JOIN customers c ON c.customer_id = t.customer_id"
                        + " WHERE t.created_at >= DATE '2026-04-01' AND t.created_at < DATE '2026-07-01'"
                        + " GROUP BY 1 ORDER BY 1");
    }

    @Test
    void monthsAreColumns() throws SQLException {
        assertSame(
                "SELECT segment, \"2026-05-01\", \"2026-06-01\" FROM kpi_pivot('closing_customers',"
                        + " rows => 'segment', columns => 'month', period => '2026-Q2') AS p ORDER BY segment",
                "SELECT * FROM (VALUES ('big', 3, 3), ('small', 2, 3)) AS t (a, b, c)");
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheRightOnes() {
        assertRefused("22023", "columns => 'segment'", "SELECT * FROM kpi_pivot('churn_rate')");
        assertRefused("42703", "'segment'", "SELECT * FROM kpi_pivot('churn_rate', columns => 'segmnt')");
        assertRefused("22023", "rows and columns", "SELECT * FROM kpi_pivot('churn_rate', 'segment', 'segment')");
        assertRefused("42704", "churn_rate", "SELECT * FROM kpi_pivot('churn_rat', columns => 'segment')");
        assertRefused("54000", "more than 100 values", "SELECT * FROM kpi_pivot('ticket_volume', 'month', 'day')");
    }
}
