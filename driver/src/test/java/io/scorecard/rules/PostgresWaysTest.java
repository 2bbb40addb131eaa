package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both engines have from PostgreSQL, asked of us and of them. */
class PostgresWaysTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT DISTINCT ON (channel) channel, ticket_id FROM tickets WHERE customer_id = 'a'"
                        + " ORDER BY channel, created_at DESC",
                "SELECT DISTINCT ON (customer_id, channel) customer_id AS who, channel, handle_minutes + 1 AS longer FROM tickets"
                        + " ORDER BY channel, customer_id DESC NULLS LAST, handle_minutes DESC, ticket_id LIMIT 7 OFFSET 2",
                "SELECT COUNT(*), MIN(latest), MAX(latest) FROM (SELECT DISTINCT ON (customer_id) customer_id,"
                        + " created_at AS latest FROM tickets ORDER BY customer_id, created_at DESC) AS t",
                "SELECT COUNT(*), MIN(created_at), MAX(channel) FROM (SELECT DISTINCT ON (customer_id) * FROM tickets"
                        + " WHERE handle_minutes > 6 ORDER BY customer_id, created_at DESC) AS t",
                "SELECT n, channel FROM (SELECT DISTINCT ON (t.channel) t.*, handle_minutes + 1 AS n FROM tickets AS t"
                        + " ORDER BY t.channel, t.created_at DESC) AS t ORDER BY 2",
                "SELECT DISTINCT ON (industry) industry, segment, COUNT(*) AS n FROM customers GROUP BY industry, segment"
                        + " ORDER BY industry NULLS LAST, n DESC, segment",
            })
    void firstRowOfEachGroup(String sql) throws SQLException {
        assertSame(sql, sql);
    }

    /** To PostgreSQL a choice of NULLs is a text, and a window over NULL of no type at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*), SUM(CASE WHEN handle_minutes > 6 THEN CAST(NULL AS DOUBLE PRECISION) END) FROM tickets",
                "SELECT created_at, CASE WHEN x IS NULL THEN handle_minutes ELSE x END FROM (SELECT created_at, handle_minutes,"
                        + " CASE WHEN handle_minutes > 6 THEN CAST(NULL AS DOUBLE PRECISION) END AS x FROM tickets) AS t"
                        + " ORDER BY created_at LIMIT 5",
                "SELECT created_at, LAG(CAST(NULL AS DOUBLE PRECISION), 1) OVER (ORDER BY created_at) FROM tickets"
                        + " ORDER BY created_at LIMIT 3",
                "SELECT created_at, handle_minutes - LAG(x) OVER (ORDER BY created_at) FROM (SELECT created_at, handle_minutes,"
                        + " CAST(NULL AS DOUBLE PRECISION) AS x FROM tickets) AS t ORDER BY created_at LIMIT 3",
            })
    void nullsKeepTheirType(String sql) throws SQLException {
        assertSame(sql, sql);
    }

    /** Which is no literal, but the second half of IS UNKNOWN. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT unknown, t.unknown + 1, COUNT(*) FROM (SELECT 7 AS unknown) AS t GROUP BY unknown ORDER BY unknown",
                "SELECT COUNT(*) FROM customers WHERE (industry = 'retail') IS UNKNOWN AND (segment = 'big') IS NOT UNKNOWN",
                "SELECT COUNT(*) AS unknown FROM customers WHERE NOT ((industry = 'retail') is unknown)",
            })
    void unknownIsAName(String sql) throws SQLException {
        String byHand = sql.replace("IS NOT UNKNOWN", "IS NOT NULL").replaceAll("(?i)IS UNKNOWN", "IS NULL");
        assertSame(sql, byHand);
    }

    /** May and June end alike for the big ones; h came in June. */
    @Test
    void firstRowOfEachGroupOfMeasures() throws SQLException {
        assertSame(
                "SELECT DISTINCT ON (1) segment, month AS m, mrr() FROM kpi WHERE month >= DATE '2026-05-01'"
                        + " GROUP BY segment, month ORDER BY segment, mrr() DESC, m",
                "VALUES ('big', DATE '2026-05-01', 850), ('small', DATE '2026-06-01', 160)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM (SELECT DISTINCT industry FROM customers GROUP BY industry HAVING NULL BETWEEN NULL AND NULL) AS g",
                "SELECT COUNT(*) FROM (SELECT DISTINCT industry FROM customers GROUP BY industry HAVING NOT (COUNT(*) < NULL)) AS g",
                "SELECT COUNT(*) FROM (SELECT DISTINCT c.industry FROM customers c JOIN tickets t ON t.customer_id = c.customer_id"
                        + " AND t.handle_minutes > NULL) AS g",
            })
    void nothingIsComparedWithNull(String sql) throws SQLException {
        assertSame(sql, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ticket_id, created_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin' FROM tickets ORDER BY created_at",
                "SELECT DATE_TRUNC('month', created_at AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York') AS m, COUNT(*)"
                        + " FROM tickets GROUP BY 1 ORDER BY 1",
                "SELECT COUNT(*) FROM tickets WHERE (created_at at time zone 'UTC' at time zone 'Asia/Tokyo')::date"
                        + " >= DATE '2026-03-29'",
                "SELECT MAX(ts + interval '1 hour') FROM (SELECT (created_at AT TIME ZONE 'UTC') AT TIME ZONE"
                        + " 'Europe/Berlin' AS ts FROM tickets) AS t",
            })
    void clocksOfAZone(String sql) throws SQLException {
        assertSame(sql, sql);
    }

    @Test
    void momentsWithAZoneAreAskedTheirClock() throws SQLException {
        assertSame(
                "SELECT TIMESTAMP '2026-03-29 00:59:59'::timestamptz AT TIME ZONE 'Europe/Berlin',"
                        + " TIMESTAMP '2026-03-29 01:00:00'::timestamptz AT TIME ZONE 'Europe/Berlin'",
                "SELECT TIMESTAMP '2026-03-29 01:59:59', TIMESTAMP '2026-03-29 03:00:00'");
    }

    /** By hand the column is told from what is shown, or has another name than that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT(*) AS handle_minutes FROM tickets GROUP BY handle_minutes + 1 HAVING handle_minutes + 1 = 7"
                        + "| SELECT COUNT(*) FROM tickets AS t WHERE t.handle_minutes = 6",
                "SELECT channel AS customer_id, COUNT(*) FROM tickets GROUP BY UPPER(customer_id), channel"
                        + " HAVING UPPER(customer_id) = 'B' ORDER BY 1"
                        + "| SELECT channel, COUNT(*) FROM tickets AS t WHERE t.customer_id = 'b' GROUP BY channel ORDER BY 1",
                "SELECT customer_id, MIN(handle_minutes) AS handle_minutes FROM tickets GROUP BY customer_id"
                        + " HAVING SUM(handle_minutes + 1) > 185 ORDER BY 1"
                        + "| SELECT customer_id, MIN(handle_minutes) FROM tickets AS t GROUP BY customer_id"
                        + " HAVING SUM(t.handle_minutes + 1) > 185 ORDER BY 1",
                "SELECT channel, COUNT(*) AS n FROM tickets GROUP BY channel HAVING n > 100"
                        + "| SELECT channel, COUNT(*) FROM tickets GROUP BY channel HAVING COUNT(*) > 100",
                "SELECT - handle_minutes AS handle_minutes FROM tickets ORDER BY handle_minutes + 0 LIMIT 2| VALUES (-5), (-5)",
                "SELECT - handle_minutes AS handle_minutes FROM tickets ORDER BY handle_minutes LIMIT 2| VALUES (-11), (-11)",
                "SELECT COUNT(*) AS created_at FROM tickets GROUP BY channel ORDER BY MAX(created_at) DESC LIMIT 1"
                        + "| SELECT COUNT(*) FROM tickets WHERE channel = 'chat'",
                "SELECT channel, COUNT(*) AS n FROM tickets GROUP BY channel ORDER BY n * -1"
                        + "| VALUES ('chat', 134), ('email', 67)",
            })
    void columnsBeforeWhatIsShown(String sql, String byHand) throws SQLException {
        assertSame(sql, byHand);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT c.customer_id, l.n FROM customers AS c LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM surveys AS s"
                        + " WHERE s.customer_id = c.customer_id AND s.score > 8) AS l ON TRUE ORDER BY 1",
                "SELECT c.customer_id, l.ticket_id FROM customers AS c LEFT JOIN LATERAL (SELECT t.ticket_id FROM tickets AS t"
                        + " WHERE t.customer_id = c.customer_id AND t.handle_minutes = 11 AND t.channel = 'email'"
                        + " AND c.industry IS NOT NULL ORDER BY t.created_at DESC LIMIT 1) AS l ON TRUE ORDER BY 1",
                "SELECT COUNT(*), MAX(l.handle_minutes) FROM customers AS c LEFT JOIN LATERAL (SELECT t.handle_minutes"
                        + " FROM tickets AS t WHERE t.customer_id = c.customer_id ORDER BY t.ticket_id LIMIT 1) AS l"
                        + " ON l.handle_minutes > 8",
            })
    void rowsBesideEach(String sql) throws SQLException {
        assertSame(sql.replace("s.score", "s.nps_score"), sql);
    }

    /** The condition on a customer takes no ticket away, so each ticket is there for every customer. */
    @Test
    void rowsBesideEachMayRepeatThem() throws SQLException {
        String join = " (SELECT s.nps_score FROM surveys AS s WHERE c.customer_id = 'a' AND s.response_id = '1') AS l";
        String sum = "SELECT SUM(t.handle_minutes) FROM tickets AS t CROSS JOIN customers AS c ";
        assertRefused("0A000", "handle_minutes", sum + "LEFT JOIN LATERAL" + join + " ON TRUE");
        assertSame(sum + "CROSS JOIN LATERAL" + join, "SELECT SUM(handle_minutes) FROM tickets");
    }

    @Test
    void numericKeepsFractions() throws SQLException {
        assertSame(
                "SELECT ROUND((2.0 / 3)::numeric * 100, 2), '1.5'::numeric, CAST(1.25 AS decimal), 1.25::numeric(3, 1)",
                "SELECT 66.67, 1.5, 1.25, 1.3");
    }

    @Test
    void arraysAsTexts() throws SQLException {
        String tickets = "SELECT COUNT(*) FROM tickets WHERE ";
        assertSame(
                tickets + "customer_id = ANY('{a, b}') AND handle_minutes <> ALL('{5,6}')",
                tickets + "customer_id IN ('a', 'b') AND handle_minutes NOT IN (5, 6)");
        assertSame(
                tickets + "customer_id = ANY('{\"a\", \"b c\",d}') AND channel <> ALL('{\"chat\"}')",
                tickets + "customer_id IN ('a', 'b c', 'd') AND channel <> 'chat'");
        assertRefused("22023", "array", tickets + "customer_id = ANY('a')");
        assertRefused("22023", "array", tickets + "customer_id = ANY('{a,}')");
        assertRefused("22023", "array", tickets + "customer_id = ANY('{a,NULL}')");
    }

    @Test
    void floatHasTheWidthOfADouble() throws SQLException {
        assertSame(
                "SELECT 4717223.07::float, CAST(16777217 AS float), 1::float / 3",
                "SELECT 4717223.07::float8, 16777217::float8, 1::float8 / 3");
    }

    @Test
    void twoSlashesAreNoRemark() throws SQLException {
        assertRefused("42000", "FLOOR(a / b)", "SELECT COUNT(*) FROM tickets // WHERE channel = 'chat'");
        assertSame("SELECT 'a//b' AS \"c//d\"", "SELECT 'a//b'");
    }

    /** The power binds more than a product, and less than a sign. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 2 * 3 ^ 2, 2 + 3 ^ 2, 10 / 2 ^ 2, -2 ^ 2, 3 - 2 ^ 2, 2 ^ -1, (1 + 2) ^ 2, 2 ^ (1 + 1) * 3, 2 ^ 3 ^ 2",
                "SELECT ticket_id, handle_minutes ^ 2 * 3, -handle_minutes ^ 2, 2.5 ^ abs(-2) FROM tickets ORDER BY created_at LIMIT 3",
            })
    void powers(String sql) throws SQLException {
        assertLikePostgres(sql);
        assertRefused("0A000", "POWER(x, y)", "SELECT 2 ^ 3::numeric");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM tickets WHERE created_at - TIMESTAMP '2025-01-03' > INTERVAL '36 hours'",
                "SELECT COUNT(*) FROM tickets WHERE TIMESTAMP '2026-01-01' - created_at BETWEEN INTERVAL '-1 month' AND INTERVAL '1 year'",
                "SELECT customer_id, EXTRACT(epoch FROM AVG(created_at - TIMESTAMP '2025-01-03')),"
                        + " EXTRACT(epoch FROM SUM(created_at - TIMESTAMP '2025-01-03') FILTER (WHERE channel = 'chat'))"
                        + " FROM tickets GROUP BY customer_id HAVING MAX(created_at) - MIN(created_at) > INTERVAL '500 days' ORDER BY 1",
                "SELECT EXTRACT(year FROM age(DATE '2026-07-01', created_at)), EXTRACT(month FROM age(created_at, DATE '2026-07-31')),"
                        + " date_part('day', age(created_at, TIMESTAMP '2024-02-29 12:00:00')) FROM tickets ORDER BY created_at",
                "SELECT DATE(created_at), COUNT(*) FROM tickets WHERE DATE(created_at) > '2026-01-31' GROUP BY DATE(created_at) ORDER BY 1",
            })
    void differencesOfMoments(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    /** Exact numbers are rounded up at a half, doubles by their digits; what is too long is ###. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FM999,999,990.00",
                "999,990.00",
                "990D00",
                "0000",
                "FM00.0",
                "999",
                "FM999,999",
                "999.99",
                "FM999.00",
            })
    void numbersAsTexts(String pattern) throws SQLException {
        String numbers =
                "(VALUES (1, 2.505), (2, -1234.5), (3, 0.125), (4, -0.004), (5, 0), (6, 99999999.99), (7, NULL)) AS v(id, n)";
        assertLikePostgres("SELECT to_char(n, '" + pattern + "'), to_char(n::float8, '" + pattern
                + "'), to_char(id * 37, '" + pattern + "') FROM " + numbers + " ORDER BY id");
    }

    @Test
    void otherPatternsOfNumbersAreRefused() {
        assertRefused("0A000", "FM999,999,990.00", "SELECT to_char(nps_score, 'FM990.99') FROM surveys");
        assertRefused("0A000", "FM999,999,990.00", "SELECT to_char(nps_score, 'S99') FROM surveys");
    }

    @Test
    void quotientsHaveNoText() {
        assertRefused("0A000", "DECIMAL(18, 2)", "SELECT (mrr / 3)::text FROM subscriptions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ticket_id, COUNT(*) FILTER (WHERE channel = 'email') OVER (ORDER BY created_at),"
                        + " AVG(handle_minutes) FILTER (WHERE handle_minutes > 6) OVER (PARTITION BY channel) FROM tickets"
                        + " ORDER BY created_at",
                "SELECT initcap('hello wORLD-foo o''neil 3rd éCOLE'), initcap(channel), upper('straße'), upper('ẞ')"
                        + " FROM tickets ORDER BY created_at LIMIT 1",
                "SELECT ROUND(2.5::real), ROUND(3.5::float8), ROUND(2.5), 0.1::real, 1234567.891::real",
                "SELECT SUBSTRING(channel, handle_minutes::int - 7), SUBSTRING(channel, handle_minutes::int - 7, 3) FROM tickets"
                        + " ORDER BY created_at LIMIT 7",
                "SELECT COUNT(*), MAX(n) FROM generate_series(5, 1) AS n",
                "SELECT g.d, COUNT(*) FROM customers LEFT JOIN generate_series(DATE '2026-05-01', DATE '2026-01-01',"
                        + " INTERVAL '1 month') AS g(d) ON TRUE GROUP BY g.d",
            })
    void functionsAndFrames(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT customer_id, COUNT(*) FROM customers JOIN tickets USING (customer_id) GROUP BY customer_id"
                        + " HAVING customer_id < 'd' ORDER BY customer_id",
                "SELECT CASE WHEN customer_id < 'c' THEN customer_id ELSE 'z' END AS k, UPPER(customer_id), COUNT(*)"
                        + " FROM customers JOIN tickets USING (customer_id) GROUP BY customer_id ORDER BY UPPER(customer_id)",
                "SELECT customer_id, COUNT(ticket_id) FROM tickets FULL JOIN customers USING (customer_id)"
                        + " GROUP BY customer_id HAVING customer_id > 'a' ORDER BY 1",
                "SELECT customer_id AS c, COUNT(ticket_id) FROM customers LEFT JOIN tickets USING (customer_id)"
                        + " GROUP BY c ORDER BY COUNT(ticket_id), c",
            })
    void columnThatJoinsHaveInCommonIsGroupedBy(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM tickets JOIN customers USING (customer_id) WHERE customer_id = 'a'",
                "SELECT COUNT(*) FROM tickets LEFT JOIN customers USING (customer_id) WHERE CASE WHEN customer_id IN ('a', 'b') THEN"
                        + " customer_id > 'a' END",
                "SELECT COUNT(*) FROM tickets AS t RIGHT JOIN customers AS c USING (customer_id) WHERE customer_id = 'a'",
                "SELECT COUNT(*) FROM (SELECT customer_id FROM tickets WHERE customer_id <> 'a') AS t"
                        + " FULL JOIN (SELECT customer_id FROM customers) AS c USING (customer_id) WHERE customer_id < 'c'",
            })
    void columnThatJoinsHaveInCommonCanBeAskedFor(String sql) throws SQLException {
        assertSame(sql, sql);
    }
}
