package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function gives and what its column is called: on both engines what PostgreSQL itself says. */
class FunctionsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "'a'",
                "1 + 1",
                "-1",
                "1::int",
                "1::bigint + 0",
                "CAST(2 AS VARCHAR(5))",
                "'2026-01-01'::date",
                "DATE '2026-01-05'",
                "TIMESTAMP '2026-01-05 10:00:00'",
                "customer_id::text",
                "CASE WHEN 1 = 1 THEN 2 END",
                "CASE WHEN 1 = 2 THEN 'x' ELSE industry END",
                "(SELECT MAX(industry) FROM customers)",
                "EXISTS (SELECT 1 FROM customers)",
                "1 IS NULL",
                "industry || 5",
                "COALESCE(NULL, industry)",
                "NULLIF(industry, 'x')",
                "GREATEST(1, 3, 2)",
                "LEAST(NULL, 2)",
                "ABS(-1.5)",
                "CEIL(1.2)",
                "FLOOR(-1.2)",
                "ROUND(1.555, 2)",
                "TRUNC(1.555, 2)",
                "TRUNC(-1.7)",
                "MOD(5, 3)",
                "POWER(2, 10)",
                "SQRT(16)",
                "EXP(0)",
                "LN(1)",
                "LOG(100)",
                "LOG10(1000)",
                "SIGN(-3.5)",
                "PI()",
                "CBRT(27)",
                "DEGREES(PI())",
                "RADIANS(180)",
                "5 % 3",
                "5 / 2",
                "UPPER('abc')",
                "LENGTH('äbc')",
                "CHAR_LENGTH('abc')",
                "POSITION('b' IN 'abc')",
                "STRPOS('abc', 'c')",
                "SUBSTRING('abcd', 2, 2)",
                "SUBSTRING('abcd' FROM 3)",
                "TRIM('  a ')",
                "LTRIM(' a')",
                "RTRIM('a ')",
                "LEFT('abc', 2)",
                "RIGHT('abc', 2)",
                "LPAD('a', 3, 'x')",
                "RPAD('a', 3, 'x')",
                "REPLACE('abc', 'b', 'x')",
                "REPEAT('ab', 2)",
                "REVERSE('abc')",
                "CONCAT('a', 'b')",
                "CONCAT_WS('-', 'a', 'b')",
                "SPLIT_PART('a-b-c', '-', 2)",
                "STARTS_WITH('abc', 'ab')",
                "TRANSLATE('abc', 'ab', 'xy')",
                "TRANSLATE('abc', 'ab', 'ba')",
                "TRANSLATE('a''b-c', '''-', 'x')",
                "TRANSLATE('|a.b', '.|', '||')",
                "ASCII('a')",
                "CHR(65)",
                "MD5('a')",
                "REGEXP_REPLACE('abcb', 'b', 'x')",
                "'abc' LIKE 'a%'",
                "'abc' ILIKE 'A%'",
                "'abc' ~ '^a'",
                "'abc' ~ 'b'",
                "'abc' ~* 'B'",
                "'abc' !~ 'b'",
                "NULL IS DISTINCT FROM 1",
                "1 IS NOT DISTINCT FROM 1",
                "EXTRACT(YEAR FROM TIMESTAMP '2026-03-05 10:20:30')",
                "EXTRACT('quarter' FROM DATE '2026-05-05')",
                "EXTRACT(DOW FROM DATE '2026-03-01')",
                "EXTRACT(ISODOW FROM DATE '2026-03-01')",
                "EXTRACT(DOY FROM DATE '2026-03-01')",
                "EXTRACT(WEEK FROM DATE '2026-03-01')",
                "EXTRACT(HOUR FROM TIMESTAMP '2026-03-05 10:20:30')",
                "EXTRACT(EPOCH FROM TIMESTAMP '2026-03-05 10:20:30')",
                "date_part('month', TIMESTAMP '2026-03-05 10:20:30')",
                "DATE_TRUNC('DAY', TIMESTAMP '2026-03-05 10:20:30')",
                "date_trunc('week', TIMESTAMP '2026-03-05 10:20:30')",
                "Date_Trunc('Month', TIMESTAMP '2026-03-05 10:20:30')",
                "DATE_TRUNC('QUARTER', TIMESTAMP '2026-03-05 10:20:30')",
                "DATE_TRUNC('YEAR', TIMESTAMP '2026-03-05 10:20:30')",
                "DATE_TRUNC('HOUR', TIMESTAMP '2026-03-05 10:20:30')",
                "TO_TIMESTAMP('2026-01-02 03:04:05.000000', 'YYYY-MM-DD HH24:MI:SS.US')::timestamp",
                "TO_DATE('02.01.2026', 'DD.MM.YYYY')",
                "TO_CHAR(TIMESTAMP '2026-03-05 10:20:30', 'YYYY-MM-DD HH24:MI')",
                "TO_CHAR(DATE '2026-03-05', 'YYYY\"w\"DDD')",
                "MAKE_DATE(2026, 3, 5)",
                "DATE '2026-03-05' - DATE '2026-03-01'",
                "TIMESTAMP '2026-03-31 00:00:00' - interval '1 month'",
                "TIMESTAMP '2026-03-31 00:00:00' + interval '1 month 2 days'",
                "TIMESTAMP '2026-03-31 00:00:00' - interval '100 days'",
                "TIMESTAMP '2026-03-31 00:00:00' + '36 hours'::interval",
                "TIMESTAMP '2026-03-31 00:00:00' - interval '2 weeks'",
                "STDDEV(LENGTH(customer_id)) OVER ()",
                "ROW_NUMBER() OVER (ORDER BY industry, customer_id)",
                "LAG(customer_id) OVER (ORDER BY customer_id)",
                "NTILE(2) OVER (ORDER BY customer_id)",
                "PERCENT_RANK() OVER (ORDER BY customer_id)",
                "FIRST_VALUE(customer_id) OVER (ORDER BY customer_id)",
            })
    void scalarsAreWhatPostgresSays(String expression) throws SQLException {
        assertAsPostgres("SELECT " + expression + " FROM customers ORDER BY customer_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COUNT(*)",
                "COUNT(DISTINCT industry)",
                "SUM(handle_minutes)",
                "AVG(ticket_id)",
                "MIN(channel)",
                "STDDEV(handle_minutes)",
                "VARIANCE(handle_minutes)",
                "STDDEV_POP(handle_minutes)",
                "VAR_SAMP(handle_minutes)",
                "BOOL_AND(handle_minutes > 4)",
                "BOOL_OR(handle_minutes > 11)",
                "EVERY(handle_minutes > 5)",
                "COUNT(*) FILTER (WHERE channel = 'email')",
                "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY handle_minutes)",
                "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY handle_minutes)",
                "STRING_AGG(DISTINCT industry, ',') FILTER (WHERE industry = 'retail')",
                "STRING_AGG(channel, ',' ORDER BY created_at DESC)",
                "STRING_AGG(DISTINCT channel, ',' ORDER BY channel DESC) FILTER (WHERE handle_minutes > 6)",
                "STRING_AGG(DISTINCT channel, '-' ORDER BY channel)",
                "COVAR_POP(handle_minutes, ticket_id)",
                "BIT_AND(ticket_id)",
            })
    void aggregatesAreWhatPostgresSays(String aggregate) throws SQLException {
        assertAsPostgres("SELECT " + aggregate + " FROM tickets JOIN customers USING (customer_id)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT STRING_AGG(channel, ', ' ORDER BY channel) FROM (SELECT DISTINCT channel FROM tickets) AS d",
                "SELECT COUNT(*), STRING_AGG(channel, ';' ORDER BY n DESC) FILTER (WHERE n > 1) || '!' FROM (SELECT channel,"
                        + " COUNT(*) AS n FROM tickets GROUP BY channel) AS g HAVING COUNT(*) > 1",
            })
    void textsOfWhatIsGroupedAreJoined(String sql) throws SQLException {
        assertAsPostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VALUES (1, 'a'), (2, 'b')", "SELECT column2 FROM (VALUES (1, 'x')) AS t"})
    void columnsOfValuesHaveNumbers(String sql) throws SQLException {
        assertAsPostgres(sql);
    }

    @Test
    void medianIsTheMiddle() throws SQLException {
        assertSame(
                "SELECT channel, median(handle_minutes) FROM tickets GROUP BY channel ORDER BY channel",
                "SELECT channel, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY handle_minutes) FROM tickets"
                        + " GROUP BY channel ORDER BY channel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAND_INTEGER(3)",
                "SOUNDEX('abc')",
                "JSON_VALUE('{}', '$.a')",
                "GENERATE_SERIES(1, 3)",
                "LAST_DAY(DATE '2026-01-01')",
                "ANY_VALUE(1)",
            })
    void functionsThatASourceWouldRefuseAreRefusedByUs(String expression) {
        assertRefused("42883", "There is no function", "SELECT " + expression + " FROM customers");
    }

    /** A question is asked of a model, whose sources' logins are nobody's business. */
    @Test
    void whoAsksIsAConstant() throws SQLException {
        assertSame(
                "SELECT CURRENT_USER, SESSION_USER, CURRENT_ROLE, USER",
                "SELECT 'scorecard', 'scorecard', 'scorecard', 'scorecard'");
    }

    @Test
    void nowIsAsOf() throws SQLException {
        assertSame(
                "SELECT now(), CURRENT_TIMESTAMP, CURRENT_DATE, CAST(CURRENT_TIME AS VARCHAR), CURRENT_DATE - 7",
                "SELECT TIMESTAMP '2026-07-01 00:00:00', TIMESTAMP '2026-07-01 00:00:00', DATE '2026-07-01',"
                        + " '00:00:00', DATE '2026-06-24'");
        assertSame(
                "SELECT {fn NOW()}, {fn CURDATE()}, {d '2026-01-01'}, {ts '2026-01-01 00:00:00'},"
                        + " {fn UCASE('a')}, {fn TIMESTAMPDIFF(SQL_TSI_DAY, {ts '2026-01-01 00:00:00'},"
                        + " {ts '2026-01-03 12:00:00'})}",
                "SELECT TIMESTAMP '2026-07-01 00:00:00', DATE '2026-07-01', DATE '2026-01-01',"
                        + " TIMESTAMP '2026-01-01 00:00:00', 'A', 2");
    }

    private void assertAsPostgres(String sql) throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            try (Statement theirs = company(Company.Engine.POSTGRESQL).byHand().createStatement();
                    Statement ours = company(engine).ours().createStatement();
                    ResultSet expected = theirs.executeQuery(sql);
                    ResultSet found = ours.executeQuery(sql)) {
                for (int i = 1; i <= expected.getMetaData().getColumnCount(); i++) {
                    assertEquals(
                            expected.getMetaData().getColumnLabel(i),
                            found.getMetaData().getColumnLabel(i),
                            sql + " on " + engine);
                }
                assertEquals(
                        Company.rows(expected).toString(), Company.rows(found).toString(), sql + " on " + engine);
            }
        }
    }
}
