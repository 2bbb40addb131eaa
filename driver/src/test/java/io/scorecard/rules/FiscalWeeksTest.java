package io.scorecard.rules;

import static io.scorecard.rules.ByHand.churned;
import static io.scorecard.rules.ByHand.mrr;
import static io.scorecard.rules.ByHand.tickets;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Fiscal months of four, four and five weeks from Sunday on. By hand: 2025 starts on 29 December 2024 and has 53
 * weeks, so that its last month has six; 2026 starts on 4 January. Every bound below is written down, none computed.
 */
class FiscalWeeksTest extends BothEngines {

    /** A fiscal month, its end. */
    private static final String MONTHS_OF_2025 =
            "(VALUES (DATE '2024-12-29', DATE '2025-01-26'), (DATE '2025-01-26', DATE '2025-02-23'),"
                    + " (DATE '2025-02-23', DATE '2025-03-30'), (DATE '2025-03-30', DATE '2025-04-27'),"
                    + " (DATE '2025-04-27', DATE '2025-05-25'), (DATE '2025-05-25', DATE '2025-06-29'),"
                    + " (DATE '2025-06-29', DATE '2025-07-27'), (DATE '2025-07-27', DATE '2025-08-24'),"
                    + " (DATE '2025-08-24', DATE '2025-09-28'), (DATE '2025-09-28', DATE '2025-10-26'),"
                    + " (DATE '2025-10-26', DATE '2025-11-23'), (DATE '2025-11-23', DATE '2026-01-04')) AS p(s, e)";

    @Override
    String settings() {
        return "calendar: 4-4-5\nweek_starts: sunday\ndefault_period: last_complete_fiscal_month\n";
    }

    @Test
    void everyKindOfMeasureByFiscalMonth() throws SQLException {
        assertSame(
                "SELECT fiscal_month, ticket_volume(), opening_mrr(), mrr(), churned_customers(), is_partial()"
                        + " FROM kpi WHERE fiscal_year = DATE '2024-12-29' GROUP BY fiscal_month"
                        + " ORDER BY fiscal_month",
                "SELECT s, " + tickets("s", "e") + ", " + mrr("s") + ", " + mrr("e") + ", " + churned("s", "e")
                        + ", FALSE FROM " + MONTHS_OF_2025 + " ORDER BY s");
    }

    @Test
    void quartersYearsAndTheirTotals() throws SQLException {
        assertSame(
                "SELECT fiscal_quarter, ticket_volume(), opening_mrr(), mrr(), churned_customers() FROM kpi"
                        + " WHERE fiscal_quarter BETWEEN DATE '2025-09-28' AND DATE '2026-01-04'"
                        + " GROUP BY ROLLUP(fiscal_quarter) ORDER BY fiscal_quarter NULLS LAST",
                "SELECT q, " + tickets("s", "e") + ", " + mrr("s") + ", " + mrr("e") + ", " + churned("s", "e")
                        + " FROM (VALUES (DATE '2025-09-28', DATE '2025-09-28', DATE '2026-01-04'),"
                        + " (DATE '2026-01-04', DATE '2026-01-04', DATE '2026-04-05'),"
                        + " (NULL, DATE '2025-09-28', DATE '2026-04-05')) AS p(q, s, e) ORDER BY q NULLS LAST");
        assertSame(
                "SELECT fiscal_year, ticket_volume(), mrr(), churned_customers(), is_partial() FROM kpi"
                        + " WHERE fiscal_year >= DATE '2024-12-29' GROUP BY fiscal_year ORDER BY fiscal_year",
                "SELECT s, " + tickets("s", "e") + ", " + mrr("e") + ", " + churned("s", "e") + ", t"
                        + " FROM (VALUES (DATE '2024-12-29', DATE '2026-01-04', FALSE),"
                        + " (DATE '2026-01-04', DATE '2026-07-01', TRUE)) AS p(s, e, t) ORDER BY s");
    }

