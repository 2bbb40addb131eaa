package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies between two moments is shown, ordered and averaged as PostgreSQL has it. */
class SpansTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ticket_id, created_at - TIMESTAMP '2025-06-30 12:34:56.789', TIMESTAMP '2025-06-30' - created_at FROM tickets ORDER BY created_at",
                "SELECT ticket_id, age(created_at, TIMESTAMP '2025-01-31 23:00:00'), age(TIMESTAMP '2025-01-31 23:00:00', created_at)"
                        + " FROM tickets ORDER BY created_at",
                "SELECT age(a.valid_from, b.valid_from), age(b.valid_to, a.valid_from), a.valid_to - b.valid_from"
                        + " FROM subscriptions AS a CROSS JOIN subscriptions AS b ORDER BY a.valid_from, a.valid_to, b.valid_from, b.valid_to",
                "SELECT MAX(created_at) - MIN(created_at), MIN(created_at) - MAX(created_at), age(MAX(created_at), MIN(created_at)) FROM tickets",
                "SELECT created_at::date - TIMESTAMP '2025-01-04 10:00:00', created_at - DATE '2025-01-04' FROM tickets ORDER BY created_at",
                "SELECT created_at - LAG(created_at) OVER (PARTITION BY customer_id ORDER BY created_at) FROM tickets ORDER BY created_at",
                "SELECT TIMESTAMP '2026-01-01' - TIMESTAMP '2026-01-01', CASE WHEN 1 > 2 THEN TIMESTAMP '2026-01-02' - TIMESTAMP '2026-01-01' END",
                "SELECT took, took > INTERVAL '90 days', EXTRACT(EPOCH FROM took), EXTRACT(DAY FROM took), EXTRACT(HOUR FROM took)"
                        + " FROM (SELECT ticket_id, created_at - TIMESTAMP '2025-06-30' AS took FROM tickets) AS t ORDER BY took DESC",
                "SELECT COALESCE(valid_to - valid_from, INTERVAL '1 day') AS held FROM subscriptions ORDER BY held, valid_from",
                "SELECT INTERVAL '1 day 2 hours', INTERVAL '1 year 2 months', INTERVAL '01:30', INTERVAL '-1 day +02:00:00', INTERVAL '90 minutes'",
                "SELECT TIMESTAMP '2026-01-31' + INTERVAL '1 month - 1 day', TIMESTAMP '2026-01-31' - INTERVAL '1 day 02:30:00',"
                        + " EXTRACT(EPOCH FROM INTERVAL '1 day 2 hours')",
                "SELECT (created_at - TIMESTAMP '2025-01-01')::text || '!' FROM tickets ORDER BY created_at",
                "SELECT valid_to - valid_from AS held FROM subscriptions WHERE customer_id = 'b' UNION ALL SELECT NULL ORDER BY held",
            })
    void shown(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT channel, AVG(created_at - TIMESTAMP '2025-01-01 00:00:01'), COUNT(*) FROM tickets GROUP BY channel ORDER BY 1",
                "SELECT customer_id, AVG(created_at - TIMESTAMP '2025-03-01 07:00:00') FROM tickets GROUP BY customer_id ORDER BY 1 NULLS LAST",
                "SELECT customer_id, AVG(age(created_at, TIMESTAMP '2025-01-31')), AVG(age(TIMESTAMP '2025-01-31', created_at)),"
                        + " AVG(age(created_at, TIMESTAMP '2025-01-31')) FILTER (WHERE channel = 'email')"
                        + " FROM tickets GROUP BY customer_id ORDER BY 1 NULLS LAST",
                "SELECT ticket_id, AVG(created_at - TIMESTAMP '2025-01-01') OVER (PARTITION BY channel ORDER BY created_at) FROM tickets ORDER BY created_at",
                "SELECT AVG(valid_to - valid_from), MIN(valid_to - valid_from), corr(mrr, mrr) FROM subscriptions WHERE customer_id = 'e'",
                "SELECT channel, AVG(took) AS took FROM (SELECT channel, created_at - TIMESTAMP '2025-01-01' AS took FROM tickets) AS t"
                        + " GROUP BY channel HAVING AVG(took) > INTERVAL '1 hour' ORDER BY took DESC",
            })
    void averaged(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    /** As of 1 July 2026; PostgreSQL says 16 days of age(DATE '2026-07-01', ..), because January has 31. */
    @Test
    void upToToday() throws SQLException {
        assertSame(
                "SELECT age(TIMESTAMP '2025-01-15 12:00:00'), as_of() - TIMESTAMP '2026-06-30 12:00:00', EXTRACT(YEAR FROM age(DATE '2024-01-01'))",
                "VALUES ('1 year 5 mons 16 days 12:00:00', '12:00:00', 2)");
    }
}
