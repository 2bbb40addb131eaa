package io.scorecard.rules;

import static io.scorecard.rules.ByHand.active;
import static io.scorecard.rules.ByHand.churned;
import static io.scorecard.rules.ByHand.mrr;
import static io.scorecard.rules.ByHand.tickets;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Rule 24: previous, year_ago, rolling and year_to_date move the period and not the row. By hand each value is
 * computed for an interval that is written down.
 */
class TimeComparisonTest extends BothEngines {

    private static final String JUNE = "(DATE '2026-06-01', DATE '2026-06-01', DATE '2026-07-01')";

    private static String opening(String starts) {
        return "(SELECT COUNT(*) FROM customers c WHERE " + active(starts) + ")";
    }

    private static String nps(String starts, String ends) {
        return "(SELECT 100.0 * SUM(CASE WHEN v.score > 8 THEN 1 WHEN v.score <= 6 THEN -1 ELSE 0 END) / COUNT(*)"
                + " FROM surveys v WHERE v.responded_at >= " + starts + " AND v.responded_at < " + ends + ")";
    }

    @Test
    void rule24PreviousOfEveryKindSeesWhatWhereHides() throws SQLException {
        assertSame(
                "SELECT month, previous(ticket_volume()), previous(mrr()), previous(churned_customers()),"
                        + " previous(churn_rate()), previous(nps()), previous(arpa()), mrr() - previous(mrr())"
                        + " FROM kpi WHERE month >= DATE '2026-03-01' AND month <= DATE '2026-06-01'"
                        + " GROUP BY month ORDER BY month",
                "SELECT m, " + tickets("s", "e") + ", " + mrr("e") + ", " + churned("s", "e") + ", "
                        + churned("s", "e") + " * 1.0 / " + opening("s") + ", " + nps("s", "e") + ", "
                        + mrr("e")
                        + " / " + opening("e") + ", " + mrr("n") + " - " + mrr("e")
                        + " FROM (VALUES (DATE '2026-03-01', DATE '2026-02-01', DATE '2026-03-01', DATE '2026-04-01'),"
                        + " (DATE '2026-04-01', DATE '2026-03-01', DATE '2026-04-01', DATE '2026-05-01'),"
                        + " (DATE '2026-05-01', DATE '2026-04-01', DATE '2026-05-01', DATE '2026-06-01'),"
                        + " (DATE '2026-06-01', DATE '2026-05-01', DATE '2026-06-01', DATE '2026-07-01'))"
                        + " AS p(m, s, e, n) ORDER BY m");
    }

    @Test
    void rule24YearAgoIsTheSamePeriodOfTheYearBefore() throws SQLException {
        assertSame(
                "SELECT quarter, year_ago(mrr()), year_ago(ticket_volume()), year_ago(churned_customers())"
                        + " FROM kpi WHERE quarter >= DATE '2026-01-01' GROUP BY quarter ORDER BY quarter",
                "SELECT q, " + mrr("e") + ", " + tickets("s", "e") + ", " + churned("s", "e")
                        + " FROM (VALUES (DATE '2026-01-01', DATE '2025-01-01', DATE '2025-04-01'),"
                        + " (DATE '2026-04-01', DATE '2025-04-01', DATE '2025-07-01')) AS p(q, s, e) ORDER BY q");
    }

    @Test
    void rule24RollingIsOneIntervalAndNoMeanOfMonths() throws SQLException {
        assertSame(
                "SELECT month, rolling(nps(), 3), rolling(churned_customers(), 3), rolling(churn_rate(), 3),"
                        + " rolling(mrr(), 3), year_to_date(ticket_volume()), year_to_date(churned_customers())"
                        + " FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY month ORDER BY month",
                "SELECT m, " + nps("s", "e") + ", " + churned("s", "e") + ", " + churned("s", "e") + " * 1.0 / "
                        + opening("s") + ", " + mrr("e") + ", " + tickets("DATE '2026-01-01'", "e") + ", "
                        + churned("DATE '2026-01-01'", "e")
                        + " FROM (VALUES (DATE '2026-05-01', DATE '2026-03-01', DATE '2026-06-01'),"
                        + " (DATE '2026-06-01', DATE '2026-04-01', DATE '2026-07-01')) AS p(m, s, e) ORDER BY m");
    }

    @Test
    void rule24WithoutGroupedTimeTheOnePeriodMoves() throws SQLException {
        assertSame(
                "SELECT previous(mrr()), year_ago(mrr()), rolling(ticket_volume(), 2), year_to_date(nps()) FROM kpi",
                "SELECT " + mrr("DATE '2026-06-01'") + ", " + mrr("DATE '2025-07-01'") + ", "
                        + tickets("DATE '2026-05-01'", "e") + ", " + nps("DATE '2026-01-01'", "e")
                        + " FROM (VALUES "
                        + JUNE + ") AS p(m, s, e)");
        assertSame(
                "SELECT previous(ticket_volume()), previous(churned_customers()) FROM kpi"
                        + " WHERE ts >= DATE '2026-02-10' AND ts < DATE '2026-03-12'",
                "SELECT " + tickets("DATE '2026-01-11'", "DATE '2026-02-10'") + ", "
                        + churned("DATE '2026-01-11'", "DATE '2026-02-10'"));
        assertSame(
                "SELECT previous(ticket_volume()) FROM kpi WHERE quarter = DATE '2026-04-01'",
                "SELECT " + tickets("DATE '2026-01-01'", "DATE '2026-04-01'"));
    }

