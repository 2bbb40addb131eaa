package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Forms of joined questions and what is decided of each. A right one has the answer of SQL that joins less; a wrong one,
 * which would take rows more than once, is refused, through whatever it is written.
 */
class FanOutFormsTest extends BothEngines {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        # the many side, with what is known of the one
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN customers c USING (customer_id) => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(CASE WHEN c.industry = 'retail' THEN t.handle_minutes ELSE 0 END) FROM tickets t LEFT JOIN customers c USING (customer_id) => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IN ('a', 'b', 'g')
        SELECT COUNT(*) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.customer_id => SELECT COUNT(*) FROM tickets WHERE customer_id IS NOT NULL
        # what repetition cannot change
        SELECT COUNT(DISTINCT t.ticket_id), MAX(s.nps_score) FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id => SELECT (SELECT COUNT(*) FROM tickets WHERE customer_id IS NOT NULL), (SELECT MAX(score) FROM surveys)
        SELECT SUM(handle_minutes) FROM tickets t WHERE EXISTS (SELECT 1 FROM surveys s WHERE s.customer_id = t.customer_id) => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        # totals by the whole key, joined; by more than the key, where the key tells the rest
        SELECT SUM(t.m), SUM(s.n) FROM (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) t JOIN (SELECT customer_id, COUNT(*) AS n FROM surveys GROUP BY customer_id) s ON s.customer_id = t.customer_id => SELECT (SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL), (SELECT COUNT(*) FROM surveys)
        WITH t AS (SELECT c.customer_id, c.industry, SUM(t.handle_minutes) AS m FROM customers c JOIN tickets t ON t.customer_id = c.customer_id GROUP BY c.customer_id, c.industry), s AS (SELECT customer_id, COUNT(*) AS n FROM surveys GROUP BY 1) SELECT SUM(m) FROM t JOIN s ON s.customer_id = t.customer_id => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        # each group has its own: tickets of the customer of each answer
        SELECT s.response_id, COUNT(t.ticket_id) FROM surveys s LEFT JOIN tickets t ON t.customer_id = s.customer_id WHERE s.response_id < 4 GROUP BY s.response_id ORDER BY 1 => SELECT response_id, (SELECT COUNT(*) FROM tickets t WHERE t.customer_id = s.customer_id) FROM surveys s WHERE response_id < 4 ORDER BY 1
        # the mean of one value is that value
        SELECT s.customer_id, AVG(t.m) FROM (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) t JOIN surveys s ON s.customer_id = t.customer_id GROUP BY s.customer_id, t.customer_id ORDER BY 1 => SELECT customer_id, SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL GROUP BY customer_id ORDER BY 1
        # shares of a total, and a total divided by them
        SELECT SUM(t.handle_minutes / e.m) FROM tickets t JOIN (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) e ON e.customer_id = t.customer_id => SELECT COUNT(DISTINCT customer_id) FROM tickets
        SELECT ROUND(SUM(t.handle_minutes / e.m * s.n)) FROM tickets t JOIN (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) e ON e.customer_id = t.customer_id JOIN (SELECT customer_id, COUNT(*) AS n FROM surveys GROUP BY customer_id) s ON s.customer_id = t.customer_id => SELECT COUNT(*) FROM surveys
        SELECT ROUND(SUM(part)) FROM (SELECT handle_minutes / SUM(handle_minutes) OVER (PARTITION BY channel) AS part FROM tickets) AS p => SELECT COUNT(DISTINCT channel) FROM tickets
        SELECT ABS(SUM(t.handle_minutes - e.m)) < 0.001 FROM tickets t JOIN (SELECT channel, AVG(handle_minutes) AS m FROM tickets GROUP BY channel) e ON e.channel = t.channel => SELECT 1 = 1
        # one row of several: the first by number, by DISTINCT ON, by LIMIT, by the greatest
        SELECT SUM(x) FROM (SELECT t.handle_minutes AS x, ROW_NUMBER() OVER (PARTITION BY t.ticket_id ORDER BY s.responded_at, s.response_id) AS n FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id) AS j WHERE n = 1 => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT s.customer_id, ROW_NUMBER() OVER (PARTITION BY s.customer_id ORDER BY responded_at) AS n FROM surveys s) AS f ON f.customer_id = t.customer_id AND f.n = 1 => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(x) FROM (SELECT DISTINCT ON (t.ticket_id) t.ticket_id, t.handle_minutes AS x FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id ORDER BY t.ticket_id, s.responded_at) AS j => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(x) FROM (SELECT t.ticket_id, MAX(t.handle_minutes) AS x FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id GROUP BY t.ticket_id) AS j => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(x) FROM (SELECT DISTINCT t.ticket_id, t.handle_minutes AS x FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id) AS j => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT channel, SUM(n) FROM (SELECT DISTINCT t.channel, c.customer_id, LENGTH(c.industry) AS n FROM customers c JOIN tickets t ON t.customer_id = c.customer_id) AS d GROUP BY channel ORDER BY 1 => SELECT channel, SUM((SELECT LENGTH(industry) FROM customers c WHERE c.customer_id = d.customer_id)) FROM (SELECT DISTINCT channel, customer_id FROM tickets) AS d GROUP BY channel ORDER BY 1
        # the version that held, and today's
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' AND v.valid_from <= t.created_at AND (v.valid_to IS NULL OR t.created_at < v.valid_to) => SELECT SUM(handle_minutes) FROM tickets t WHERE EXISTS (SELECT 1 FROM subscriptions v WHERE v.customer_id = t.customer_id AND v.valid_from <= t.created_at AND COALESCE(v.valid_to, '9999-01-01') > t.created_at)
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' WHERE t.created_at >= v.valid_from AND COALESCE(v.valid_to, TIMESTAMP '9999-01-01 00:00:00') > t.created_at => SELECT SUM(handle_minutes) FROM tickets t WHERE EXISTS (SELECT 1 FROM subscriptions v WHERE v.customer_id = t.customer_id AND v.valid_from <= t.created_at AND COALESCE(v.valid_to, '9999-01-01') > t.created_at)
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' AND v.valid_to IS NULL => SELECT SUM(handle_minutes) FROM tickets t WHERE customer_id IN ('a', 'c', 'd', 'e', 'f', 'h')
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' AND v.valid_from = (SELECT MAX(w.valid_from) FROM subscriptions w WHERE w.subscription_item_id = v.subscription_item_id) => SELECT SUM(handle_minutes) FROM tickets t WHERE customer_id IS NOT NULL
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND (v.valid_to IS NULL OR CAST(t.created_at AS DATE) < CAST(v.valid_to AS DATE)) => SELECT SUM(handle_minutes) FROM tickets t WHERE EXISTS (SELECT 1 FROM subscriptions v WHERE v.customer_id = t.customer_id AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND COALESCE(CAST(v.valid_to AS DATE), DATE '9999-01-01') > CAST(t.created_at AS DATE))
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id = t.customer_id || '1' AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND COALESCE(CAST(v.valid_to AS DATE), DATE '9999-01-01') > CAST(t.created_at AS DATE) => SELECT SUM(handle_minutes) FROM tickets t WHERE EXISTS (SELECT 1 FROM subscriptions v WHERE v.customer_id = t.customer_id AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND COALESCE(CAST(v.valid_to AS DATE), DATE '9999-01-01') > CAST(t.created_at AS DATE))
        # a period and the one before it
        SELECT SUM(b.n) FROM (SELECT month, ticket_volume() AS n FROM kpi WHERE month BETWEEN DATE '2025-03-01' AND DATE '2025-05-01' GROUP BY month) a JOIN (SELECT month, ticket_volume() AS n FROM kpi WHERE month BETWEEN DATE '2025-03-01' AND DATE '2025-05-01' GROUP BY month) b ON b.month = a.month - INTERVAL '1' MONTH => SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2025-03-01' AND created_at < DATE '2025-05-01'
        SELECT SUM(b.n) FROM (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) a JOIN (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) b ON b.month + INTERVAL '1' MONTH = a.month => SELECT COUNT(*) FROM tickets WHERE created_at < DATE '2026-06-01'
        SELECT SUM(b.n) FROM (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) a JOIN (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) b ON b.month = add_months(a.month, -12) => SELECT COUNT(*) FROM tickets WHERE created_at < DATE '2025-07-01'
        SELECT SUM(b.n) FROM (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) a JOIN (SELECT CAST(date_trunc('month', created_at) AS DATE) AS month, COUNT(*) AS n FROM tickets GROUP BY 1) b ON b.month = CAST(a.month + INTERVAL '1' YEAR AS DATE) => SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2026-01-01'
        SELECT SUM(b.n) FROM (SELECT CAST(created_at AS DATE) AS d, COUNT(*) AS n FROM tickets GROUP BY 1) a JOIN (SELECT CAST(created_at AS DATE) AS d, COUNT(*) AS n FROM tickets GROUP BY 1) b ON b.d = a.d - INTERVAL '8' DAY => SELECT COUNT(*) FROM tickets WHERE CAST(created_at AS DATE) + INTERVAL '8' DAY IN (SELECT CAST(created_at AS DATE) FROM tickets)
        SELECT SUM(b.n) FROM (SELECT EXTRACT(YEAR FROM created_at) AS y, COUNT(*) AS n FROM tickets GROUP BY 1) a JOIN (SELECT EXTRACT(YEAR FROM created_at) AS y, COUNT(*) AS n FROM tickets GROUP BY 1) b ON b.y = a.y - 1 => SELECT COUNT(*) FROM tickets WHERE created_at < DATE '2026-01-01'
        # a calendar, joined by what is computed
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT DISTINCT CAST(date_trunc('month', responded_at) AS DATE) AS month FROM surveys) d ON d.month = CAST(date_trunc('month', t.created_at) AS DATE) => SELECT SUM(handle_minutes) FROM tickets WHERE created_at >= '2025-01-01' AND created_at < '2026-07-01'
        # the largest of a row's own group, and the key that an inner join finds in both
        SELECT SUM(x) FROM (SELECT c.customer_id, MAX(LENGTH(c.industry)) AS x FROM customers c JOIN tickets t ON t.customer_id = c.customer_id GROUP BY c.customer_id) AS d => SELECT SUM(LENGTH(industry)) FROM customers WHERE customer_id IN (SELECT customer_id FROM tickets)
        SELECT COUNT(c.customer_id) FROM customers c JOIN tickets t ON t.customer_id = c.customer_id => SELECT COUNT(*) FROM tickets WHERE customer_id IN (SELECT customer_id FROM customers)
        # what meets nothing comes once
        SELECT SUM(LENGTH(c.industry)) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.customer_id WHERE t.ticket_id IS NULL => SELECT SUM(LENGTH(industry)) FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM tickets WHERE customer_id IS NOT NULL)
        # one level of a KPI's values
        SELECT SUM(value) FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS NULL AND month BETWEEN DATE '2025-03-01' AND DATE '2025-04-01' => SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2025-03-01' AND created_at < DATE '2025-05-01'
        SELECT SUM(CASE WHEN segment_name IS NULL THEN value END) FROM kpi_values WHERE kpi = 'ticket_volume' AND month BETWEEN DATE '2025-03-01' AND DATE '2025-04-01' => SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2025-03-01' AND created_at < DATE '2025-05-01'
        SELECT SUM(value) FROM (SELECT value FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS NULL AND month = DATE '2025-03-01' UNION ALL SELECT value FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS NULL AND month = DATE '2025-04-01') AS u => SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2025-03-01' AND created_at < DATE '2025-05-01'
        # a total beside its parts, told apart
        SELECT c, SUM(v) FROM (SELECT 'parts' AS c, SUM(handle_minutes) AS v FROM tickets GROUP BY channel UNION ALL SELECT 'all', SUM(handle_minutes) FROM tickets) AS u GROUP BY c ORDER BY c => SELECT c, (SELECT SUM(handle_minutes) FROM tickets) FROM (VALUES ('all'), ('parts')) AS v(c) ORDER BY c
        SELECT SUM(v) FILTER (WHERE c = 'all') FROM (SELECT 'parts' AS c, SUM(handle_minutes) AS v FROM tickets GROUP BY channel UNION ALL SELECT 'all', SUM(handle_minutes) FROM tickets) AS u => SELECT SUM(handle_minutes) FROM tickets
        SELECT SUM(v) FROM (SELECT SUM(handle_minutes) AS v FROM tickets WHERE channel = 'email' UNION ALL SELECT SUM(handle_minutes) FROM tickets WHERE channel = 'chat') AS u => SELECT SUM(handle_minutes) FROM tickets
        # branches of a union are each right
        SELECT SUM(x) FROM (SELECT t.handle_minutes AS x, c.industry FROM tickets t JOIN customers c ON c.customer_id = t.customer_id UNION ALL SELECT s.nps_score, c.industry FROM surveys s JOIN customers c ON c.customer_id = s.customer_id) AS u => SELECT (SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL) + (SELECT SUM(score) FROM surveys)
        # running totals of groups, and shares of them
        SELECT channel, SUM(n) OVER (ORDER BY channel) FROM (SELECT channel, COUNT(*) AS n FROM tickets GROUP BY channel) AS g ORDER BY 1 => SELECT channel, SUM(COUNT(*)) OVER (ORDER BY channel) FROM tickets GROUP BY channel ORDER BY 1
        # LATERAL with one row, and a number for each
        SELECT SUM(t.handle_minutes) FROM tickets t CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM surveys s WHERE s.customer_id = t.customer_id) AS l WHERE l.n > 0 => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM((SELECT COUNT(*) FROM surveys s WHERE s.customer_id = c.customer_id)) FROM customers c => SELECT COUNT(*) FROM surveys
        # what a subquery gives is another table's: once for each of its rows, or as a factor
        SELECT SUM((SELECT MAX(s.nps_score) FROM surveys s WHERE s.customer_id = c.customer_id)) FROM customers c => SELECT SUM(m) FROM (SELECT MAX(score) AS m FROM surveys GROUP BY customer_id) AS g
        SELECT SUM((SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = d.customer_id)) FROM (SELECT DISTINCT customer_id FROM tickets) AS d => SELECT SUM(LENGTH(industry)) FROM customers WHERE customer_id IN (SELECT customer_id FROM tickets)
        SELECT SUM(t.handle_minutes * (SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = t.customer_id)) FROM tickets t => SELECT SUM(m * LENGTH(industry)) FROM customers c JOIN (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) AS g ON g.customer_id = c.customer_id
        SELECT SUM(CASE WHEN (SELECT c.industry FROM customers c WHERE c.customer_id = t.customer_id) = 'retail' THEN 1 ELSE 0 END) FROM tickets t => SELECT COUNT(*) FROM tickets WHERE customer_id IN ('a', 'b', 'g')
        SELECT SUM(CASE WHEN handle_minutes > (SELECT AVG(handle_minutes) FROM tickets) THEN 1 ELSE 0 END) FROM tickets => SELECT COUNT(*) FROM tickets WHERE handle_minutes > (SELECT AVG(handle_minutes) FROM tickets)
        SELECT SUM((SELECT COUNT(*) FROM tickets t WHERE t.customer_id = c.customer_id AND t.handle_minutes > LENGTH(c.industry))) FROM customers c => SELECT COUNT(*) FROM tickets t WHERE handle_minutes > (SELECT LENGTH(industry) FROM customers c WHERE c.customer_id = t.customer_id)
        SELECT SUM((SELECT COUNT(*) FROM surveys s WHERE s.customer_id = c.customer_id)) OVER () FROM customers c LIMIT 1 => SELECT COUNT(*) FROM surveys
        SELECT SUM(l.n) FROM customers c CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM surveys s WHERE s.customer_id = c.customer_id) AS l => SELECT COUNT(*) FROM surveys
        # sums of sums, each of which comes once; what a row differs from; what stands for a value that it does not have
        SELECT SUM(t.handle_minutes + 1) FROM tickets t JOIN customers c USING (customer_id) => SELECT SUM(handle_minutes) + COUNT(*) FROM tickets WHERE customer_id IS NOT NULL
        SELECT SUM(e.m - t.handle_minutes) FROM tickets t JOIN (SELECT customer_id, MAX(handle_minutes) AS m FROM tickets GROUP BY customer_id) AS e ON e.customer_id = t.customer_id => SELECT SUM(n * m - s) FROM (SELECT COUNT(*) AS n, MAX(handle_minutes) AS m, SUM(handle_minutes) AS s FROM tickets WHERE customer_id IS NOT NULL GROUP BY customer_id) AS g
        SELECT SUM(COALESCE(t.handle_minutes, LENGTH(c.industry))) FROM tickets t JOIN customers c ON c.customer_id = t.customer_id => SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IS NOT NULL
        # means of what each group has once, and of groups' own figures
        SELECT channel, AVG(n) FROM (SELECT DISTINCT t.channel, c.customer_id, ASCII(c.industry) AS n FROM customers c JOIN tickets t ON t.customer_id = c.customer_id) AS d GROUP BY channel ORDER BY 1 => SELECT channel, AVG((SELECT ASCII(industry) FROM customers c WHERE c.customer_id = d.customer_id)) FROM (SELECT DISTINCT channel, customer_id FROM tickets) AS d GROUP BY channel ORDER BY 1
        SELECT AVG(m) FROM (SELECT c.industry, SUM(t.handle_minutes) AS m FROM tickets t JOIN customers c ON c.customer_id = t.customer_id GROUP BY c.industry) AS g => SELECT SUM(handle_minutes) / 4 FROM tickets WHERE customer_id IS NOT NULL
        SELECT AVG(m) FROM (SELECT c.industry, MAX(t.handle_minutes) AS m FROM tickets t JOIN customers c ON c.customer_id = t.customer_id GROUP BY c.industry) AS g => SELECT (SUM(m) + MAX(e)) / 4 FROM (SELECT MAX(CASE WHEN customer_id IN ('a', 'b', 'g') THEN handle_minutes END) + MAX(CASE WHEN customer_id IN ('c', 'd', 'h') THEN handle_minutes END) + MAX(CASE WHEN customer_id = 'f' THEN handle_minutes END) AS m, MAX(CASE WHEN customer_id = 'e' THEN handle_minutes END) AS e FROM tickets) AS g
        # self-joins by the key
        SELECT SUM(a.handle_minutes) FROM tickets a JOIN tickets b ON b.ticket_id = a.ticket_id => SELECT SUM(handle_minutes) FROM tickets
        """)
    void rightOnesAreAnswered(String question, String byHand) throws SQLException {
        assertSame(question, byHand);
    }

    private static final String TOTALS =
            "(SELECT customer_id, SUM(handle_minutes) AS m, COUNT(*) AS n FROM tickets GROUP BY customer_id) AS e";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // an amount with what has several rows for it
                "SELECT SUM(e.m * v.mrr / 60) FROM " + TOTALS
                        + " JOIN subscriptions v ON v.customer_id = e.customer_id",
                "SELECT SUM(v.mrr * e.n) FROM subscriptions v LEFT JOIN " + TOTALS
                        + " ON v.customer_id = e.customer_id",
                "WITH e AS (SELECT customer_id, SUM(handle_minutes) AS m FROM tickets GROUP BY customer_id) SELECT"
                        + " c.industry, SUM(ROUND(e.m * v.mrr)) FROM e JOIN subscriptions v ON v.customer_id ="
                        + " e.customer_id JOIN customers c ON c.customer_id = e.customer_id GROUP BY c.industry",
                "SELECT SUM(CASE WHEN v.status = 'active' THEN e.m ELSE 0 END) FROM " + TOTALS
                        + " JOIN subscriptions v ON v.customer_id = e.customer_id",
                "SELECT SUM(COALESCE(e.m, 0) + v.mrr) FROM " + TOTALS
                        + " JOIN subscriptions v ON v.customer_id = e.customer_id",
                "SELECT AVG(e.m * v.mrr) FROM " + TOTALS + " JOIN subscriptions v ON v.customer_id = e.customer_id",
                "SELECT SUM(k.n * v.mrr) FROM (SELECT customer_id, ticket_volume() AS n FROM kpi GROUP BY customer_id)"
                        + " AS k JOIN subscriptions v ON v.customer_id = k.customer_id",
                // both ends of a version: at the moment of a change it is both
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id ="
                        + " t.customer_id || '1' AND t.created_at BETWEEN v.valid_from AND v.valid_to",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id ="
                        + " t.customer_id || '1' AND v.valid_from <= t.created_at",
                // the day on which a version starts, and not the one on which another ends
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id ="
                        + " t.customer_id || '1' AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND"
                        + " (v.valid_to IS NULL OR CAST(t.created_at AS DATE) < v.valid_to)",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.subscription_item_id ="
                        + " t.customer_id || '1' AND CAST(v.valid_from AS DATE) <= CAST(t.created_at AS DATE) AND"
                        + " (v.valid_to IS NULL OR CAST(t.created_at AS DATE) <= CAST(v.valid_to AS DATE))",
                // a month before 31 and before 28 March is 28 February
                "SELECT SUM(b.n) FROM (SELECT CAST(created_at AS DATE) AS d, COUNT(*) AS n FROM tickets GROUP BY 1) a"
                        + " JOIN (SELECT CAST(created_at AS DATE) AS d, COUNT(*) AS n FROM tickets GROUP BY 1) b"
                        + " ON b.d = a.d - INTERVAL '1' MONTH",
                // each group is right, all of them together are not
                "SELECT SUM(n) FROM (SELECT s.response_id, COUNT(t.ticket_id) AS n FROM surveys s"
                        + " JOIN tickets t ON t.customer_id = s.customer_id GROUP BY s.response_id) AS g",
                "SELECT s.channel, SUM(n) FROM (SELECT s.response_id, COUNT(t.ticket_id) AS n FROM surveys s JOIN"
                        + " tickets t ON t.customer_id = s.customer_id GROUP BY s.response_id) AS g JOIN (SELECT"
                        + " response_id, 'x' AS channel FROM surveys) AS s ON s.response_id = g.response_id GROUP BY"
                        + " s.channel",
                "SELECT response_id, SUM(COUNT(t.ticket_id)) OVER () FROM surveys s JOIN tickets t ON t.customer_id ="
                        + " s.customer_id GROUP BY s.response_id",
                // DISTINCT of more than the row
                "SELECT SUM(x) FROM (SELECT DISTINCT t.ticket_id, s.response_id, t.handle_minutes AS x FROM tickets t"
                        + " JOIN surveys s ON s.customer_id = t.customer_id) AS d",
                // the largest of what is one, for each of several
                "SELECT SUM(x) FROM (SELECT t.channel, c.customer_id, MAX(LENGTH(c.industry)) AS x FROM customers c"
                        + " JOIN tickets t ON t.customer_id = c.customer_id GROUP BY t.channel, c.customer_id) AS d",
                "SELECT SUM(x) FROM (SELECT t.channel, MIN(e.m) AS x FROM tickets t JOIN " + TOTALS
                        + " ON e.customer_id = t.customer_id GROUP BY t.channel, t.customer_id) AS d",
                "SELECT s.survey_type, SUM(MAX(e.m)) OVER () FROM surveys s JOIN " + TOTALS
                        + " ON e.customer_id = s.customer_id GROUP BY s.survey_type",
                "SELECT SUM(x) FROM (SELECT MIN(LENGTH(c.industry)) OVER (PARTITION BY t.customer_id) AS x FROM"
                        + " customers c JOIN tickets t ON t.customer_id = c.customer_id) AS w",
                "SELECT SUM(x) FROM (SELECT FIRST_VALUE(LENGTH(c.industry)) OVER (PARTITION BY c.customer_id ORDER BY"
                        + " t.created_at) AS x FROM customers c JOIN tickets t ON t.customer_id = c.customer_id) AS w",
                // customers by the key that an outer join leaves alone
                "SELECT COUNT(c.customer_id) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.customer_id",
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x FROM tickets t JOIN surveys s ON s.customer_id ="
                        + " t.customer_id EXCEPT ALL SELECT mrr FROM subscriptions) AS u",
                // a KPI's total, and the same by each segment
                "SELECT SUM(value) FROM kpi_values WHERE kpi = 'ticket_volume'",
                "SELECT month, AVG(value) FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IN ('segment',"
                        + " 'region') GROUP BY month",
                // a total and its parts in branches of a union
                "SELECT SUM(value) FROM (SELECT value FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS"
                        + " NULL UNION ALL SELECT value FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name ="
                        + " 'segment') AS u",
                "SELECT SUM(v) FROM (SELECT month, SUM(value) AS v FROM kpi_values WHERE kpi = 'ticket_volume'"
                        + " AND segment_name IS NULL GROUP BY month UNION ALL SELECT month, SUM(value) FROM kpi_values"
                        + " WHERE kpi = 'ticket_volume' AND segment_name = 'segment' GROUP BY month) AS u",
                "SELECT SUM(v) FROM (SELECT ticket_volume() AS v FROM kpi UNION ALL SELECT v FROM (SELECT segment,"
                        + " ticket_volume() AS v FROM kpi GROUP BY segment) AS s) AS u",
                "SELECT AVG(v) FROM (SELECT channel AS c, SUM(handle_minutes) AS v FROM tickets GROUP BY channel"
                        + " UNION ALL SELECT 'all', SUM(handle_minutes) FROM tickets) AS u",
                "SELECT SUM(v) FROM (SELECT handle_minutes AS v FROM tickets UNION ALL SELECT SUM(handle_minutes) FROM"
                        + " tickets) AS u",
                // in a branch of a union
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x FROM tickets t JOIN surveys s ON s.customer_id ="
                        + " t.customer_id UNION ALL SELECT mrr FROM subscriptions) AS u",
                "SELECT COUNT(*) FROM (SELECT t.ticket_id FROM tickets t JOIN surveys s ON s.customer_id ="
                        + " t.customer_id UNION ALL SELECT response_id FROM surveys) AS u",
                "SELECT COUNT(c.industry) FROM customers c JOIN (SELECT customer_id FROM tickets UNION ALL SELECT"
                        + " customer_id FROM surveys) AS u ON u.customer_id = c.customer_id",
                // windows
                "SELECT t.ticket_id, SUM(t.handle_minutes) OVER (PARTITION BY t.channel) FROM tickets t"
                        + " JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT SUM(t.handle_minutes) OVER (ORDER BY t.created_at) FROM tickets t"
                        + " JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT AVG(t.handle_minutes) OVER () FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT SUM(w) FROM (SELECT SUM(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS p",
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x, ROW_NUMBER() OVER (PARTITION BY s.response_id ORDER"
                        + " BY t.ticket_id) AS n FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id) AS j"
                        + " WHERE n = 1",
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x, RANK() OVER (PARTITION BY t.ticket_id ORDER BY"
                        + " s.nps_score) AS n FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id) AS j WHERE n"
                        + " = 1",
                // a limit does not mend it
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x FROM tickets t JOIN surveys s ON s.customer_id ="
                        + " t.customer_id ORDER BY t.ticket_id, s.response_id LIMIT 1000) AS j",
                // FILTER, HAVING, ORDER BY, percentiles
                "SELECT SUM(t.handle_minutes) FILTER (WHERE s.nps_score > 5) FROM tickets t JOIN surveys s ON"
                        + " s.customer_id = t.customer_id",
                "SELECT t.channel FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id GROUP BY t.channel"
                        + " ORDER BY SUM(t.handle_minutes)",
                "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY e.m) FROM " + TOTALS
                        + " JOIN surveys s ON s.customer_id = e.customer_id",
                // only a value that stays two when it is two can stand for a key
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN surveys s ON CAST(s.response_id AS CHAR(1)) ="
                        + " CAST(t.ticket_id AS CHAR(1))",
                "SELECT SUM(CASE WHEN s.nps_score > 5 THEN t.handle_minutes ELSE 0 END) FROM tickets t"
                        + " JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT SUM(CASE WHEN t.channel = 'email' THEN LENGTH(c.industry) END) FROM customers c"
                        + " JOIN tickets t ON t.customer_id = c.customer_id",
                // LATERAL and subqueries
                "SELECT SUM(t.handle_minutes) FROM tickets t CROSS JOIN LATERAL (SELECT s.nps_score FROM surveys s"
                        + " WHERE s.customer_id = t.customer_id) AS l",
                "SELECT SUM((SELECT SUM(handle_minutes) FROM tickets t WHERE t.customer_id = c.customer_id)) FROM"
                        + " customers c JOIN surveys s ON s.customer_id = c.customer_id",
                "SELECT (SELECT SUM(t.handle_minutes) FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id)"
                        + " AS x",
                "SELECT industry FROM customers WHERE 5 < (SELECT SUM(t.handle_minutes) FROM tickets t JOIN surveys s"
                        + " ON s.customer_id = t.customer_id)",
                "SELECT SUM((SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = t.customer_id)) FROM"
                        + " tickets t",
                "SELECT AVG((SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = t.customer_id)) FROM"
                        + " tickets t",
                "SELECT COUNT((SELECT c.industry FROM customers c WHERE c.customer_id = t.customer_id)) FROM tickets t",
                "SELECT SUM((SELECT MAX(v.mrr) FROM subscriptions v WHERE v.customer_id = t.customer_id)) FROM tickets"
                        + " t",
                "SELECT SUM((SELECT MAX(v.mrr) FROM subscriptions v)) FROM tickets t",
                "SELECT SUM((SELECT s.nps_score FROM surveys s WHERE s.customer_id = t.customer_id ORDER BY"
                        + " s.response_id LIMIT 1)) FROM tickets t",
                "SELECT SUM(x) FROM (SELECT t.channel, (SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id"
                        + " = t.customer_id) AS x FROM tickets t GROUP BY t.channel, t.customer_id) AS q",
                "SELECT SUM((SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = t.customer_id)) OVER ()"
                        + " FROM tickets t",
                "SELECT SUM((SELECT SUM(t.handle_minutes) FROM tickets t WHERE t.customer_id <> c.customer_id)) FROM"
                        + " customers c",
                "SELECT AVG(l.n) FROM tickets t CROSS JOIN LATERAL (SELECT COUNT(*) AS n FROM surveys s"
                        + " WHERE s.customer_id = t.customer_id) AS l",
                "SELECT COUNT(*) FROM (SELECT a.ticket_id, (SELECT COUNT(*) FROM tickets t WHERE t.ticket_id ="
                        + " a.ticket_id AND t.customer_id = b.customer_id) AS n FROM tickets a, surveys b) AS q",
                // kpi has a row for each of the values that are named, whatever is asked of it then
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT day, month FROM kpi WHERE month = DATE '2026-03-01') d"
                        + " ON d.month = date_trunc('month', t.created_at)",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT customer_id, product FROM kpi) k"
                        + " ON k.customer_id = t.customer_id",
                "SELECT k.segment, COUNT(c.customer_id) FROM (SELECT segment, industry FROM kpi) k JOIN customers c"
                        + " ON c.segment = k.segment GROUP BY k.segment",
                // a sum of two, of which one comes too often
                "SELECT SUM(LENGTH(c.industry) + 0 * t.handle_minutes) FROM customers c JOIN tickets t ON"
                        + " t.customer_id = c.customer_id",
                "SELECT SUM(t.handle_minutes - LENGTH(c.industry)) FROM customers c JOIN tickets t ON t.customer_id ="
                        + " c.customer_id",
                "SELECT AVG(ROUND(LENGTH(c.industry) + t.handle_minutes)) FROM customers c JOIN tickets t"
                        + " ON t.customer_id = c.customer_id",
                "SELECT SUM(CASE WHEN t.handle_minutes > 10 THEN LENGTH(c.industry) ELSE t.handle_minutes END) FROM"
                        + " customers c JOIN tickets t ON t.customer_id = c.customer_id",
                "SELECT SUM(COALESCE(LENGTH(c.industry), t.handle_minutes)) FROM customers c"
                        + " JOIN tickets t ON t.customer_id = c.customer_id",
                // means, spreads and KPIs of what DISTINCT or a grouping has several times
                "SELECT AVG(x) FROM (SELECT DISTINCT t.channel, c.customer_id, LENGTH(c.industry) AS x FROM customers c"
                        + " JOIN tickets t ON t.customer_id = c.customer_id) AS d",
                "SELECT STDDEV_POP(x) FROM (SELECT t.channel, c.customer_id, MAX(LENGTH(c.industry)) AS x FROM"
                        + " customers c JOIN tickets t ON t.customer_id = c.customer_id GROUP BY t.channel, c.customer_id)"
                        + " AS d",
                "SELECT nps(x) FROM (SELECT DISTINCT t.channel, s.response_id, s.nps_score AS x FROM surveys s"
                        + " JOIN tickets t ON t.customer_id = s.customer_id) AS d",
                "SELECT AVG(m) FROM (SELECT channel, SUM(handle_minutes) AS m FROM tickets GROUP BY ROLLUP (channel))"
                        + " AS r",
                // the largest of a partition, once for each of its rows
                "SELECT SUM(w) FROM (SELECT MAX(n) OVER (PARTITION BY channel) AS w FROM (SELECT channel, customer_id,"
                        + " COUNT(*) AS n FROM tickets GROUP BY channel, customer_id) AS g) AS p",
                "SELECT SUM(w) FROM (SELECT MAX(SUM(handle_minutes)) OVER () AS w FROM tickets GROUP BY channel) AS p",
                "SELECT MAX(w) FROM (SELECT SUM(t.handle_minutes) OVER (PARTITION BY t.channel) AS w FROM tickets t"
                        + " JOIN surveys s ON s.customer_id = t.customer_id) AS p",
                // lists
                "SELECT STRING_AGG(c.industry, ',') FROM customers c JOIN tickets t ON t.customer_id = c.customer_id",
                // joins by OR, by a range, from all to all
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN customers c ON c.customer_id = t.customer_id OR"
                        + " c.industry = 'retail'",
                "SELECT SUM(t.handle_minutes) FROM tickets t FULL JOIN surveys s ON s.customer_id = t.customer_id",
                "SELECT SUM(a.handle_minutes) FROM tickets a CROSS JOIN customers c",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (VALUES ('email'), ('chat'), ('chat')) AS v(channel)"
                        + " ON v.channel = t.channel",
                // subtotals added to what they are made of
                "SELECT SUM(m) FROM (SELECT channel, SUM(handle_minutes) AS m FROM tickets GROUP BY ROLLUP (channel))"
                        + " AS r",
                // kpi as a plain relation
                "SELECT SUM(t.handle_minutes) FROM tickets t CROSS JOIN (SELECT month FROM kpi GROUP BY month) AS k",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN customer_products p ON p.customer_id = t.customer_id",
            })
    void wrongOnesAreRefused(String question) {
        assertRefused("0A000", "SC-2017", question);
    }
}
