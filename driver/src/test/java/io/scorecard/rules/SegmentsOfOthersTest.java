package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 14: a survey with a ticket has that ticket's segments beside its customer's; one without is in the group NULL. */
class SegmentsOfOthersTest extends BothEngines {

    private static final String TIME = " month >= DATE '2026-01-01' AND month < DATE '2026-07-01'";

    /** Answers with what their tickets tell; of three answers one has no ticket, and one a ticket that nobody has. */
    private static final String ANSWERS = " FROM surveys AS s LEFT JOIN tickets AS t ON t.ticket_id = s.ticket_id"
            + " LEFT JOIN customers AS c ON c.customer_id = s.customer_id"
            + " WHERE s.responded_at >= DATE '2026-01-01' AND s.responded_at < DATE '2026-07-01'";

    private static final String NPS = "100.0 * (SUM(CASE WHEN score > 8 THEN 1 ELSE 0 END)"
            + " - SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END)) / COUNT(score)";

    /** Surveys get tickets. */
    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id INTEGER, customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(18, 4))",
                "ALTER TABLE surveys ADD COLUMN ticket_id INTEGER",
                "UPDATE surveys SET ticket_id = CASE WHEN response_id % 3 = 0 THEN NULL WHEN response_id % 13 = 1"
                        + " THEN 9000 ELSE response_id + 50 END");
    }

    @Test
    void byTheTicketsChannel() throws SQLException {
        assertSame(
                "SELECT ticket_channel, nps(), nps_n() FROM kpi WHERE" + TIME
                        + " GROUP BY ticket_channel ORDER BY 1 NULLS LAST",
                "SELECT t.channel, " + NPS + ", COUNT(score)" + ANSWERS + " GROUP BY t.channel ORDER BY 1 NULLS LAST");
    }

    @Test
    void besideASegmentOfCustomersWithTotals() throws SQLException {
        assertSame(
                "SELECT segment, ticket_channel, nps(), nps_n() FROM kpi WHERE" + TIME
                        + " GROUP BY ROLLUP(segment, ticket_channel) ORDER BY 1 NULLS LAST, 2 NULLS LAST, 4",
                "SELECT c.segment, t.channel, " + NPS + ", COUNT(score)" + ANSWERS
                        + " GROUP BY ROLLUP(c.segment, t.channel) ORDER BY 1 NULLS LAST, 2 NULLS LAST, 4");
    }

    @Test
    void byMonthAndWithConditions() throws SQLException {
        assertSame(
                "SELECT month, nps_n() FILTER (WHERE ticket_channel = 'email'), nps_n() FROM kpi WHERE" + TIME
                        + " AND ticket_channel IS NOT NULL GROUP BY month ORDER BY 1",
                "SELECT CAST(DATE_TRUNC('month', responded_at) AS DATE), SUM(CASE WHEN t.channel = 'email' THEN 1 ELSE"
                        + " 0 END), COUNT(*)" + ANSWERS + " AND t.channel IS NOT NULL GROUP BY 1 ORDER BY 1");
    }

    @Test
    void asRowsTablesAndFields() throws SQLException {
        assertSame(
                "SELECT ticket_channel, segment, row_key, in_denominator FROM kpi_rows('nps') AS r WHERE" + TIME
                        + " ORDER BY CAST(row_key AS INTEGER)",
                "SELECT t.channel, c.segment, response_id, 1" + ANSWERS + " ORDER BY response_id");
        assertSameAnswers(
                "SELECT ticket_channel, value, n FROM nps_by(ticket_channel, period => '2026-02')"
                        + " ORDER BY 1 NULLS LAST",
                "SELECT ticket_channel, nps(), nps_n() FROM kpi WHERE month = DATE '2026-02-01'"
                        + " GROUP BY ticket_channel ORDER BY 1 NULLS LAST");
        assertSameAnswers(
                "SELECT ticket_channel, SUM(nps) FROM kpi_fields WHERE" + TIME
                        + " GROUP BY ticket_channel ORDER BY 1 NULLS LAST",
                "SELECT ticket_channel, nps() FROM kpi WHERE" + TIME
                        + " GROUP BY ticket_channel ORDER BY 1 NULLS LAST");
        assertSameAnswers(
                "SELECT segment_value, value FROM kpi_values WHERE kpi = 'nps' AND segment_name = 'ticket_channel'"
                        + " AND month = DATE '2026-02-01' ORDER BY 1 NULLS LAST",
                "SELECT ticket_channel, nps() FROM kpi WHERE month = DATE '2026-02-01'"
                        + " GROUP BY ticket_channel ORDER BY 1 NULLS LAST");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyReadsTicketsWhoDoesNotAskForThem(Company.Engine engine) throws SQLException {
        String plain = company(engine)
                .rows("EXPLAIN SELECT segment, nps() FROM kpi GROUP BY segment")
                .toString();
        String joined = company(engine)
                .rows("EXPLAIN SELECT ticket_channel, nps() FROM kpi GROUP BY ticket_channel")
                .toString();
        assertFalse(plain.contains("tickets"), plain);
        assertTrue(joined.contains("tickets"), joined);
    }

    @Test
    void whatHasNoTicketIsRefused() {
        assertRefused(
                "0A000",
                "'ticket_channel' is not known of",
                "SELECT ticket_channel, nps(), churn_rate() FROM kpi GROUP BY ticket_channel");
    }
}
