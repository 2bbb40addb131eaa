package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a view has no row, or no value of a KPI, the answer says why. Ann pays 100 from 10 January 2025 on; it is 15 June 2026. */
class NothingToShowTest {

    @TempDir
    private static Path folder;

    private static Connection own;

    private List<String> notes = List.of();

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id\nann\n");
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to\n"
                        + "a,a,ann,active,100,2025-01-10,\n");
        Path model = Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-06-15T00:00:00Z
                sources: {crm: {type: files, folder: ., canonical: true}}
                kpis:
                  misspelt: {over: customers, formula: "COUNT(chanel)", unit: count, better: lower}
                """);
        own = DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    @AfterAll
    static void close() throws SQLException {
        own.close();
    }

    private String answer(String question, Object... values) throws SQLException {
        NotedAnswer told = NotedAnswer.by(own, question, values);
        notes = told.notes();
        return told.rows();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT mrr FROM kpi_monthly WHERE month = DATE '2026-05-15' | No month begins with 2026-05-15: it lies in that of 2026-05-01.
            SELECT * FROM kpi_values WHERE kpi = 'mrr' AND month = '2026-05-31' | No month begins with 2026-05-31: it lies in that of 2026-05-01.
            SELECT * FROM scorecard AS s WHERE s.month IN (DATE '2026-05-02') | No month begins with 2026-05-02: it lies in that of 2026-05-01.
            SELECT * FROM mrr_movements WHERE month = DATE '2026-05-15' | No month begins with 2026-05-15: it lies in that of 2026-05-01.
            SELECT mrr FROM kpi_monthly WHERE month = DATE '2024-12-01' | The data begin with 2025-01-10: no month before is in them.
            SELECT mrr FROM kpi_monthly WHERE month < DATE '2025-01-01' | The data begin with 2025-01-10: no month before is in them.
            SELECT * FROM kpi_values WHERE kpi = 'mrr' AND month BETWEEN DATE '2020-01-01' AND DATE '2020-12-01' | The data begin with 2025-01-10: no month before is in them.
            SELECT kpi FROM scorecard WHERE month < DATE '2025-01-01' | The data begin with 2025-01-10: no month before is in them.
            SELECT mrr FROM kpi_monthly WHERE month >= DATE '2026-07-01' | Nothing is seen at or after as_of, 2026-06-15T00:00
            SELECT * FROM scorecard WHERE is_latest AND month < DATE '2026-05-01' | is_latest is true of the last complete month there is, and the question leaves out those after 2026-04-30.
            SELECT * FROM scorecard WHERE is_latest AND month <= DATE '2026-04-01' | is_latest is true of the last complete month there is, and the question leaves out those after 2026-04-01.
            """)
    void anAnswerWithoutARowSaysWhy(String question, String why) throws SQLException {
        assertEquals("", answer(question));
        assertEquals(1, notes.stream().filter(n -> n.contains(why)).count(), notes::toString);
    }

    @Test
    void aMonthThatIsGivenIsToldAsWell() throws SQLException {
        String asked = "SELECT mrr FROM kpi_monthly WHERE month = ?";
        assertEquals("", answer(asked, LocalDate.of(2026, 5, 15)));
        assertTrue(notes.toString().contains("No month begins with 2026-05-15"), notes::toString);
        assertEquals("100.0000/", answer(asked, LocalDate.of(2026, 5, 1)));
        assertEquals(List.of(), notes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT mrr FROM kpi_monthly WHERE month = DATE '2025-01-01'",
                "SELECT mrr FROM kpi_monthly WHERE month BETWEEN DATE '2024-01-15' AND DATE '2025-01-31'",
                "SELECT mrr FROM kpi_monthly WHERE month > DATE '2024-12-31' AND month < DATE '2025-01-02'",
                "SELECT CAST(\"value\" AS DECIMAL(38, 4)) FROM kpi_values WHERE kpi = 'mrr' AND segment_name IS NULL"
                        + " AND month < DATE '2025-02-01'",
                "SELECT CAST(MAX(\"value\") AS DECIMAL(38, 4)) FROM scorecard WHERE is_latest AND kpi = 'mrr'"
                        + " AND month < DATE '2026-06-01'"
            })
    void aMonthThatThereIsNeedsNoWord(String question) throws SQLException {
        assertEquals("100.0000/", answer(question));
        assertEquals(List.of(), notes);
    }

    @Test
    void aKpiThatCannotBeAnsweredLeavesItsColumnEmpty() throws SQLException {
        assertEquals(
                "2026-05-01 null 100.0000 null/",
                answer("SELECT month, misspelt, mrr, cac FROM kpi_monthly WHERE month = DATE '2026-05-01'"));
        assertEquals(2, notes.size(), notes::toString);
        assertTrue(
                notes.stream()
                        .anyMatch(n ->
                                n.startsWith("There are no values of misspelt here. model.yaml:4: the definition of")),
                notes::toString);
        assertTrue(
                notes.stream()
                        .anyMatch(n ->
                                n.startsWith("There are no values of cac here. 'cac' needs columns that the model does"
                                        + " not map: costs.")),
                notes::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT month, misspelt FROM kpi_monthly | the definition of 'misspelt' is not valid
            SELECT misspelt, cac FROM kpi_monthly | the definition of 'misspelt' is not valid
            SELECT cac FROM kpi_monthly | 'cac' needs columns that the model does not map: costs.
            SELECT * FROM kpi_monthly WHERE cac > 3 | 'cac' needs columns that the model does not map: costs.
            SELECT mrr(), cac() FROM kpi | 'cac' needs columns that the model does not map: costs.
            """)
    void whereNothingElseIsAskedTheQuestionFails(String question, String why) throws SQLException {
        try (Statement statement = own.createStatement()) {
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery(question));
            assertTrue(e.getMessage().contains(why), e.getMessage());
        }
    }
}
