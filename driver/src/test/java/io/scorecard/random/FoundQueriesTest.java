package io.scorecard.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.random.FourWays.Outcome;
import io.scorecard.random.FourWays.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that random ones shrank to when they were wrong or refused. */
class FoundQueriesTest {
    @TempDir
    static Path folder;

    private static FourWays ways;

    @BeforeAll
    static void open() throws SQLException, IOException {
        ways = FourWays.of(1, folder);
    }

    @AfterAll
    static void close() throws SQLException {
        ways.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a subquery that looks at the rows around it read other columns of them
                "SELECT COUNT(a.csat_score) FILTER (WHERE EXISTS (SELECT 1 FROM plans AS p"
                        + " WHERE p.plan_id <> a.customer_id)) FROM surveys AS a",
                "SELECT DISTINCT CASE WHEN (SELECT COUNT(*) FROM plans AS p WHERE p.plan_id = d.c3) = 6 THEN 1 ELSE 2 END"
                        + " FROM (SELECT b.revenue_id AS c3 FROM revenue AS a RIGHT JOIN revenue AS b"
                        + " ON b.customer_id = a.customer_id) AS d",
                // a subquery looked for the columns of a SELECT that was melted away
                "SELECT MAX(TIMESTAMP '2025-03-01 00:00:00') FILTER (WHERE d.c4 < (SELECT COUNT(*) FROM revenue AS r"
                        + " WHERE r.customer_id = d.c1)) FROM (SELECT a.name AS c1, COUNT(a.tier) AS c4 FROM plans AS a"
                        + " GROUP BY a.name) AS d",
                "SELECT (SELECT COUNT(*) FROM costs AS c WHERE c.customer_id = a.name) = 6 FROM plans AS a WHERE a.tier > 'a'",
                "SELECT b.created_at FROM tickets AS a LEFT JOIN customers AS b ON b.customer_id = a.customer_id"
                        + " WHERE EXISTS (SELECT 1 FROM subscriptions AS s)",
                // a subquery in HAVING lost its parentheses
                "SELECT COUNT(a.customer_id) FROM tickets AS a HAVING NOT EXISTS (SELECT 1 FROM surveys AS s)",
                "SELECT COUNT(*) FROM (SELECT UPPER(a.ticket_id) AS c1 FROM tickets AS a GROUP BY UPPER(a.ticket_id)) AS d"
                        + " WHERE EXISTS (SELECT 1 FROM subscriptions AS s)",
                // constants are no order
                "SELECT TRUE, 'nps' FROM tickets AS a ORDER BY 2 DESC",
                "SELECT 1 AS x, 2.5 AS y, a.plan_id FROM plans AS a ORDER BY 2, 3",
                // the name of another column stood in ORDER BY
                "SELECT a.tier AS name, a.name AS tier FROM plans AS a ORDER BY a.name DESC",
                "SELECT w.c2 AS c1, w.c1 AS c2 FROM (SELECT a.customer_id AS c1, a.name AS c2 FROM customers AS a) AS w"
                        + " GROUP BY w.c2, w.c1 ORDER BY 2 DESC LIMIT 8",
                // a window in GROUP BY
                "SELECT 'bank' FROM (SELECT SUM(a.amount) OVER (PARTITION BY a.category) AS c5 FROM costs AS a) AS d"
                        + " GROUP BY d.c5",
                // a constant with a sign was taken for a column's place
                "SELECT DISTINCT - CAST(27 AS INTEGER) FROM tickets AS a",
                "SELECT + CAST(2 AS INTEGER), COUNT(*) FROM tickets AS a GROUP BY + CAST(2 AS INTEGER)",
                // what is shown had the name of the column that HAVING looks at
                "SELECT COUNT(DISTINCT 'a ') AS c3 FROM (SELECT a.occurred_at AS c3 FROM revenue AS a) AS d"
                        + " GROUP BY CAST(date_trunc('month', d.c3) AS DATE)"
                        + " HAVING (CAST(CAST(date_trunc('month', d.c3) AS DATE) AS VARCHAR)) NOT BETWEEN 'smb' AND ''",
                // constants were to be evaluated by a compiler that is not shipped
                "SELECT CAST(VAR_SAMP(3) FILTER (WHERE d.c2 IS TRUE) AS DOUBLE PRECISION) FROM (SELECT 'smb' AS c1,"
                        + " CAST((-4.75) AS DOUBLE PRECISION) = a.cost_of_service AS c2 FROM revenue AS a) AS d GROUP BY d.c1",
                "SELECT CAST(VAR_POP(10) AS DOUBLE PRECISION) FROM (SELECT MIN(CAST(a.created_at AS DATE)) AS c3"
                        + " FROM tickets AS a GROUP BY CUBE(a.ticket_id)) AS d GROUP BY d.c3 HAVING 3 IS NULL",
                // the bounds of a text made DuckDB find NULL among the rows of other customers
                "SELECT COUNT(a.respondent_id) FROM surveys AS a FULL JOIN costs AS b ON b.customer_id = a.customer_id"
                        + " WHERE b.customer_id NOT IN (SELECT REPLACE(s.channel, 'a', 'bb') FROM surveys AS s"
                        + " WHERE s.customer_id = a.customer_id)",
                "SELECT COUNT(*) FROM customers AS a WHERE a.customer_id NOT IN (SELECT LPAD(s.channel, 9, '.')"
                        + " FROM surveys AS s WHERE s.customer_id = a.customer_id)",
                "SELECT COUNT(*) FROM customers AS a LEFT JOIN tickets AS t ON t.customer_id = a.customer_id"
                        + " WHERE t.channel NOT IN (SELECT RPAD(s.channel, 9, '.') FROM surveys AS s"
                        + " WHERE s.customer_id = a.customer_id)",
                "SELECT COUNT(*) FROM customers AS a WHERE a.customer_id <> ALL (SELECT REPEAT(s.channel, 2)"
                        + " FROM surveys AS s WHERE s.customer_id = a.customer_id)",
                "SELECT a.customer_id, a.customer_id NOT IN (SELECT REGEXP_REPLACE(s.channel, 'a', 'bb')"
                        + " FROM surveys AS s WHERE s.customer_id = a.customer_id) FROM customers AS a",
                "SELECT a.customer_id FROM tickets AS a GROUP BY a.customer_id HAVING a.customer_id NOT IN"
                        + " (SELECT REPLACE(s.channel, 'a', 'bb') FROM surveys AS s WHERE s.customer_id = a.customer_id)",
                "SELECT a.customer_id, (SELECT COUNT(*) FROM surveys AS s WHERE s.customer_id = a.customer_id AND s.channel"
                        + " NOT IN (SELECT REPLACE(t.channel, 'a', 'bb') FROM tickets AS t WHERE t.customer_id ="
                        + " s.customer_id)) FROM customers AS a",
                // the same without a bound
                "SELECT COUNT(*) FROM surveys AS a RIGHT JOIN costs AS b ON b.customer_id = a.customer_id WHERE"
                        + " a.channel NOT IN (SELECT s.channel FROM tickets AS s WHERE s.customer_id = b.customer_id)",
                "SELECT COUNT(*) FROM costs AS a WHERE a.customer_id NOT IN (SELECT b.customer_id FROM costs AS b"
                        + " WHERE b.category = a.category)"
            })
    void answersAsTheSourceDoes(String sql) {
        assertEquals(new Verdict(Outcome.SAME, ""), ways.ask(Piece.text(sql)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 3", "-7 / 2", "7 / NULLIF(-2, 0)", "(1 / 2) * 2"})
    void wholeNumbersDivideToWholeNumbers(String quotient) {
        String whole = "SELECT " + quotient + " AS c1 FROM tickets AS a GROUP BY a.status";
        Piece query = Piece.words(whole, whole, whole.replace("/", "//"));
        assertEquals(new Verdict(Outcome.SAME, ""), ways.ask(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"effort_index", "ces", "nps", "csat"})
    void kpisOfWholeNumbersAreFractions(String kpi) {
        Piece score = Piece.text("a.agent_reply_count");
        Piece call = new KpiCall(kpi, List.of(score), Piece.NOTHING);
        assertEquals(new Verdict(Outcome.SAME, ""), ways.ask(Piece.of("SELECT ", call, " FROM tickets AS a")));
    }
}
