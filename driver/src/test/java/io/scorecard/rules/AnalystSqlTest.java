package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What analysts write for PostgreSQL has on both engines the value that PostgreSQL gives. */
class AnalystSqlTest extends BothEngines {

    private static final String DAYS =
            " FROM (SELECT ticket_id AS id, CAST(created_at AS date) AS d, channel = 'chat' AS b, handle_minutes AS x,"
                    + " CASE WHEN ticket_id % 4 > 0 THEN ticket_id - 2 END AS i FROM tickets WHERE ticket_id < 9) AS t";

    /** What is a middle by its fifteen digits is rounded away from zero, whatever it is in two's powers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x, CAST(x AS numeric(38, 4)), x::numeric(12, 2), CAST(x * 1 AS numeric(38, 4)) FROM (VALUES"
                        + " (0.00005::float8), (0.00015::float8), (-0.00015::float8), (1.005::float8), (2.675::float8),"
                        + " (1250.55625::float8), (0.1::float8 + 0.2::float8), (123456789.12345::float8),"
                        + " (0.00014999999999999::float8), (1e-20::float8), (0::float8), (NULL)) AS t (x)",
                "SELECT CAST(SUM(handle_minutes * 1.00001 / 3) AS numeric(38, 4)) FROM tickets",
                "SELECT CAST(1e20::float8 AS numeric(38, 4)), CAST(1e25::float8 AS numeric(38, 0)), 2.5::float8::numeric(5, 0)",
            })
    void decimalsOfDoubles(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ROUND(handle_minutes / 8, 2), TRUNC(handle_minutes / 8, 1), ROUND(handle_minutes * 0.201, 3) FROM tickets"
                        + " WHERE ticket_id < 7 ORDER BY ticket_id",
                "SELECT ROUND(1.005::float8, 2), ROUND(2.675::float8, 2), ROUND(-1.115::float8, 2), ROUND(1250::float8, -2),"
                        + " TRUNC(1.15::float8, 2), ROUND(1e25::float8, 1)",
                "SELECT ROUND(SUM(mrr) / COUNT(*), 2), ROUND(100.0 * COUNT(*) / 7, 1), ROUND(AVG(mrr), 3) FROM subscriptions",
                "SELECT MAX(mrr * mrr * mrr * mrr) FROM subscriptions",
                "SELECT CAST(handle_minutes AS varchar(20)), (handle_minutes / 4)::varchar(3), LENGTH(handle_minutes::varchar(9)) FROM tickets"
                        + " WHERE ticket_id < 9 ORDER BY ticket_id",
                "SELECT ARRAY_AGG(x ORDER BY x), ARRAY_AGG((CASE WHEN ABS(x) < 9999999 THEN x END)::real ORDER BY x) FROM (VALUES (1e15::float8), (99999999999999::float8), (0.0001::float8),"
                        + " (0.00001::float8), (-1.5e20::float8), (2::float8), (1234567::float8), (0::float8), ('NaN'::float8)) AS v (x)",
                "SELECT (x * handle_minutes / 5)::text, x || '', x::varchar(6) FROM (VALUES ('NaN'::float8), ('Infinity'::float8), (1e15::float8),"
                        + " (-1234567890123456::float8), (999999999999999::float8), (1e16::float8), (-1e300::float8), (0.0001::float8),"
                        + " (0.00001::float8), (2::float8), ('-Infinity'::float8)) AS v (x) JOIN tickets ON ticket_id = 0 ORDER BY x",
                "SELECT (ticket_id / 2.0)::float8::text, 3::float8::text || '' FROM tickets WHERE ticket_id < 4 ORDER BY ticket_id",
            })
    void numbers(String sql) throws SQLException {
        String cast = sql.replaceAll("(ROUND|TRUNC)\\(([^()]*(?:::float8|/ 8|0\\.201)),", "$1(($2)::numeric,");
        String expected = company(Company.Engine.POSTGRESQL).likeByHand(cast);
        for (Company.Engine engine : Company.Engine.values()) {
            company(engine).assertAnswer(expected, sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, d + 3, d - i, 2 + d, d - DATE '2025-01-01', d - d, (d + 1) - d",
                "SELECT MAX(d - DATE '2025-01-01'), SUM(b::int), AVG((NOT b)::int), COUNT(*) FILTER (WHERE d - 5 < DATE '2025-01-09')",
                "SELECT id, EXTRACT(epoch FROM d), EXTRACT(isodow FROM d), EXTRACT(dow FROM d), EXTRACT(doy FROM d)",
                "SELECT id, DATE_TRUNC('month', d), DATE_TRUNC('week', d) + INTERVAL '1 week'",
                "SELECT id, d + (i || ' days')::interval > d",
                "SELECT id, CASE WHEN (i, id) >= (3, 5) THEN 1 WHEN (i, id) < (3, 5) THEN 2 ELSE 3 END, (i, id) = (3, 5), (i, id) <> (3, 5)",
                "SELECT id, SUM(i) OVER (w ROWS 1 PRECEDING), SUM(i) OVER (w) FROM_"
                        + " WINDOW w AS (PARTITION BY b ORDER BY id)",
                "SELECT corr(x, id), regr_slope(x, id), regr_intercept(x, id), regr_r2(x, id), regr_count(i, id),"
                        + " covar_pop(i, id), covar_samp(i, id)",
                "SELECT id, width_bucket(i, 0, 5, 4), width_bucket(x, 5.5, 9.5, 3)",
                "SELECT id, i = ANY(ARRAY[1, 5]), i <> ALL(ARRAY[1, 5]), i = ANY('{}'), i <> ALL('{}'), i = ANY('{1,5}'::int[])",
            })
    void daysTruthAndRows(String sql) throws SQLException {
        String whole = sql.contains("FROM_") ? sql.replace("FROM_", DAYS) : sql + DAYS;
        assertLikePostgres(sql.contains("id, ") && sql.startsWith("SELECT id") ? whole + " ORDER BY id" : whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT EXTRACT(epoch FROM t), EXTRACT(second FROM t), EXTRACT(millisecond FROM t), DATE_PART('second', t)"
                        + " FROM (SELECT created_at + ticket_id * INTERVAL '1.25 seconds' AS t FROM tickets WHERE ticket_id < 4) AS t"
                        + " ORDER BY 1",
                "SELECT EXTRACT(day FROM t), EXTRACT(hour FROM t - TIMESTAMP '2025-01-09'), EXTRACT(minute FROM t - u),"
                        + " DATE_PART('day', t - TIMESTAMP '2025-01-09'), EXTRACT(epoch FROM (u - t)) / 3600, EXTRACT(second FROM t - u)"
                        + " FROM (SELECT created_at AS t, TIMESTAMP '2025-01-10 11:12:13.5' AS u FROM tickets WHERE ticket_id < 6) AS t"
                        + " ORDER BY t",
                "SELECT TIMESTAMP '2026-01-01 10:30', TIMESTAMP '2026-01-01T10:30:05.25', created_at::time FROM tickets WHERE ticket_id = 1",
                "SELECT to_char(created_at, 'YYYY-\"Q\"Q'), to_char(created_at, 'Q'), to_char(created_at, 'FMMonth FMDD, FMDay'),"
                        + " to_char(created_at, 'IYYY-IW-ID') FROM tickets WHERE ticket_id % 20 = 0 ORDER BY created_at",
                "SELECT n FROM generate_series(1, 10, 4) AS n",
                "SELECT g.n FROM generate_series(3, 1, -1) AS g(n) ORDER BY g.n DESC",
                "SELECT m::date FROM generate_series(DATE '2025-01-31', DATE '2025-05-01', INTERVAL '1 month') AS m",
                "SELECT s.m, COUNT(t.ticket_id) FROM generate_series('2025-01-01'::date, '2025-03-01'::date, '1 month'::interval) AS s(m)"
                        + " LEFT JOIN tickets AS t ON DATE_TRUNC('month', t.created_at) = s.m GROUP BY s.m ORDER BY s.m",
            })
    void times(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    /** What has no name, or one name twice, in branches that are ordered or cut together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1, 2 UNION SELECT 3, 4 ORDER BY 1 LIMIT 5",
                "SELECT 1, 2 UNION ALL SELECT 1, 2 LIMIT 5",
                "SELECT 'customers', COUNT(*), 1 FROM customers UNION ALL SELECT 'tickets', COUNT(*), 2 FROM tickets ORDER BY 1",
                "SELECT MAX(handle_minutes), MAX(handle_minutes) FROM tickets EXCEPT SELECT 1, 2 ORDER BY 2 DESC",
            })
    void namelessColumnsOfUnions(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @Test
    void momentsWithAZone() throws SQLException {
        assertSame(
                "SELECT created_at::timestamp with time zone AT TIME ZONE 'UTC' FROM tickets WHERE ticket_id = 1",
                "SELECT created_at FROM tickets WHERE ticket_id = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x ~ '^\\w+$', x ~ 'a.b', x ~ '\\yb\\y', regexp_replace(x, '(\\w+).(\\w+)', '\\2-\\1')",
                "SELECT SUBSTRING(x, 0, 3), SUBSTRING(x FROM -1 FOR 3), SUBSTRING(x, -5), SUBSTR(x, 2, 2)",
                "SELECT ltrim(x, 'aé'), rtrim(x, 'b'), btrim(x, 'ab'), btrim(' ' || x || ' ')",
                "SELECT x COLLATE \"C\" < 'b', x = ANY('{\"été\"}')",
            })
    void texts(String sql) throws SQLException {
        assertLikePostgres(sql + " FROM (VALUES ('été'), ('a' || CHR(10) || 'b'), ('a b'), ('Zb')) AS t(x)"
                + " ORDER BY x COLLATE \"C\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0A000| EXTRACT(EPOCH FROM a - b)| SELECT SUM(created_at - TIMESTAMP '2025-01-01 00:00:00') FROM tickets",
                "0A000| subquery| SELECT AVG(DISTINCT created_at - TIMESTAMP '2025-01-01 00:00:00') FROM tickets",
                "0A000| timestamp| SELECT d + INTERVAL '12' HOUR FROM (SELECT DATE '2026-01-01' AS d) AS t",
                "0A000| subscriptions| SELECT corr(t.handle_minutes, s.mrr) FROM tickets AS t JOIN subscriptions AS s"
                        + " ON t.customer_id = s.customer_id",
                "0A000| subscriptions| SELECT regr_count(t.handle_minutes, t.handle_minutes) FROM tickets AS t"
                        + " JOIN subscriptions AS s ON t.customer_id = s.customer_id",
                "0A000| as_of()| SELECT bound() FROM kpi",
                "0A000| month| SELECT stretch(created_at) FROM tickets",
                "0A000| IS NOT NULL| SELECT LAG(ticket_id) IGNORE NULLS OVER (ORDER BY ticket_id) FROM tickets",
                "0A000| written numbers| SELECT n FROM tickets, generate_series(1, ticket_id) AS n",
                "54000| larger steps| SELECT COUNT(*) FROM generate_series(1, 1000000) AS n",
                "22023| lower one first| SELECT width_bucket(handle_minutes, 9, 1, 3) FROM tickets",
                "0A000| INTERVAL '1 day'| SELECT created_at + channel::interval FROM tickets",
            })
    void refusedWithWhatToWrite(String sqlState, String words, String sql) {
        assertRefused(sqlState, words, sql);
    }

    /** a 150, b 40, c 300, e 60 and f 500 are 1050; a 150, c 200, d 30, e 60, f 500 and h 70 are 1010. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, ROUND(mrr() / 7, 2) FROM kpi WHERE month = ANY(ARRAY[DATE '2026-01-01', DATE '2026-06-01'])"
                        + " GROUP BY month ORDER BY month",
                "SELECT month, ROUND(mrr() / 7, 2) FROM kpi WHERE to_char(month, 'YYYY-Q') IN ('2026-1', '2026-2')"
                        + " AND month IN (DATE '2026-01-01', DATE '2025-12-31' + 152) GROUP BY month ORDER BY month",
            })
    void kpisInTheSameWords(String sql) throws SQLException {
        assertSame(sql, "VALUES (DATE '2026-01-01', 150), (DATE '2026-06-01', 144.29)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, corr(x, 1), corr(1, x), regr_slope(x, 2), regr_intercept(x, 2), regr_r2(x, 2), regr_r2(2, x),"
                        + " regr_avgx(x, 2), regr_slope(id, x) FILTER (WHERE id = 1), corr(x, i)" + DAYS
                        + " GROUP BY id",
                "SELECT id, corr(x, id) OVER (ORDER BY id), regr_slope(x, id) OVER (PARTITION BY id), regr_count(x, id) OVER (),"
                        + " COALESCE(corr(x, id) OVER (PARTITION BY id), -7)",
                "SELECT id, (i, b) IS NULL, (i, b) IS NOT NULL, NOT ((i, x) IS NULL), ROW(NULL, i) IS NULL, ROW(NULL, i) IS NOT NULL",
                "SELECT id, ROW(NULL, NULL) IS NULL, ROW(1, NULL) IS NOT NULL, ROW(1, NULL) IS NULL, (1, 2) IS NOT NULL",
                "SELECT id, (i, id) IS DISTINCT FROM (3, 5), (i, b) IS NOT DISTINCT FROM (3, TRUE), (i, x) IS NOT DISTINCT FROM (i, x)",
                "SELECT id, (d, d + i) OVERLAPS (DATE '2025-01-04', DATE '2025-01-06'), (d, d) OVERLAPS (d, d + 1),"
                        + " (d + 1, d) OVERLAPS (d + 1, d + 2), (d, d + 1) OVERLAPS (d + 1, d + 2), (d + 3, d) OVERLAPS (d + 2, d + 2),"
                        + " (d, INTERVAL '2 days') OVERLAPS (d + 1, INTERVAL '1 day'), (d + i, d + 1) OVERLAPS (d + i, d + 2)",
                "SELECT id, d::timestamp + INTERVAL '-1 day', d::timestamp - INTERVAL '-2 hours', d::timestamp + INTERVAL '1 month -1 day',"
                        + " d::timestamp - INTERVAL '1 month -1 day 2 hours', d::timestamp + INTERVAL '-1 month -1 day',"
                        + " d::timestamp + '-3 weeks'::interval, TIMESTAMP '2024-02-29 00:00:00' + INTERVAL '1 year 2 months',"
                        + " TIMESTAMP '2025-01-30 00:00:00' + INTERVAL '2 days 1 month'",
                "SELECT id, EXTRACT(milliseconds FROM t), EXTRACT(microseconds FROM t), EXTRACT(seconds FROM t), EXTRACT(days FROM t),"
                        + " DATE_PART('milliseconds', t), EXTRACT(centuries FROM t), EXTRACT(milliseconds FROM t - u),"
                        + " EXTRACT(microseconds FROM u - t), EXTRACT(hours FROM t - u)"
                        + " FROM (SELECT ticket_id AS id, created_at + ticket_id * INTERVAL '1.25 seconds' AS t,"
                        + " created_at - INTERVAL '7 hours 3 minutes' AS u FROM tickets WHERE ticket_id < 4) AS t",
            })
    void rowsOverlapsAndParts(String sql) throws SQLException {
        assertLikePostgres((sql.contains(" AS u ") || sql.contains("GROUP BY") ? sql : sql + DAYS) + " ORDER BY id");
    }

    /** As PostgreSQL has them: two unknown ends, one that begins inside, and one that ends before. */
    @Test
    void overlapsWithoutAnEnd() throws SQLException {
        String end = "CAST(NULL AS date)";
        String january = "(DATE '2026-01-01', DATE '2026-02-01')";
        assertSame(
                "SELECT (DATE '2026-01-10', " + end + ") OVERLAPS " + january + ", (DATE '2026-02-01', " + end
                        + ") OVERLAPS "
                        + january + ", (" + end + ", DATE '2026-01-10') OVERLAPS " + january + ", (DATE '2025-12-01', "
                        + end
                        + ") OVERLAPS " + january + ", (" + end + ", " + end + ") OVERLAPS " + january
                        + ", (DATE '2026-01-01', " + end + ") OVERLAPS " + january,
                "SELECT TRUE, CAST(NULL AS boolean), TRUE, CAST(NULL AS boolean), CAST(NULL AS boolean), CAST(NULL AS boolean)");
    }

