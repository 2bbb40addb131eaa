package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code to_char} of moments, in tables and as a key of {@code kpi}. */
class TimesAsTextsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Month|",
                "MONTH YYYY",
                "month",
                "FMMonth",
                "FMMONTH",
                "FMmonth",
                "Day|",
                "DAY",
                "day",
                "FMDay",
                "FMDAY",
                "FMday",
                "Mon-YY",
                "MON",
                "mon",
                "Dy",
                "DY",
                "dy",
                "HH:MI:SS am",
                "HH12 AM",
                "PM",
                "pm",
                "YYYY-\"Q\"Q, DDD \"5%\"",
                "yyyy-mm-dd hh24:mi",
                "FMmm",
                "YYYY\\\"MM\\\\DD \"a\\\"b\\\\c\\d\" \\",
                "",
            })
    void likePostgres(String pattern) throws SQLException {
        assertLikePostgres("SELECT to_char(created_at, '" + pattern + "'), to_char(created_at::date, '" + pattern
                + "') FROM tickets ORDER BY created_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSSS", "HH24 SSSSS", "IDDD", "iddd"})
    void wordsThatBeginLikeAnotherAreNotTakenForIt(String pattern) {
        company(Company.Engine.DUCKDB)
                .assertRefused("22023", "Known are YYYY", "SELECT to_char(created_at, '" + pattern + "') FROM tickets");
    }

    @Test
    void ofBothCasesNoWordIsKnown() {
        company(Company.Engine.DUCKDB)
                .assertRefused("22023", "Known are YYYY", "SELECT to_char(created_at, 'Yyyy') FROM tickets");
    }

    @Test
    void namesOfMonthsAreRead() throws SQLException {
        assertLikePostgres("SELECT to_date('March 2026', 'Month YYYY'), to_date('03 MAR 26', 'DD MON YY')");
    }

    private static String mrr(String end) {
        return "(SELECT SUM(mrr) FROM subscriptions WHERE valid_from < TIMESTAMP '" + end
                + " 00:00:00' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '" + end + " 00:00:00'))";
    }

    /** What comes before a quarter is a quarter, however it is written. */
    @Test
    void aPatternTellsThePeriodThatCameBefore() throws SQLException {
        assertSame(
                "SELECT to_char(month, 'YYYY-\"Q\"Q'), mrr(), previous(mrr()) FROM kpi WHERE quarter >= DATE '2026-01-01'"
                        + " GROUP BY 1 ORDER BY 1",
                "SELECT '2026-Q1', " + mrr("2026-04-01") + ", " + mrr("2026-01-01") + " UNION ALL SELECT '2026-Q2', "
                        + mrr("2026-07-01") + ", " + mrr("2026-04-01") + " ORDER BY 1");
        assertSame(
                "SELECT to_char(month, 'MON-YY'), mrr(), previous(mrr()) FROM kpi WHERE month = DATE '2026-06-01' GROUP BY 1",
                "SELECT 'JUN-26', " + mrr("2026-07-01") + ", " + mrr("2026-06-01"));
        String tickets = "(SELECT COUNT(*) FROM tickets WHERE CAST(created_at AS DATE) = DATE '2026-06-%s')";
        assertSame(
                "SELECT to_char(day, 'FMDay'), ticket_volume(), previous(ticket_volume()) FROM kpi"
                        + " WHERE day >= DATE '2026-06-29' GROUP BY 1 ORDER BY 1",
                "SELECT 'Monday', " + tickets.formatted("29") + ", " + tickets.formatted("28")
                        + " UNION ALL SELECT 'Tuesday', " + tickets.formatted("30") + ", " + tickets.formatted("29")
                        + " ORDER BY 1");
    }
}
