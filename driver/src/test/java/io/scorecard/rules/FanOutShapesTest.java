package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes several times without a join that shows it: totals of partitions behind DISTINCT, means that are added up,
 * branches of a UNION with the same rows, products that are sums; and what looks like it and is right.
 */
class FanOutShapesTest extends BothEngines {

    @Override
    String settings() {
        return """
                relations:
                  handled_contacts:
                    grain: a ticket of a customer
                    date: created_at
                    customer: customer_id
                    needs: [tickets.customer_id]
                    sql: SELECT customer_id, created_at, channel, handle_minutes FROM tickets WHERE customer_id IS NOT NULL
                views:
                  named_contacts:
                    summary: Tickets with their customers.
                    columns: {customer_id: of the account, segment: its segment, channel: of the ticket, minutes: of work}
                    sql: |
                      SELECT h.customer_id, c.segment, h.channel, h.handle_minutes AS minutes
                      FROM (SELECT customer_id, channel, handle_minutes FROM handled_contacts) AS h
                      LEFT JOIN (SELECT customer_id, segment FROM customers) AS c ON c.customer_id = h.customer_id
                """;
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        # the total of a partition, once for each
        SELECT SUM(w) FROM (SELECT DISTINCT channel, SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS p => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(w) FROM (SELECT channel, MAX(w) AS w FROM (SELECT channel, SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS x GROUP BY channel) AS p => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(w) FROM (SELECT DISTINCT date_trunc('month', created_at) AS m, COUNT(*) OVER (PARTITION BY date_trunc('month', created_at)) AS w FROM tickets) AS p => SELECT COUNT(*) FROM tickets
        SELECT SUM(w) FROM (SELECT DISTINCT c.customer_id, c.industry, SUM(t.handle_minutes) OVER (PARTITION BY c.customer_id) AS w FROM tickets t JOIN customers c ON c.customer_id = t.customer_id) AS p => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(w), SUM(v) FROM (SELECT DISTINCT channel, customer_id, SUM(handle_minutes) OVER (PARTITION BY channel, customer_id) AS w, COUNT(*) OVER (PARTITION BY customer_id, channel) AS v FROM tickets) AS p => SELECT SUM(handle_minutes), COUNT(*) FROM tickets
        SELECT channel, AVG(w) FROM (SELECT DISTINCT channel, customer_id, SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS p GROUP BY channel ORDER BY 1 => SELECT channel, SUM(handle_minutes) FROM tickets GROUP BY channel ORDER BY 1
        # shares of it
        SELECT channel, ROUND(SUM(p / w)) FROM (SELECT channel, customer_id, SUM(handle_minutes) AS p, MAX(w) AS w FROM (SELECT channel, customer_id, handle_minutes, SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS x GROUP BY channel, customer_id) AS g GROUP BY channel ORDER BY 1 => SELECT channel, 1 FROM tickets GROUP BY channel ORDER BY 1
        # means of what each group has once
        SELECT SUM(a) FROM (SELECT c.customer_id, AVG(LENGTH(c.industry)) AS a FROM customers c JOIN tickets t ON t.customer_id = c.customer_id GROUP BY c.customer_id) AS g => SELECT SUM(LENGTH(industry)) FROM customers WHERE customer_id IN (SELECT customer_id FROM tickets)
        SELECT ROUND(SUM(a * n)) FROM (SELECT channel, AVG(handle_minutes) AS a, COUNT(*) AS n FROM tickets GROUP BY channel) AS g => SELECT SUM(handle_minutes) FROM tickets
        # branches that exclude each other, or of which conditions are not understood
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel = 'email' UNION ALL SELECT handle_minutes FROM tickets WHERE channel <> 'email') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel IN ('email', 'fax') UNION ALL SELECT handle_minutes FROM tickets WHERE channel NOT IN ('email', 'fax')) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE handle_minutes > 9 UNION ALL SELECT handle_minutes FROM tickets WHERE handle_minutes <= 8) AS u => SELECT SUM(handle_minutes) FROM tickets WHERE handle_minutes > 9 OR handle_minutes <= 8
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at >= DATE '2026-01-01' UNION ALL SELECT handle_minutes FROM tickets WHERE created_at < DATE '2025-07-01') AS u => SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= '2026-01-01' OR created_at < '2025-07-01'
        SELECT COUNT(*) FROM (SELECT ticket_id FROM tickets WHERE customer_id IS NULL UNION ALL SELECT ticket_id FROM tickets WHERE customer_id = 'a') AS u => SELECT COUNT(*) FROM tickets WHERE customer_id IS NULL OR customer_id = 'a'
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE customer_id IN (SELECT customer_id FROM surveys) UNION ALL SELECT handle_minutes FROM tickets WHERE customer_id NOT IN (SELECT customer_id FROM surveys)) AS u => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(v) FROM (SELECT SUM(handle_minutes) AS v FROM tickets WHERE created_at < DATE '2026-01-01' UNION ALL SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= DATE '2026-01-01') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT t.handle_minutes AS x FROM tickets t LEFT JOIN customers c ON c.customer_id = t.customer_id WHERE c.customer_id IS NULL UNION ALL SELECT t.handle_minutes FROM tickets t LEFT JOIN customers c ON c.customer_id = t.customer_id WHERE c.segment = 'big') AS u => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NULL OR customer_id IN ('a', 'c', 'f')
        SELECT SUM(x) FROM (SELECT 'part' AS k, handle_minutes AS x FROM tickets UNION ALL SELECT 'total', handle_minutes FROM tickets) AS u WHERE k = 'total' => SELECT SUM(handle_minutes) FROM tickets
        # opposites, also of what is computed; ranges that do not meet, however they are written; other keys
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE (channel = 'email') IS TRUE UNION ALL SELECT handle_minutes FROM tickets WHERE (channel = 'email') IS NOT TRUE) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel = 'email' UNION ALL SELECT handle_minutes FROM tickets WHERE channel IS DISTINCT FROM 'email') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel ~ '^e' UNION ALL SELECT handle_minutes FROM tickets WHERE channel !~ '^e') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel LIKE 'e%' UNION ALL SELECT handle_minutes FROM tickets WHERE channel NOT LIKE 'e%') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE handle_minutes > 8 OR channel = 'chat' UNION ALL SELECT handle_minutes FROM tickets WHERE NOT (handle_minutes > 8 OR channel = 'chat')) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel = 'email' UNION ALL SELECT handle_minutes FROM tickets WHERE channel = 'chat') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at >= CURRENT_DATE - 200 UNION ALL SELECT handle_minutes FROM tickets WHERE created_at < CURRENT_DATE - 200) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at >= now() - INTERVAL '200' DAY AND channel = 'email' UNION ALL SELECT handle_minutes FROM tickets WHERE created_at >= now() - INTERVAL '200' DAY AND channel = 'chat') AS u => SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= TIMESTAMP '2026-07-01 00:00:00' - INTERVAL '200' DAY
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE handle_minutes >= (SELECT AVG(handle_minutes) FROM tickets) UNION ALL SELECT handle_minutes FROM tickets WHERE handle_minutes < (SELECT AVG(handle_minutes) FROM tickets)) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at >= '2026-01-01' UNION ALL SELECT handle_minutes FROM tickets WHERE created_at < '2025-07-01') AS u => SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= '2026-01-01' OR created_at < '2025-07-01'
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at >= DATE '2025-03-01' AND created_at < DATE '2025-03-01' + INTERVAL '1' MONTH UNION ALL SELECT handle_minutes FROM tickets WHERE created_at >= DATE '2025-04-01' AND created_at < DATE '2025-04-01' + INTERVAL '1' MONTH) AS u => SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= '2025-03-01' AND created_at < '2025-05-01'
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE created_at::date < DATE '2026-01-01' UNION ALL SELECT handle_minutes FROM tickets WHERE created_at::date >= DATE '2026-01-01') AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE EXTRACT(YEAR FROM created_at) = 2025 UNION ALL SELECT handle_minutes FROM tickets WHERE EXTRACT(YEAR FROM created_at) = 2026) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE customer_id IN (SELECT customer_id FROM customers WHERE segment = 'big') UNION ALL SELECT handle_minutes FROM tickets WHERE customer_id IN (SELECT customer_id FROM customers WHERE segment = 'small')) AS u => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(x) FROM (SELECT t.handle_minutes AS x FROM tickets t WHERE EXISTS (SELECT 1 FROM surveys s WHERE s.customer_id = t.customer_id) UNION ALL SELECT t.handle_minutes FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM surveys s WHERE s.customer_id = t.customer_id)) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT COUNT(*) FROM (SELECT customer_id FROM tickets WHERE created_at >= CURRENT_DATE - 900 UNION ALL SELECT customer_id FROM surveys WHERE responded_at >= CURRENT_DATE - 900) AS u => SELECT (SELECT COUNT(*) FROM tickets WHERE created_at >= CURRENT_DATE - 900) + (SELECT COUNT(*) FROM surveys WHERE responded_at >= CURRENT_DATE - 900)
        # what comes and goes, each event once, branches told apart
        SELECT SUM(x), SUM(y) FROM (SELECT handle_minutes AS x, 0 AS y FROM tickets UNION ALL SELECT 0, handle_minutes FROM tickets WHERE channel = 'email') AS u => SELECT SUM(handle_minutes), SUM(CASE WHEN channel = 'email' THEN handle_minutes END) FROM tickets
        SELECT SUM(v) FROM (SELECT mrr AS v FROM subscriptions UNION ALL SELECT -mrr FROM subscriptions WHERE valid_to IS NOT NULL) AS u => SELECT SUM(mrr) FROM subscriptions WHERE valid_to IS NULL
        SELECT COUNT(*) FROM (SELECT valid_from AS t FROM subscriptions UNION ALL SELECT valid_to FROM subscriptions WHERE valid_to IS NOT NULL) AS u => SELECT COUNT(*) + COUNT(valid_to) FROM subscriptions
        SELECT k, SUM(x) FROM (SELECT 'all' AS k, handle_minutes AS x FROM tickets UNION ALL SELECT channel, handle_minutes FROM tickets) AS u GROUP BY k ORDER BY k => SELECT 'all', SUM(handle_minutes) FROM tickets UNION ALL SELECT * FROM (SELECT channel, SUM(handle_minutes) FROM tickets GROUP BY channel ORDER BY channel) AS c
        # the many side with a rate of the one
        SELECT SUM(t.handle_minutes * (1 + LENGTH(c.industry))) FROM customers c JOIN tickets t ON t.customer_id = c.customer_id => SELECT SUM(handle_minutes * (1 + (SELECT LENGTH(industry) FROM customers c WHERE c.customer_id = t.customer_id))) FROM tickets t
        SELECT SUM((t.handle_minutes + 5) * LENGTH(c.industry)) FROM customers c JOIN tickets t ON t.customer_id = c.customer_id => SELECT SUM((handle_minutes + 5) * (SELECT LENGTH(industry) FROM customers c WHERE c.customer_id = t.customer_id)) FROM tickets t
        SELECT ROUND(AVG((t.handle_minutes + 1) / (LENGTH(c.segment) + 1)) * 1000) FROM customers c JOIN tickets t ON t.customer_id = c.customer_id => SELECT ROUND(AVG((handle_minutes + 1) / (CASE WHEN customer_id IN ('a', 'c', 'f') THEN 4 ELSE 6 END)) * 1000) FROM tickets WHERE customer_id IS NOT NULL
        SELECT MAX(n) FROM (SELECT COUNT(*) OVER () AS n FROM tickets t JOIN customers c ON c.customer_id = t.customer_id) AS w => SELECT COUNT(*) FROM tickets WHERE customer_id IS NOT NULL
        SELECT MAX(n) FROM (SELECT COUNT(*) OVER (PARTITION BY t.ticket_id) AS n FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id) AS w => SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM surveys WHERE customer_id IN (SELECT customer_id FROM tickets) GROUP BY customer_id) AS g
        # a view that has rows of a named relation with what is known of their customers
        SELECT SUM(minutes) FROM named_contacts => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(n.minutes) FROM named_contacts n JOIN customers c ON c.customer_id = n.customer_id WHERE c.industry = 'health' => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id = 'f'
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT DISTINCT customer_id FROM named_contacts) AS n ON n.customer_id = t.customer_id => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        # values of KPIs, each pinned to one level
        SELECT SUM(a.value) FROM kpi_values a JOIN kpi_values b ON b.month = a.month WHERE a.kpi = 'ticket_volume' AND b.kpi = 'nps' AND a.segment_name IS NULL AND b.segment_name IS NULL => SELECT COUNT(*) FROM tickets
        SELECT SUM(a.value) FROM kpi_values a, kpi_values b WHERE b.month = a.month AND a.kpi = 'ticket_volume' AND b.kpi = 'nps' AND a.segment_name = 'segment' AND a.segment_value = 'big' AND b.segment_name = 'segment' AND b.segment_value = 'big' => SELECT COUNT(*) FROM tickets WHERE customer_id IN ('a', 'c', 'f')
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN kpi_values b ON b.month = date_trunc('month', t.created_at) AND b.kpi = 'ticket_volume' AND b.segment_name IS NULL => SELECT SUM(handle_minutes) FROM tickets
        SELECT a.segment_value, b.value FROM kpi_values a JOIN kpi_values b ON b.month = a.month AND b.kpi = a.kpi AND b.segment_name = a.segment_name AND b.segment_value = a.segment_value WHERE a.kpi = 'ticket_volume' AND a.segment_name = 'segment' AND a.month = DATE '2025-05-01' ORDER BY 1 => SELECT c.segment, COUNT(*) FROM tickets t JOIN customers c ON c.customer_id = t.customer_id WHERE created_at >= '2025-05-01' AND created_at < '2025-06-01' GROUP BY c.segment ORDER BY 1
        SELECT a.value, b.value FROM kpi_values a LEFT JOIN kpi_values b ON b.month = a.month AND b.kpi = 'nps' AND a.kpi = 'nps' AND b.segment_name IS NULL WHERE a.kpi = 'ticket_volume' AND a.segment_name IS NULL AND a.month = DATE '2025-05-01' => SELECT COUNT(*), NULL FROM tickets WHERE created_at >= '2025-05-01' AND created_at < '2025-06-01'
        """)
    void rightOnesAreAnswered(String question, String byHand) throws SQLException {
        assertSame(question, byHand);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the total of a partition, once for each of what it is told apart by further
                "SELECT SUM(w) FROM (SELECT DISTINCT channel, customer_id, SUM(handle_minutes) OVER (PARTITION BY channel)"
                        + " AS w FROM tickets) AS p",
                "SELECT SUM(w) FROM (SELECT channel, customer_id, MAX(w) AS w FROM (SELECT channel, customer_id,"
                        + " SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS x GROUP BY channel,"
                        + " customer_id) AS p",
                "SELECT SUM(w) FROM (SELECT DISTINCT CAST(created_at AS DATE) AS d, COUNT(*) OVER (PARTITION BY"
                        + " date_trunc('month', created_at)) AS w FROM tickets) AS p",
                "SELECT SUM(w) FROM (SELECT DISTINCT channel, customer_id, MAX(handle_minutes) OVER (PARTITION BY channel)"
                        + " AS w FROM tickets) AS p",
                // a mean of what is one, for each of several
                "SELECT SUM(a) FROM (SELECT t.channel, c.customer_id, AVG(LENGTH(c.industry)) AS a FROM customers c"
                        + " JOIN tickets t ON t.customer_id = c.customer_id GROUP BY t.channel, c.customer_id) AS g",
                "SELECT SUM(a) FROM (SELECT p.product_id, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY"
                        + " LENGTH(c.industry)) AS a FROM customer_products p JOIN customers c ON c.customer_id ="
                        + " p.customer_id GROUP BY p.product_id, c.customer_id) AS g",
                // branches with the same rows
                "SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets UNION ALL SELECT handle_minutes FROM tickets)"
                        + " AS u",
                "SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE channel = 'email' UNION ALL SELECT"
                        + " handle_minutes FROM tickets WHERE handle_minutes > 8) AS u",
                "SELECT COUNT(*) FROM (SELECT ticket_id FROM tickets WHERE channel = 'email' UNION ALL SELECT ticket_id"
                        + " FROM tickets WHERE handle_minutes > 8) AS u",
                "SELECT SUM(v) FROM (SELECT SUM(handle_minutes) AS v FROM tickets WHERE created_at < DATE '2026-03-01'"
                        + " UNION ALL SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= DATE '2026-01-01') AS u",
                "WITH a AS (SELECT customer_id, handle_minutes AS x FROM tickets) SELECT AVG(x) FROM (SELECT * FROM a"
                        + " WHERE customer_id = 'a' UNION ALL SELECT * FROM a WHERE customer_id IN ('a', 'b')) AS u",
                // rows of a named relation in a view, of which a customer has many
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN named_contacts n ON n.customer_id = t.customer_id",
                "SELECT COUNT(*) FROM tickets t JOIN named_contacts n ON n.customer_id = t.customer_id",
                "SELECT COUNT(c.industry) FROM customers c JOIN named_contacts n ON n.customer_id = c.customer_id",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT customer_id FROM named_contacts) AS n ON"
                        + " n.customer_id = t.customer_id",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN named_contacts n ON n.customer_id = t.customer_id AND"
                        + " n.channel = t.channel WHERE n.channel = 'email'",
                // a product that is a sum
                "SELECT SUM(LENGTH(c.industry) * (1 + t.handle_minutes)) FROM customers c JOIN tickets t ON t.customer_id ="
                        + " c.customer_id",
                "SELECT SUM((LENGTH(c.industry) + t.handle_minutes) / 60) FROM customers c JOIN tickets t ON t.customer_id"
                        + " = c.customer_id",
                // all rows, counted in each
                "SELECT t.ticket_id, COUNT(*) OVER () FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT DISTINCT COUNT(*) OVER (PARTITION BY t.channel) FROM tickets t JOIN surveys s ON s.customer_id ="
                        + " t.customer_id",
                // values of a KPI with those of another by segment
                "SELECT SUM(a.value) FROM kpi_values a JOIN kpi_values b ON b.month = a.month WHERE a.kpi ="
                        + " 'ticket_volume' AND b.kpi = 'nps' AND a.segment_name IS NULL AND b.segment_name = 'segment'",
            })
    void wrongOnesAreRefused(String question) {
        assertRefused("0A000", "SC-2017", question);
    }

    /** Branches have the same rows where nothing proves that they do not. */
    @ParameterizedTest
    @CsvSource(delimiterString = " / ", quoteCharacter = '`', textBlock = """
        created_at >= CURRENT_DATE - 900 / created_at >= CURRENT_DATE - 800
        created_at < now() - INTERVAL '200' DAY / created_at <= now() - INTERVAL '100' DAY
        created_at >= CURRENT_DATE - 900 / created_at < CURRENT_DATE - 100
        created_at >= DATE '2026-01-01' / created_at < CURRENT_DATE
        created_at::date >= '2025-03-01' / created_at::date <= '2026-03-01'
        created_at::date >= CURRENT_DATE - 900 / created_at::date <= CURRENT_DATE - 100
        created_at >= '2025-03-01' / created_at < '2026-03-01'
        created_at >= DATE '2025-03-01' / created_at < DATE '2025-03-01' + INTERVAL '1' MONTH
        customer_id IN (SELECT customer_id FROM customers WHERE segment = 'big') / ticket_id IN (SELECT response_id FROM surveys)
        customer_id IN (SELECT customer_id FROM surveys WHERE nps_score > 8) / customer_id IN (SELECT customer_id FROM surveys WHERE nps_score <= 8)
        customer_id IN (SELECT customer_id FROM customers WHERE segment = 'big') / customer_id IN (SELECT customer_id FROM customers WHERE industry = 'retail')
        """)
    void branchesThatMayMeetAreRefused(String some, String others) {
        assertRefused(
                "0A000",
                "once for each branch of the UNION",
                "SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE " + some
                        + " UNION ALL SELECT handle_minutes FROM tickets WHERE " + others + ") AS u");
    }

    @Test
    void whatAnOuterJoinAsksDoesNotTellBranchesApart() {
        String branch =
                "SELECT t.handle_minutes AS x FROM tickets t LEFT JOIN customers c ON c.customer_id = t.customer_id"
                        + " AND c.segment = ";
        assertRefused(
                "0A000",
                "once for each branch of the UNION",
                "SELECT SUM(x) FROM (" + branch + "'big' UNION ALL " + branch + "'small') AS u");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " / ", quoteCharacter = '`', textBlock = """
        channel = ? / channel = ?
        channel = ? / channel <> ?
        channel >= ? / channel < ?
        channel >= ? / channel >= ?
        channel LIKE ? / channel NOT LIKE ?
        """)
    void parametersMayBeAnything(String some, String others) {
        String question = "SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets WHERE " + some
                + " UNION ALL SELECT handle_minutes FROM tickets WHERE " + others + ") AS u";
        for (Company.Engine engine : Company.Engine.values()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> company(engine).rows(question, "chat", "email"));
            assertEquals("0A000", refused.getSQLState(), refused.getMessage());
            assertTrue(refused.getMessage().contains("in one SELECT with both conditions (.. OR .., or .. IN (..))"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        SELECT SUM(x) FROM (SELECT handle_minutes AS x FROM tickets UNION ALL SELECT handle_minutes FROM tickets) AS u => 'SUM(x)' would take rows of 'tickets' once for each branch of the UNION that has them. Take them once
        SELECT SUM((handle_minutes + 1) * 2) FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id => SELECT customer_id, SUM((handle_minutes + 1) * 2) AS figure FROM tickets
        SELECT SUM(w) FROM (SELECT DISTINCT channel, customer_id, SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS p => once for each of its groups
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN named_contacts n ON n.customer_id = t.customer_id => would take each row of 'tickets' once for every row of 'named_contacts' that it is joined to
        """)
    void whatIsSaidFitsWhatIsWrong(String question, String words) {
        assertRefused("0A000", words, question);
    }
}