    @Test
    void otherPeriodsAreFiscalOnes() throws SQLException {
        assertSame(
                "SELECT fiscal_month, previous(ticket_volume()), previous(mrr()), year_ago(ticket_volume()),"
                        + " rolling(churned_customers(), 3), year_to_date(ticket_volume()) FROM kpi"
                        + " WHERE fiscal_month BETWEEN DATE '2026-01-04' AND DATE '2026-03-01'"
                        + " GROUP BY fiscal_month ORDER BY fiscal_month",
                "SELECT s, " + tickets("p", "s") + ", " + mrr("s") + ", " + tickets("a", "b") + ", "
                        + churned("r", "e") + ", " + tickets("DATE '2026-01-04'", "e")
                        + " FROM (VALUES (DATE '2025-11-23', DATE '2026-01-04', DATE '2026-02-01',"
                        + " DATE '2024-12-29', DATE '2025-01-26', DATE '2025-10-26'),"
                        + " (DATE '2026-01-04', DATE '2026-02-01', DATE '2026-03-01',"
                        + " DATE '2025-01-26', DATE '2025-02-23', DATE '2025-11-23'),"
                        + " (DATE '2026-02-01', DATE '2026-03-01', DATE '2026-04-05',"
                        + " DATE '2025-02-23', DATE '2025-03-30', DATE '2026-01-04')) AS p(p, s, e, a, b, r)"
                        + " ORDER BY s");
        assertSame(
                "SELECT fiscal_year, previous(ticket_volume()), year_ago(mrr()) FROM kpi"
                        + " WHERE fiscal_year = DATE '2024-12-29' GROUP BY fiscal_year",
                "SELECT DATE '2024-12-29', " + tickets("DATE '2023-12-31'", "DATE '2024-12-29'") + ", "
                        + mrr("DATE '2024-12-29'"));
    }

    /** 31 days of a month of five weeks: the month before has only 28, and all of them are meant. */
    @Test
    void cutMonthLooksAtAsMuchOfTheOneBefore() throws SQLException {
        assertSame(
                "SELECT fiscal_month, previous(ticket_volume()) FROM kpi WHERE fiscal_month = DATE '2026-05-31'"
                        + " GROUP BY fiscal_month",
                "SELECT DATE '2026-05-31', " + tickets("DATE '2026-05-03'", "DATE '2026-05-31'"));
        assertSame(
                "SELECT previous(ticket_volume()) FROM kpi WHERE fiscal_month = DATE '2026-04-05'"
                        + " AND day < DATE '2026-04-15' GROUP BY fiscal_month",
                "SELECT " + tickets("DATE '2026-03-01'", "DATE '2026-03-11'"));
    }

    /** The four weeks from 1 February on are February: whose month it is the question tells. */
    @Test
    void totalMovesByTheCalendarItIsAskedIn() throws SQLException {
        assertSame(
                "SELECT ticket_volume(), previous(ticket_volume()), year_ago(ticket_volume()),"
                        + " year_to_date(ticket_volume()) FROM kpi WHERE fiscal_month = DATE '2026-02-01'",
                "SELECT " + tickets("DATE '2026-02-01'", "DATE '2026-03-01'") + ", "
                        + tickets("DATE '2026-01-04'", "DATE '2026-02-01'") + ", "
                        + tickets("DATE '2025-01-26'", "DATE '2025-02-23'") + ", "
                        + tickets("DATE '2026-01-04'", "DATE '2026-03-01'"));
        assertSame(
                "SELECT previous(ticket_volume()), year_ago(ticket_volume()), year_to_date(ticket_volume())"
                        + " FROM kpi WHERE month = DATE '2026-02-01'",
                "SELECT " + tickets("DATE '2026-01-01'", "DATE '2026-02-01'") + ", "
                        + tickets("DATE '2025-02-01'", "DATE '2025-03-01'") + ", "
                        + tickets("DATE '2026-01-01'", "DATE '2026-03-01'"));
        assertSame(
                "SELECT previous(ticket_volume()) FROM kpi WHERE fiscal_quarter = DATE '2026-01-04'",
                "SELECT " + tickets("DATE '2025-09-28'", "DATE '2026-01-04'"));
    }

