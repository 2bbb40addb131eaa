package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules 5 and 7: bounds of time that are known only when the question is asked, and bounds at midnight. */
class TimeConditionsTest extends BothEngines {

    private static final String MRR_AT = "(SELECT SUM(mrr) FROM subscriptions WHERE valid_from < %1$s"
            + " AND (valid_to IS NULL OR valid_to >= %1$s))";
    private static final String JUNE = MRR_AT.formatted("TIMESTAMP '2026-07-01 00:00:00'");
    private static final String MAY = MRR_AT.formatted("TIMESTAMP '2026-06-01 00:00:00'");

    @Test
    void rule5SubqueriesAreBounds() throws SQLException {
        String june = "SELECT DATE '2026-06-01', " + JUNE;
        String both =
                "SELECT * FROM (SELECT DATE '2026-05-01' AS m, " + MAY + " UNION ALL " + june + ") AS t ORDER BY 1";
        assertSame("SELECT month, mrr() FROM kpi WHERE month = (SELECT MAX(month) FROM kpi) GROUP BY month", june);
        assertSame(
                "SELECT month, mrr() FROM kpi WHERE month IN (SELECT month FROM kpi ORDER BY month DESC LIMIT 2)"
                        + " GROUP BY month ORDER BY month",
                both);
        assertSame(
                "SELECT month, mrr() FROM kpi WHERE month NOT IN (SELECT month FROM kpi WHERE month < DATE '2026-05-01')"
                        + " GROUP BY month ORDER BY month",
                both);
        assertSame(
                "SELECT month, mrr() FROM kpi WHERE month >="
                        + " (SELECT MAX(month) FROM kpi WHERE month < (SELECT MAX(month) FROM kpi)) GROUP BY month ORDER BY 1",
                both);
        assertSame(
                "SELECT month, mrr() FROM kpi WHERE month > (SELECT MAX(created_at) FROM tickets) - interval '2 months'"
                        + " GROUP BY month ORDER BY month",
                both);
        assertSame("SELECT month FROM kpi WHERE month = (SELECT MIN(month) FROM kpi)", "SELECT DATE '2025-01-01'");
        assertSame(
                "SELECT mrr() FILTER (WHERE month = (SELECT MAX(month) FROM kpi)) FROM kpi"
                        + " WHERE month >= DATE '2026-01-01'",
                "SELECT " + JUNE);
        assertSame(
                "SELECT COUNT(*) FROM (SELECT month, mrr() FROM kpi WHERE month > (SELECT MAX(created_at) FROM tickets"
                        + " WHERE FALSE) GROUP BY month) AS t",
                "SELECT 0");
    }

    @Test
    void rule5SubqueriesThatAreNoBoundsAreRefused() {
        assertRefused("42000", "more than one row", "SELECT mrr() FROM kpi WHERE month = (SELECT month FROM kpi)");
        assertRefused("0A000", "ALL or SOME", "SELECT mrr() FROM kpi WHERE month >= ALL (SELECT month FROM kpi)");
        assertRefused(
                "0A000",
                "rests on the row",
                "SELECT mrr() FROM kpi AS k WHERE month = (SELECT MAX(l.month) FROM kpi AS l WHERE l.industry = k.industry)");
        assertRefused(
                "0A000",
                "customer_id IN (SELECT",
                "SELECT mrr() FROM kpi AS k WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = k.customer_id)");
    }

    @ParameterizedTest
    @EnumSource
    void rule5MidnightIsReadAsBeforeItWithAWarning(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String question = "SELECT churned_customers() FROM kpi WHERE ts >= TIMESTAMP '2026-02-11 00:00:00'"
                + " AND ts <= TIMESTAMP '2026-03-10 00:00:00'";
        String active = "(SELECT customer_id FROM subscriptions WHERE valid_from < TIMESTAMP '%1$s'"
                + " AND (valid_to IS NULL OR valid_to >= TIMESTAMP '%1$s'))";
        company.assertSame(
                question,
                "SELECT COUNT(*) FROM customers WHERE customer_id IN " + active.formatted("2026-02-11 00:00:00")
                        + " AND customer_id NOT IN " + active.formatted("2026-03-10 00:00:00"));
        assertTrue(company.warnings(question).toString().contains("read as 'before' it"));
        String flow = "SELECT ticket_volume() FROM kpi WHERE ts >= TIMESTAMP '2026-02-11 00:00:00'"
                + " AND ts <= TIMESTAMP '2026-03-10 00:00:00'";
        assertEquals(List.of(), company.warnings(flow));
    }

