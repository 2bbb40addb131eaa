package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 17: in kpi_fields every measure is a column, and what a tool does with it is the measure in context. */
class KpiFieldsTest extends BothEngines {

    @Test
    void rule17SumMeanLeastAndMostAreTheMeasure() throws SQLException {
        String active = "(SELECT customer_id FROM subscriptions WHERE valid_from < DATE '%1$s'"
                + " AND (valid_to IS NULL OR valid_to >= DATE '%1$s'))";
        String opening = active.formatted("2026-03-01");
        String closing = active.formatted("2026-04-01");
        assertSame(
                "SELECT segment, AVG(churn_rate), SUM(churn_rate), MIN(churn_rate), MAX(churn_rate),"
                        + " SUM(ticket_volume) FROM kpi_fields WHERE month = DATE '2026-03-01'"
                        + " AND segment IS NOT NULL GROUP BY segment ORDER BY segment",
                "SELECT segment, r, r, r, r, t FROM (SELECT c.segment,"
                        + " 1.0 * SUM(CASE WHEN c.customer_id NOT IN " + closing
                        + " THEN 1 ELSE 0 END) / COUNT(*) AS r, (SELECT COUNT(*) FROM tickets t JOIN customers d"
                        + " ON d.customer_id = t.customer_id WHERE d.segment = c.segment"
                        + " AND t.created_at >= DATE '2026-03-01' AND t.created_at < DATE '2026-04-01') AS t"
                        + " FROM customers c WHERE c.customer_id IN " + opening
                        + " GROUP BY c.segment) AS x ORDER BY 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, mrr FROM kpi_fields WHERE month >= DATE '2026-05-01' ORDER BY month",
                "SELECT month, mrr FROM kpi_fields WHERE month >= DATE '2026-05-01' GROUP BY month, mrr"
            })
    void nakedOneSaysWhyItIsNull(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            assertTrue(answer.next());
            assertEquals(
                    "'mrr' has no value for a single row: NULL. Ask AVG(mrr) by group.",
                    statement.getWarnings().getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT month, %s FROM %s WHERE month >= DATE '2026-04-01' GROUP BY ROLLUP(month) ORDER BY 1 NULLS LAST",
                "SELECT industry, %s FROM %s GROUP BY industry HAVING %1$s > 0 ORDER BY %1$s DESC",
                "SELECT segment, %s FILTER (WHERE industry = 'energy') FROM %s GROUP BY segment ORDER BY 1",
                "SELECT k.industry, %s FROM %s AS k JOIN (SELECT industry FROM %2$s GROUP BY industry ORDER BY %1$s DESC LIMIT 2)"
                        + " AS t ON t.industry = k.industry GROUP BY k.industry ORDER BY 1",
            })
    void rule17ContextIsThatOfTheMeasure(String question) throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            assertEquals(
                    company(engine).rows(question.formatted("mrr()", "kpi")),
                    company(engine).rows(question.formatted("SUM(mrr)", "kpi_fields")),
                    question);
        }
    }

    @Test
    void rule17NakedIsNull() throws SQLException {
        assertSame(
                "SELECT DISTINCT segment, mrr, churn_rate FROM kpi_fields ORDER BY segment",
                "SELECT DISTINCT segment, CAST(NULL AS DECIMAL), CAST(NULL AS DECIMAL) FROM customers ORDER BY 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(mrr) FROM kpi_fields",
                "SELECT COUNT(DISTINCT mrr) FROM kpi_fields",
                "SELECT STDDEV(mrr) FROM kpi_fields",
                "SELECT SUM(mrr * 2) FROM kpi_fields",
                "SELECT SUM(x) FROM (SELECT mrr + 1 AS x FROM kpi_fields) AS t",
                "SELECT mrr, COUNT(*) FROM kpi_fields GROUP BY mrr",
                "SELECT SUM(mrr) FROM kpi_fields WHERE churn_rate > 0.1",
                "SELECT SUM(mrr) OVER (PARTITION BY industry) FROM kpi_fields",
            })
    void rule17RefusesWhatNeedsAValueOfEachRow(String sql) {
        assertRefused("0A000", "AVG(", sql);
    }

    /** In March 2026 b of a, b, c, e and f leaves; retail are a and b. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT churned_customers() / opening_customers() FROM kpi WHERE month = DATE '2026-03-01' | VALUES (0.2)
            SELECT 10 * churned_customers() / opening_customers() AS r FROM kpi WHERE month = DATE '2026-03-01' ORDER BY r | VALUES (2)
            SELECT ROUND(churned_customers() / 3, 2) FROM kpi WHERE month = DATE '2026-03-01' | VALUES (0.33)
            SELECT previous(opening_customers()) / 2 FROM kpi WHERE month = DATE '2026-03-01' | VALUES (2.5)
            SELECT industry, closing_customers() / opening_customers() FROM kpi WHERE month = DATE '2026-03-01' GROUP BY industry HAVING churned_customers() / opening_customers() > 0.3 | VALUES ('retail', 0.5)
            SELECT SUM(churned_customers) / MAX(opening_customers) FROM kpi_fields WHERE month = DATE '2026-03-01' | VALUES (0.2)
            SELECT t.a / t.b FROM (SELECT churned_customers() AS a, opening_customers() AS b FROM kpi WHERE month = DATE '2026-03-01') AS t | VALUES (0.2)
            SELECT x / b, COUNT(*) / 2 FROM (SELECT c AS x, b FROM (SELECT churned_customers(), opening_customers() FROM kpi WHERE month = DATE '2026-03-01') AS t(c, b)) AS u GROUP BY x / b | VALUES (0.2, 0)
            WITH v AS (SELECT month, churned_customers() AS a, opening_customers() AS b FROM kpi GROUP BY month), w AS (SELECT * FROM v WHERE b > 0) SELECT MAX(w.a / b) FROM w WHERE month = DATE '2026-03-01' | VALUES (0.2)
            SELECT a / 2 FROM (SELECT 5 AS a UNION ALL SELECT opening_customers() FROM kpi WHERE month = DATE '2026-03-01') AS t | VALUES (2.5), (2.5)
            SELECT (SELECT opening_customers() FROM kpi WHERE month = DATE '2026-03-01') / 2 AS n | VALUES (2.5)
            SELECT COUNT(*) / 2 AS n, 7 / 2 AS m FROM tickets | VALUES (100, 3)
            SELECT COUNT(a) / 2 AS n FROM (SELECT month, opening_customers() AS a FROM kpi WHERE year = DATE '2025-01-01' GROUP BY month LIMIT 5) AS t | VALUES (2)
            """)
    void wholeNumbersOfMeasuresAreDividedWithAFraction(String question, String byHand) throws SQLException {
        assertSame(question, byHand);
    }
}
