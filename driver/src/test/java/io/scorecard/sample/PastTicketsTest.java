package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets as they were: what happened to them at as_of or later is not seen, though the source says it of today. */
class PastTicketsTest {

    private static final String BACKLOG =
            "SELECT month, ticket_channel, backlog() FROM kpi WHERE month >= DATE '2026-01-01'"
                    + " AND month < DATE '2026-04-01' GROUP BY month, ticket_channel ORDER BY 1, 2";

    /** Of each ticket when it was solved last before a moment, or whether it was closed without that. */
    private static final String THEN = """
            WITH desk AS (
                SELECT created_at,
                    CASE WHEN ticket_id IN (SELECT ticket_id FROM ticket_events WHERE event_type = 'status')
                    THEN (SELECT CASE WHEN arg_max(value, occurred_at) = 'solved'
                            THEN MAX(occurred_at) FILTER (value = 'solved') END
                        FROM ticket_events AS e WHERE e.ticket_id = t.ticket_id AND event_type = 'status'
                            AND occurred_at < TIMESTAMP '%1$s')
                    WHEN status IN ('solved', 'closed') AND last_solved_at < TIMESTAMP '%1$s' THEN last_solved_at
                    END AS solved_at,
                    status = 'closed' AND last_solved_at IS NULL AND closed_at < TIMESTAMP '%1$s' AS is_closed
                FROM tickets AS t
                WHERE NOT is_deleted AND status <> 'deleted' AND created_at < TIMESTAMP '%1$s')
            """;

    private static Loaded hand;
    private static Connection sample;

    @BeforeAll
    static void open() throws SQLException {
        hand = new Loaded(42, 1);
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
        hand.close();
    }

    private static List<List<String>> asked(String asOf, String question) throws SQLException {
        try (Statement statement = sample.createStatement()) {
            statement.execute("SET as_of = '" + asOf.replace(' ', 'T') + "Z'");
        }
        return Loaded.rows(sample, question);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-31 22:00:00", "2026-05-10 09:30:00", "2026-06-20 00:00:00"})
    void theBacklogIsTheSameWheneverItIsAsked(String asOf) throws SQLException {
        List<List<String>> atTheEnd = asked("2026-06-30 22:00:00", BACKLOG);
        assertTrue(atTheEnd.size() >= 9, atTheEnd::toString);
        assertEquals(atTheEnd, asked(asOf, BACKLOG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-31 22:00:00", "2026-05-10 09:30:00", "2026-06-20 00:00:00"})
    void ticketsAreSolvedAsTheirEventsSay(String asOf) throws SQLException {
        assertEquals(
                hand.rows(THEN.formatted(asOf) + """
                    SELECT month_of(solved_at) AS m, COUNT(*) FROM desk
                    WHERE month_of(solved_at) BETWEEN '2026-01-01' AND '2026-03-01' GROUP BY 1 ORDER BY 1"""),
                asked(
                        asOf,
                        "SELECT month, solved_tickets() FROM kpi WHERE month >= DATE '2026-01-01'"
                                + " AND month < DATE '2026-04-01' GROUP BY month ORDER BY 1"));
        assertEquals(
                hand.rows(THEN.formatted(asOf) + """
                    SELECT month_of(created_at) AS m, COUNT(*) FILTER (solved_at IS NOT NULL OR is_closed) / COUNT(*) FROM desk
                    WHERE month_of(created_at) BETWEEN '2026-01-01' AND '2026-03-01' GROUP BY 1 ORDER BY 1"""),
                asked(
                        asOf,
                        "SELECT month, resolution_rate() FROM kpi WHERE month >= DATE '2026-01-01'"
                                + " AND month < DATE '2026-04-01' GROUP BY month ORDER BY 1"));
        assertEquals(
                hand.rows(THEN.formatted(asOf)
                        + "SELECT COUNT(*) FILTER (solved_at IS NOT NULL OR is_closed), COUNT(*) FROM desk"),
                asked(asOf, "SELECT COUNT(CASE WHEN is_solved THEN 1 END), COUNT(*) FROM ticket_facts"));
    }

    /** Where as_of is now, nothing can have happened since, and no time is lost to look for it. */
    @Test
    void ofNowNothingIsCorrected() throws SQLException {
        String question = "EXPLAIN SELECT month, solved_tickets(), backlog(), fcr() FROM kpi GROUP BY month";
        String past = asked("2026-06-30 22:00:00", question).toString();
        String now = asked("2400-01-01 00:00:00", question.replace("GROUP", "WHERE month = DATE '2026-03-01' GROUP"))
                .toString();
        assertTrue(past.contains("ticket_pasts"), past);
        assertFalse(now.contains("ticket_pasts"), now);
        assertNotEquals(
                asked("2026-03-31 22:00:00", "SELECT COUNT(*) FROM tickets WHERE status = 'closed'"),
                asked("2400-01-01 00:00:00", "SELECT COUNT(*) FROM tickets WHERE status = 'closed'"));
    }
}
