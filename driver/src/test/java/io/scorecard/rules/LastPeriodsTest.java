package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Periods that are told from as_of, Wednesday 1 July 2026, where weeks start on Sunday: so many that are over. */
class LastPeriodsTest extends BothEngines {

    @Override
    String settings() {
        return "week_starts: sunday\n";
    }

    private void assertCounts(String period, String from, String until) throws SQLException {
        assertSame(
                "SELECT SUM(\"value\") FROM ticket_volume_by(grain => 'day', period => '" + period + "')",
                "SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '" + from + "' AND created_at < DATE '" + until
                        + "'");
    }

    @Test
    void weeksAreTheModels() throws SQLException {
        assertSame(
                "SELECT \"period\", \"value\" FROM ticket_volume_by(grain => 'week', period => 'last 2 weeks')"
                        + " ORDER BY \"period\"",
                "SELECT CASE WHEN created_at < DATE '2026-06-21' THEN DATE '2026-06-14' ELSE DATE '2026-06-21' END,"
                        + " COUNT(*) FROM tickets WHERE created_at >= DATE '2026-06-14'"
                        + " AND created_at < DATE '2026-06-28' GROUP BY 1 ORDER BY 1");
        assertCounts("last week", "2026-06-21", "2026-06-28");
        assertCounts("last 5 weeks", "2026-05-24", "2026-06-28");
    }

    @Test
    void daysMonthsQuartersAndYearsAreOverToo() throws SQLException {
        assertCounts("last 10 days", "2026-06-21", "2026-07-01");
        assertCounts("last 2 months", "2026-05-01", "2026-07-01");
        assertCounts("last quarter", "2026-04-01", "2026-07-01");
        assertCounts("last year", "2025-01-01", "2026-01-01");
    }

    @Test
    void whatIsNoPeriodIsToldWhatThereIs() {
        assertRefused("22023", "'last 3 weeks'", "SELECT * FROM ticket_volume_by(period => 'last 3 fortnights')");
    }
}