    @Test
    void rule24TotalsOfARollupMoveByTheirOwnLength() throws SQLException {
        assertSame(
                "SELECT month, mrr(), previous(mrr()), previous(churned_customers()), previous(ticket_volume())"
                        + " FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY ROLLUP(month)"
                        + " ORDER BY month NULLS LAST",
                "SELECT m, " + mrr("n") + ", " + mrr("e") + ", " + churned("s", "e") + ", " + tickets("s", "e")
                        + " FROM (VALUES (DATE '2026-05-01', DATE '2026-04-01', DATE '2026-05-01', DATE '2026-06-01'),"
                        + " (DATE '2026-06-01', DATE '2026-05-01', DATE '2026-06-01', DATE '2026-07-01'),"
                        + " (NULL, DATE '2026-03-01', DATE '2026-05-01', DATE '2026-07-01')) AS p(m, s, e, n)"
                        + " ORDER BY m NULLS LAST");
    }

    @Test
    void rule24MovesInSegmentsAndFilters() throws SQLException {
        assertSame(
                "SELECT segment, previous(ticket_volume()), previous(mrr()) FILTER (WHERE industry = 'retail')"
                        + " FROM kpi WHERE month = DATE '2026-03-01' AND segment IS NOT NULL"
                        + " GROUP BY segment ORDER BY segment",
                "SELECT c.segment, (SELECT COUNT(*) FROM tickets t JOIN customers d ON d.customer_id = t.customer_id"
                        + " WHERE d.segment = c.segment AND t.created_at >= DATE '2026-02-01'"
                        + " AND t.created_at < DATE '2026-03-01'), (SELECT SUM(s.mrr) FROM subscriptions s"
                        + " JOIN customers d ON d.customer_id = s.customer_id WHERE d.segment = c.segment"
                        + " AND d.industry = 'retail' AND s.valid_from < DATE '2026-03-01'"
                        + " AND (s.valid_to IS NULL OR s.valid_to >= DATE '2026-03-01'))"
                        + " FROM (SELECT DISTINCT segment FROM customers) AS c ORDER BY c.segment");
    }

    @Test
    void rule24ShiftsGoIntoExpressionsAndEachOther() throws SQLException {
        assertSame(
                "SELECT previous(mrr() / ticket_volume()), previous(previous(mrr())),"
                        + " previous(rolling(ticket_volume(), 2)), rolling(previous(ticket_volume()), 2) FROM kpi"
                        + " WHERE month = DATE '2026-06-01'",
                "SELECT 1.0 * " + mrr("DATE '2026-06-01'") + " / "
                        + tickets("DATE '2026-05-01'", "DATE '2026-06-01'")
                        + ", " + mrr("DATE '2026-05-01'") + ", "
                        + tickets("DATE '2026-04-01'", "DATE '2026-06-01'") + ", "
                        + tickets("DATE '2026-04-01'", "DATE '2026-06-01'"));
    }

    @Test
    void rule24MovesWeeksAndDays() throws SQLException {
        assertSame(
                "SELECT week, previous(ticket_volume()), year_ago(ticket_volume()) FROM kpi"
                        + " WHERE week = DATE '2026-03-02' GROUP BY week",
                "SELECT DATE '2026-03-02', " + tickets("DATE '2026-02-23'", "DATE '2026-03-02'") + ", "
                        + tickets("DATE '2025-03-03'", "DATE '2025-03-10'"));
        assertSame(
                "SELECT day, previous(ticket_volume()), rolling(ticket_volume(), 28) FROM kpi"
                        + " WHERE day = DATE '2026-03-02' GROUP BY day",
                "SELECT DATE '2026-03-02', " + tickets("DATE '2026-03-01'", "DATE '2026-03-02'") + ", "
                        + tickets("DATE '2026-02-03'", "DATE '2026-03-03'"));
    }

    @Test
    void rule24RefusesWhatCannotBeMoved() {
        assertRefused("22023", "takes a measure", "SELECT previous(month) FROM kpi GROUP BY month");
        assertRefused("22023", "takes a measure", "SELECT previous(nps(nps_score)) FROM surveys");
        assertRefused("22023", "rolling(nps(), 3)", "SELECT rolling(nps(), 0) FROM kpi");
        assertRefused("22023", "one measure", "SELECT year_ago(nps(), 2) FROM kpi");
        assertRefused("0A000", "OVER", "SELECT previous(mrr()) OVER (ORDER BY month) FROM kpi");
        assertRefused(
                "0A000",
                "Group by one of day",
                "SELECT previous(mrr()) FROM kpi GROUP BY CASE WHEN month > DATE '2026-01-01' THEN 1 END");
        assertRefused(
                "0A000",
                "gap",
                "SELECT previous(ticket_volume()) FROM kpi WHERE month IN (DATE '2026-01-01', DATE '2026-03-01')");
    }
}