    @Test
    void withoutTimeItIsTheLastCompleteFiscalMonth() throws SQLException {
        assertSame(
                "SELECT ticket_volume(), mrr(), previous(ticket_volume()), period_start(), period_end() FROM kpi",
                "SELECT " + tickets("DATE '2026-05-03'", "DATE '2026-05-31'") + ", " + mrr("DATE '2026-05-31'")
                        + ", " + tickets("DATE '2026-04-05'", "DATE '2026-05-03'")
                        + ", DATE '2026-05-03', DATE '2026-05-31'");
    }

    /** Calendar months and fiscal months cut each other; weeks lie in fiscal months. */
    @Test
    void monthsAreCutAndWeeksAreNot() throws SQLException {
        assertSame(
                "SELECT fiscal_month, month, ticket_volume(), mrr() FROM kpi"
                        + " WHERE fiscal_month = DATE '2026-03-01' GROUP BY fiscal_month, month ORDER BY month",
                "SELECT DATE '2026-03-01', m, " + tickets("s", "e") + ", " + mrr("e")
                        + " FROM (VALUES (DATE '2026-03-01', DATE '2026-03-01', DATE '2026-04-01'),"
                        + " (DATE '2026-04-01', DATE '2026-04-01', DATE '2026-04-05')) AS p(m, s, e) ORDER BY m");
        assertSame(
                "SELECT fiscal_month, week, ticket_volume(), previous(ticket_volume()) FROM kpi"
                        + " WHERE fiscal_month = DATE '2026-02-01' GROUP BY fiscal_month, week ORDER BY week",
                "SELECT DATE '2026-02-01', s, " + tickets("s", "e") + ", " + tickets("p", "s")
                        + " FROM (VALUES (DATE '2026-01-25', DATE '2026-02-01', DATE '2026-02-08'),"
                        + " (DATE '2026-02-01', DATE '2026-02-08', DATE '2026-02-15'),"
                        + " (DATE '2026-02-08', DATE '2026-02-15', DATE '2026-02-22'),"
                        + " (DATE '2026-02-15', DATE '2026-02-22', DATE '2026-03-01')) AS p(p, s, e) ORDER BY s");
        assertRefused(
                "0A000", "the fiscal ones", "SELECT previous(ticket_volume()) FROM kpi GROUP BY fiscal_month, month");
    }

    @Test
    void calendarIsARelationAndAGrain() throws SQLException {
        assertSame(
                "SELECT fiscal_quarter, fiscal_month FROM kpi WHERE fiscal_year = DATE '2026-01-04'"
                        + " GROUP BY fiscal_quarter, fiscal_month ORDER BY fiscal_month",
                "SELECT * FROM (VALUES (DATE '2026-01-04', DATE '2026-01-04'),"
                        + " (DATE '2026-01-04', DATE '2026-02-01'), (DATE '2026-01-04', DATE '2026-03-01'),"
                        + " (DATE '2026-04-05', DATE '2026-04-05'), (DATE '2026-04-05', DATE '2026-05-03'),"
                        + " (DATE '2026-04-05', DATE '2026-05-31')) AS p(q, m) ORDER BY m");
        assertSame(
                "SELECT period, value FROM ticket_volume_by(grain => 'fiscal_month')"
                        + " WHERE period >= DATE '2026-04-05' ORDER BY period",
                "SELECT s, " + tickets("s", "e") + " FROM (VALUES (DATE '2026-04-05', DATE '2026-05-03'),"
                        + " (DATE '2026-05-03', DATE '2026-05-31')) AS p(s, e) ORDER BY s");
        assertSame(
                "SELECT mrr() FILTER (WHERE fiscal_month = DATE '2025-11-23'),"
                        + " ticket_volume() FILTER (WHERE fiscal_quarter = DATE '2025-09-28') FROM kpi",
                "SELECT " + mrr("DATE '2026-01-04'") + ", " + tickets("DATE '2025-09-28'", "DATE '2026-01-04'"));
    }
}
