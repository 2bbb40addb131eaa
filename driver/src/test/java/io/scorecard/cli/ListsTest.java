package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is listed for the eye fits into a terminal. */
class ListsTest {

    private static String printed(ResultFormat format, String url, String question) throws SQLException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            format.print(rows, new PrintStream(out, true, StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void kpisStandInTheirFamiliesAndTheMissingAreMarked() throws SQLException {
        assertEquals("""
                Churn
                  churn_rate                        Customer churn rate
                – lapsed_customers                  Customers who lapsed

                Recurring revenue
                  mrr                               Monthly recurring revenue

                3 KPIs; – marks 1 whose data are missing, scorecard check tells which
                """, printed(new KpiList(), "jdbc:duckdb:", """
                        SELECT * FROM (VALUES ('churn', 'churn_rate', 'Customer churn rate', TRUE),
                            ('churn', 'lapsed_customers', 'Customers who lapsed', FALSE),
                            ('recurring revenue', 'mrr', 'Monthly recurring revenue', TRUE))
                            AS t (family, name, title, available)"""));
    }

    @Test
    void longTextsAreBrokenBetweenWordsAndANameStandsOnce() throws SQLException {
        assertEquals("""
                title    Churn
                example  one two three four five six seven eight nine ten eleven twelve thirteen
                         fourteen
                         second
                empty
                """, printed(new PropertyList(), "jdbc:duckdb:", """
                        SELECT * FROM (VALUES ('title', 'Churn'),
                            ('example', 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen'),
                            ('example', 'second'), ('empty', NULL)) AS t (name, text)"""));
    }

    @Test
    void familyIsListedOnce() throws SQLException {
        List<String> families = printed(new KpiList(), "jdbc:scorecard:sample", "SHOW KPIS")
                .lines()
                .filter(line -> line.matches("[A-Z][\\w ]*"))
                .toList();
        assertTrue(families.contains("Customers"), families.toString());
        assertEquals(families.stream().distinct().toList(), families);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW KPIS", "DESCRIBE KPI churn_rate", "DESCRIBE KPI health_score"})
    void listsFitIntoATerminal(String question) throws SQLException {
        ResultFormat format = question.startsWith("SHOW") ? new KpiList() : new PropertyList();
        String text = printed(format, "jdbc:scorecard:sample", question);
        assertTrue(text.lines().count() > 20, text);
        text.lines().forEach(line -> assertTrue(DisplayWidth.of(line) <= 90, line));
    }
}
