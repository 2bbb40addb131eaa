package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of the types real and numeric are what PostgreSQL has. */
class SinglesAndNumericsTest extends BothEngines {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 0.1::real = 0.1, 0.1::real, 0.1::real + 0.1, 0.1::real::float8, 0.1::real * 2, 0.1::real IN (0.1, 0.2), 0.1::real IN (0.1),"
                        + " 0.1::real BETWEEN 0.1 AND 0.2, 0.1::real = 0.1::real",
                "SELECT x::real = 0.1, x::real IN (0.1, 0.2), x::real NOT IN (0.1, 0.3), x::real NOT IN (0.1), x::real > 0.1, x::real <> 0.1::real"
                        + " FROM (VALUES (0.1), (0.2), (0.5)) AS t(x) ORDER BY x",
                "SELECT SUM(handle_minutes::real), SUM((handle_minutes / 8)::real), AVG((handle_minutes / 8)::real) FROM tickets WHERE ticket_id < 20",
                "SELECT SUM(x::real) = 0.5, SUM(x::real) OVER () = 0.5 FROM (VALUES (0.25)) AS t(x) GROUP BY x",
            })
    void singleFloats(String sql) throws SQLException {
        assertLikePostgres(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1e30::numeric, 1e30::numeric * 10, 1e-12::numeric, 0.1234567890123::numeric, CAST('1e3' AS numeric)",
                "SELECT x * x * x, x * x * x * 1.5::numeric FROM (SELECT 1234.5678::numeric AS x) AS t",
                "SELECT 123456.789::numeric * 98765.4321::numeric * 1.5::numeric",
                "SELECT MAX(mrr::numeric * mrr::numeric * 1.19::numeric), SUM(ticket_id::numeric * 2) FROM subscriptions CROSS JOIN"
                        + " (SELECT 3 AS ticket_id) AS t",
                "SELECT '12.50'::numeric::text, 5::numeric::text, COUNT(*)::numeric::text FROM tickets",
                "SELECT (mrr::numeric / 3)::numeric(20, 2), ROUND(mrr::numeric * 1.19, 2) FROM subscriptions ORDER BY mrr, 1",
            })
    void numericsWithoutPlaces(String sql) throws SQLException {
        assertLikePostgres(sql);
    }
}
