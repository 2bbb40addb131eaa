package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A relation that begins with the first moment that its readers look at, and ends with the last, has the rows that they want, whoever they are. */
class AskedMomentsTest extends BothEngines {

    private static final String BY_HAND =
            "(SELECT s.customer_id, s.responded_at, (SELECT MIN(t.created_at) FROM tickets AS t WHERE t.customer_id ="
                    + " s.customer_id AND t.created_at > s.responded_at AND t.created_at < TIMESTAMP '2026-07-01')"
                    + " AS contacted_at FROM surveys AS s WHERE s.responded_at < TIMESTAMP '2026-07-01') AS n";

    @Override
    String settings() {
        return """
                kpis:
                  followed: {over: "next_contacts where contacted_at <= add_days(responded_at, 7)", formula: COUNT(*),
                    unit: count, better: higher}
                  follow_ups: {over: next_contacts, date: contacted_at, formula: COUNT(*), unit: count, better: higher}
                  closed_loops: {over: loops, formula: COUNT(*), unit: count, better: higher}
                relations:
                  next_contacts:
                    grain: an answer with the customer's next ticket
                    date: responded_at
                    customer: customer_id
                    needs: [tickets.customer_id, surveys.customer_id]
                    sql: |
                      SELECT customer_id, responded_at, contacted_at
                      FROM (
                        SELECT customer_id, responded_at, MIN(created_at) OVER (PARTITION BY customer_id
                          ORDER BY moment DESC, step DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS contacted_at
                        FROM (
                          SELECT customer_id, responded_at AS moment, 1 AS step, responded_at,
                            CAST(NULL AS TIMESTAMP) AS created_at
                          FROM surveys
                          WHERE responded_at < as_of() AND asked_from('next_contacts.responded_at', responded_at)
                            AND asked_until('next_contacts.responded_at', responded_at)
                          UNION ALL
                          SELECT customer_id, created_at, 0, NULL, created_at
                          FROM tickets
                          WHERE created_at < as_of() AND asked_from('next_contacts.responded_at', created_at)
                        ) AS moments
                      ) AS followed
                      WHERE responded_at IS NOT NULL
                  loops:
                    grain: an answer by its customer's next ticket
                    date: contacted_at
                    customer: customer_id
                    sql: |
                      SELECT customer_id, contacted_at FROM next_contacts
                """;
    }

    private static String within(String column, String from, String until) {
        return column + " >= TIMESTAMP '" + from + "' AND " + column + " < TIMESTAMP '" + until + "'";
    }

    private static final String SOON = "contacted_at <= responded_at + INTERVAL '7' DAY AND ";

    @Test
    void readersByItsOwnDateHaveTheirRows() throws SQLException {
        assertSame(
                "SELECT followed() FROM kpi WHERE quarter = DATE '2026-01-01'",
                "SELECT COUNT(*) FROM " + BY_HAND + " WHERE " + SOON
                        + within("responded_at", "2026-01-01", "2026-04-01"));
        assertSame(
                "SELECT month, followed() FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE '2026-04-01'"
                        + " GROUP BY month ORDER BY month",
                "SELECT CAST(date_trunc('month', responded_at) AS DATE), COUNT(*) FROM " + BY_HAND + " WHERE " + SOON
                        + within("responded_at", "2026-01-01", "2026-04-01") + " GROUP BY 1 ORDER BY 1");
    }

    @Test
    void twoReadersHaveTheRowsOfBoth() throws SQLException {
        assertSame(
                "SELECT a.v, b.v FROM (SELECT followed() AS v FROM kpi WHERE month = DATE '2026-05-01') AS a"
                        + " CROSS JOIN (SELECT followed() AS v FROM kpi WHERE month = DATE '2025-03-01') AS b",
                "SELECT COUNT(*) FILTER (WHERE " + SOON + within("responded_at", "2026-05-01", "2026-06-01")
                        + "), COUNT(*) FILTER (WHERE " + SOON + within("responded_at", "2025-03-01", "2025-04-01")
                        + ") FROM " + BY_HAND);
    }

    /** An answer of long before may be followed up in the period. */
    @Test
    void readersByAnotherDateHaveAllTheirRows() throws SQLException {
        String expected =
                "SELECT COUNT(*) FROM " + BY_HAND + " WHERE " + within("contacted_at", "2026-01-01", "2026-02-01");
        assertSame("SELECT follow_ups() FROM kpi WHERE month = DATE '2026-01-01'", expected);
        assertSame("SELECT closed_loops() FROM kpi WHERE month = DATE '2026-01-01'", expected);
        assertSame(
                "SELECT follow_ups(), followed(), closed_loops() FROM kpi WHERE month = DATE '2026-01-01'",
                "SELECT COUNT(*) FILTER (WHERE " + within("contacted_at", "2026-01-01", "2026-02-01")
                        + "), COUNT(*) FILTER (WHERE " + SOON + within("responded_at", "2026-01-01", "2026-02-01")
                        + "), COUNT(*) FILTER (WHERE " + within("contacted_at", "2026-01-01", "2026-02-01") + ") FROM "
                        + BY_HAND);
    }
}