    /** March ends as April begins, and no month lies in both. */
    @Test
    void monthsThatOverlap() throws SQLException {
        assertSameAnswers(
                "SELECT month, mrr() FROM kpi WHERE (month, month + INTERVAL '1' MONTH) OVERLAPS (DATE '2026-03-15', DATE '2026-05-01')"
                        + " GROUP BY month ORDER BY month",
                "SELECT month, mrr() FROM kpi WHERE month IN (DATE '2026-03-01', DATE '2026-04-01') GROUP BY month ORDER BY month");
    }

    @Test
    void subqueryLooksAtAGroup() throws SQLException {
        assertRefused(
                "0A000",
                "group in a subquery",
                "SELECT DATE_TRUNC('month', t.created_at), COUNT(*), (SELECT COUNT(*) FROM surveys s"
                        + " WHERE DATE_TRUNC('month', s.responded_at) = DATE_TRUNC('month', t.created_at)) FROM tickets t GROUP BY 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22023| part of time| EXTRACT(JULIAN FROM created_at)",
                "22023| part of time| EXTRACT(TIMEZONE FROM created_at)",
                "22023| part of time| EXTRACT(TIMEZONE_HOUR FROM created_at)",
                "22023| part of time| EXTRACT(NANOSECOND FROM created_at)",
                "22023| part of time| DATE_PART('timezone', created_at)",
                "42000| interval| created_at + INTERVAL '1 month 2 days' * 2",
                "0A000| truth value| CONCAT('a', ticket_id > 1)",
                "0A000| truth value| CONCAT_WS('-', 'a', TRUE)",
                "0A000| century| DATE_TRUNC('century', created_at)",
                "0A000| century| DATE_TRUNC('Millennium', created_at)",
                "42000| size| (ticket_id, 1) IS DISTINCT FROM (1, 2, 3)",
                "42000| size| (ticket_id, 1) IS NOT DISTINCT FROM NULL",
                "0A000| row in a row| ((ticket_id, 1), 2) IS NULL",
            })
    void whatPostgresHasOtherwiseIsRefused(String state, String words, String value) {
        assertRefused(state, words, "SELECT " + value + " FROM tickets");
    }
}
