package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates over joins that multiply rows are refused; what repetition cannot change is not. */
class FanOutTest extends BothEngines {

    private static final String THREE =
            " FROM customers c JOIN tickets t ON t.customer_id = c.customer_id JOIN surveys s ON s.customer_id ="
                    + " c.customer_id";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(t.handle_minutes)" + THREE,
                "SELECT AVG(t.handle_minutes)" + THREE,
                "SELECT COUNT(t.ticket_id)" + THREE,
                "SELECT COUNT(*)" + THREE,
                "SELECT c.industry, nps(s.nps_score)" + THREE + " GROUP BY c.industry",
                "SELECT c.industry" + THREE + " GROUP BY c.industry HAVING SUM(t.handle_minutes) > 100",
                "SELECT SUM(x) FROM (SELECT t.handle_minutes AS x" + THREE + ") AS j",
                "SELECT SUM(handle_minutes) FROM customers JOIN tickets USING (customer_id) JOIN surveys USING"
                        + " (customer_id)",
                "SELECT COUNT(c.industry) FROM customers c JOIN tickets t ON t.customer_id = c.customer_id",
                "SELECT SUM(n.answers) FROM tickets t JOIN (SELECT customer_id, COUNT(*) AS answers FROM surveys"
                        + " GROUP BY customer_id) AS n ON n.customer_id = t.customer_id",
                "SELECT COUNT(*) FROM tickets a JOIN tickets b ON a.channel = b.channel",
                "SELECT SUM(t.handle_minutes) FROM tickets t, surveys s",
            })
    void multipliedRowsAreRefused(String sql) {
        assertRefused("0A000", "SC-2017", sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT MIN(t.handle_minutes), MAX(t.handle_minutes), COUNT(DISTINCT t.created_at),"
                        + " BOOL_OR(t.handle_minutes > 10)" + THREE,
                "SELECT c.industry, COUNT(*), SUM(t.handle_minutes), AVG(t.handle_minutes) FROM tickets t"
                        + " JOIN customers c ON c.customer_id = t.customer_id GROUP BY c.industry ORDER BY 1",
                "SELECT COUNT(t.created_at), COUNT(*) FROM customers c LEFT JOIN tickets t ON t.customer_id ="
                        + " c.customer_id",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT DISTINCT customer_id FROM surveys) AS s"
                        + " ON s.customer_id = t.customer_id",
                "SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IN (SELECT customer_id FROM surveys)",
                "SELECT SUM(t.minutes), SUM(s.answers) FROM (SELECT customer_id, SUM(handle_minutes) AS minutes FROM"
                        + " tickets GROUP BY customer_id) AS t JOIN (SELECT customer_id, COUNT(*) AS answers FROM surveys"
                        + " GROUP BY customer_id) AS s ON s.customer_id = t.customer_id",
                "SELECT COUNT(*) FROM tickets CROSS JOIN (SELECT COUNT(*) AS n FROM surveys) AS one",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (VALUES ('email'), ('chat')) AS v(channel)"
                        + " ON v.channel = t.channel",
                "SELECT COUNT(*)" + " FROM (SELECT t.handle_minutes" + THREE + " LIMIT 5) AS five",
            })
    void whatRepetitionCannotChangeIsAnswered(String sql) throws SQLException {
        assertSame(sql, sql);
    }

    @Test
    void eachOfTwoFiguresIsToldWhereItIsAggregated() throws SQLException {
        assertRefused(
                "0A000",
                "A figure of 'surveys' is aggregated there, by GROUP BY customer_id in the place of DISTINCT.",
                "SELECT SUM(t.handle_minutes), SUM(s.nps_score)" + THREE);
    }

    @Test
    void theQuestionThatWasMeantIsInTheMessage() throws SQLException {
        assertRefused(
                "0A000",
                "FROM (SELECT customer_id, SUM(handle_minutes) AS figure FROM tickets GROUP BY customer_id) AS tickets"
                        + " JOIN (SELECT DISTINCT customer_id FROM surveys) AS surveys USING (customer_id)",
                "SELECT SUM(t.handle_minutes)" + THREE);
        assertSame(
                "SELECT SUM(figure) FROM (SELECT customer_id, SUM(handle_minutes) AS figure FROM tickets GROUP BY"
                        + " customer_id) AS tickets JOIN (SELECT DISTINCT customer_id FROM surveys) AS surveys USING"
                        + " (customer_id)",
                "SELECT SUM(handle_minutes) FROM tickets WHERE customer_id IN (SELECT customer_id FROM surveys)");
    }

    @Test
    void whatIsSaidOfASubqueryIsAQuestionToo() throws SQLException {
        String meant =
                " FROM (SELECT customer_id, SUM(CHAR_LENGTH(industry)) AS figure FROM customers GROUP BY customer_id)"
                        + " AS customers JOIN (SELECT DISTINCT customer_id FROM tickets) AS tickets USING (customer_id)";
        assertRefused(
                "0A000",
                meant,
                "SELECT SUM((SELECT LENGTH(c.industry) FROM customers c WHERE c.customer_id = t.customer_id)) FROM"
                        + " tickets t");
        assertSame(
                "SELECT SUM(figure)" + meant,
                "SELECT SUM(LENGTH(industry)) FROM customers WHERE customer_id IN (SELECT customer_id FROM tickets)");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
        SELECT SUM(t.handle_minutes - s.nps_score) FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id => in a subquery of its own, and join those
        SELECT SUM(w) FROM (SELECT MAX(handle_minutes) OVER (PARTITION BY channel) AS w FROM tickets) AS p => with GROUP BY, and add those up
        SELECT SUM(m) FROM (SELECT SUM(handle_minutes) AS m FROM tickets GROUP BY ROLLUP (channel)) AS r => group without ROLLUP
        SELECT SUM(v) FROM (SELECT SUM(handle_minutes) AS v FROM tickets UNION ALL SELECT SUM(handle_minutes) FROM tickets GROUP BY channel) AS u => one branch of the UNION
        SELECT SUM(t.handle_minutes) FROM tickets t JOIN subscriptions v ON v.customer_id = t.customer_id => subscriptions.valid_to IS NULL
        SELECT channel, SUM(handle_minutes) OVER () FROM tickets t JOIN surveys s ON s.customer_id = t.customer_id => 'SUM(handle_minutes)' would take each row of 'tickets'
        """)
    void whatIsSaidFitsWhatIsWrong(String question, String words) {
        company(Company.Engine.DUCKDB).assertRefused("0A000", words, question);
    }

    @Test
    void aModelMayWarnInstead(@TempDir Path folder) throws SQLException, IOException {
        String sql = "SELECT SUM(t.handle_minutes)" + THREE;
        Company warned = Company.in(Company.Engine.DUCKDB, folder, "fan_out: warn\n");
        warned.assertSame(sql, sql);
        List<String> warnings = warned.warnings(sql);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("once for every row of 'surveys'"), warnings.get(0));
        warned.close();
    }
}
