package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code min_responses} and {@code strict}. In January there are 10, 9 and 2; in February 10 and 9, and 5 and 4 for csat;
 * what {@code bad.csv} adds in February is an 11.
 */
class SurveySettingsTest {

    private static final String ANSWERS = """
            response_id,survey_type,score,customer_id,respondent_id,responded_at
            1,nps,10,a,a,2026-01-05
            2,nps,9,b,b,2026-01-06
            3,nps,2,c,c,2026-01-07
            4,nps,10,a,a,2026-02-05
            5,nps,9,b,b,2026-02-06
            6,csat,5,b,b,2026-02-06
            7,csat,4,b,b,2026-02-07
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.createDirectories(folder.resolve("good"));
        Files.createDirectories(folder.resolve("bad"));
        Files.writeString(folder.resolve("good/surveys.csv"), ANSWERS);
        Files.writeString(folder.resolve("bad/surveys.csv"), ANSWERS + "8,nps,11,c,c,2026-02-09\n");
    }

    private static Connection open(String data, String settings) throws IOException, SQLException {
        Path model = Files.createTempFile(folder, "m", ".yaml");
        Files.writeString(
                model,
                "as_of: 2026-03-01T00:00:00Z\n" + settings + "\nsources:\n  s: {type: files, folder: ./" + data
                        + ", canonical: true}\n");
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    private static @Nullable String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Three answers are enough in January: 100 * (2 - 1) / 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            SELECT CAST(nps() AS DECIMAL(9, 4)) FROM kpi WHERE month = DATE '2026-01-01' | 33.3333
            SELECT nps() FROM kpi WHERE month = DATE '2026-02-01' | NULL
            SELECT csat('mean') FROM kpi WHERE month = DATE '2026-02-01' | NULL
            SELECT promoter_share() FROM kpi WHERE month = DATE '2026-02-01' | NULL
            SELECT nps_lower() FROM kpi WHERE month = DATE '2026-02-01' | NULL
            SELECT nps('latest_per_respondent') FROM kpi WHERE month = DATE '2026-02-01' | NULL
            SELECT nps_n() FROM kpi WHERE month = DATE '2026-02-01' | 2
            SELECT sample_size(nps()) FROM kpi WHERE month = DATE '2026-02-01' | 2
            SELECT numerator(csat()) FROM kpi WHERE month = DATE '2026-02-01' | 2
            SELECT CAST(nps() AS DECIMAL(9, 4)) FROM kpi WHERE quarter = DATE '2026-01-01' | 60.0000
            SELECT COUNT(*) FROM kpi_values WHERE kpi = 'nps' AND segment_name IS NULL AND "value" IS NULL AND n = 2 | 1
            SELECT why_null FROM explain_kpi('nps', period => '2026-02') | fewer than 3 answers, the model's min_responses
            SELECT nps(nps_score) FROM surveys WHERE responded_at >= DATE '2026-02-01' | 100.0
            """)
    void fewerAnswersThanTheModelWantsAreNoValue(String question, @Nullable String answer)
            throws IOException, SQLException {
        try (Connection model = open("good", "min_responses: 3")) {
            assertEquals(answer, ask(model, question));
        }
    }

    @Test
    void explainTellsOfTheAnswersThatAreWanted() throws IOException, SQLException {
        try (Connection model = open("good", "min_responses: 3");
                Statement statement = model.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN SELECT nps() FROM kpi")) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                all.append(rows.getString(2)).append('\n');
            }
            assertTrue(all.toString().contains("or there are fewer than 3 answers"), all::toString);
        }
    }

    @Test
    void scoreOutsideItsScaleIsRefusedWhereTheModelIsStrict() throws IOException, SQLException {
        try (Connection model = open("bad", "strict: true")) {
            SQLException e =
                    assertThrows(SQLException.class, () -> ask(model, "SELECT month, nps() FROM kpi GROUP BY month"));
            assertTrue(e.getMessage().contains("'surveys' has 1 scores outside their scales"), e.getMessage());
            assertThrows(SQLException.class, () -> ask(model, "SELECT \"value\" FROM kpi_values WHERE kpi = 'csat'"));
            assertEquals("1", ask(model, "SELECT responses_invalid() FROM kpi WHERE month = DATE '2026-02-01'"));
        }
        try (Connection model = open("bad", "strict: false")) {
            assertEquals("100.0", ask(model, "SELECT nps() FROM kpi WHERE month = DATE '2026-02-01'"));
        }
        try (Connection model = open("good", "strict: true")) {
            assertEquals("100.0", ask(model, "SELECT nps() FROM kpi WHERE month = DATE '2026-02-01'"));
            assertNull(ask(model, "SELECT nps() FROM kpi WHERE month = DATE '2025-12-01'"));
        }
    }
}