    @ParameterizedTest
    @EnumSource
    void rule5ParametersStandEverywhere(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        assertEquals(
                company.rows("SELECT segment, mrr() FILTER (WHERE industry = 'retail'), ticket_volume() FROM kpi"
                        + " WHERE month >= DATE '2026-05-01' AND ts < TIMESTAMP '2026-06-11 00:00:00'"
                        + " AND segment IN ('big', 'small') GROUP BY segment HAVING ticket_volume() > 1"
                        + " ORDER BY segment LIMIT 1 OFFSET 1"),
                company.rows(
                        "SELECT segment, mrr() FILTER (WHERE industry = ?), ticket_volume() FROM kpi"
                                + " WHERE month >= ? AND ts < ? AND segment IN (?, ?) GROUP BY segment"
                                + " HAVING ticket_volume() > ? ORDER BY segment LIMIT ? OFFSET ?",
                        "retail",
                        Date.valueOf("2026-05-01"),
                        Timestamp.valueOf("2026-06-11 00:00:00"),
                        "big",
                        "small",
                        1,
                        1,
                        1));
        assertEquals(
                company.rows("SELECT month, mrr() FROM kpi WHERE month BETWEEN DATE '2026-02-01' AND DATE '2026-03-01'"
                        + " GROUP BY month ORDER BY month"),
                company.rows(
                        "SELECT month, mrr() FROM kpi WHERE month IN (?, ?) AND month > (SELECT MIN(month) FROM kpi"
                                + " WHERE month >= ?) - interval '1 day' GROUP BY month ORDER BY month",
                        LocalDate.of(2026, 3, 1),
                        LocalDate.of(2026, 2, 1),
                        LocalDate.of(2026, 2, 1)));
    }

    @Test
    void rule7FiltersHaveTheirOwnPeriod() throws SQLException {
        assertSame(
                "SELECT mrr(), mrr() FILTER (WHERE month = DATE '2026-05-01') FROM kpi", "SELECT " + JUNE + ", " + MAY);
        assertSame(
                "SELECT month, mrr() FILTER (WHERE month = DATE '2020-01-01') FROM kpi"
                        + " WHERE month = DATE '2026-05-01' GROUP BY month",
                "SELECT DATE '2026-05-01', CAST(NULL AS DECIMAL)");
    }

    /** What was at the end of April nobody asked: 0 would say that nobody paid. Of events there are none. */
    @Test
    void rule7ABalanceOfATimeThatIsNotAskedIsNotKnown() throws SQLException {
        String april = " FILTER (WHERE month = DATE '2026-04-01')";
        assertSame(
                "SELECT mrr()" + april + ", new_customers()" + april + ", ticket_volume()" + april
                        + ", mrr() FROM kpi WHERE month = DATE '2026-05-01'",
                "SELECT CAST(NULL AS DECIMAL), 0, 0, " + MAY);
        assertSame(
                "SELECT quarter, mrr() FILTER (WHERE month = DATE '2026-05-01'), mrr() FROM kpi"
                        + " WHERE quarter >= DATE '2026-01-01' AND quarter <= DATE '2026-04-01' GROUP BY quarter ORDER BY 1",
                "SELECT DATE '2026-01-01', CAST(NULL AS DECIMAL), "
                        + ByHand.mrr("TIMESTAMP '2026-04-01 00:00:00'") + " UNION ALL SELECT DATE '2026-04-01', " + MAY
                        + ", " + JUNE + " ORDER BY 1");
    }

    @Test
    void daysOfAMonthAreCountedFromItsFirst() throws SQLException {
        assertSame(
                "SELECT month, ticket_volume() FROM kpi WHERE year = DATE '2026-01-01' AND day - month < 10 GROUP BY month"
                        + " ORDER BY month",
                "SELECT CAST(DATE_TRUNC('month', created_at) AS DATE), COUNT(*) FROM tickets WHERE EXTRACT(DAY FROM"
                        + " created_at) <= 10 AND created_at >= DATE '2026-01-01' AND created_at < DATE '2026-07-01'"
                        + " GROUP BY 1 ORDER BY 1");
    }
}
