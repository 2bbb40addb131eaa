package io.scorecard.source;

import static io.scorecard.source.EmbeddedEngineTest.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a CSV file becomes a table, and what is said where it cannot. */
class CsvFileTest {

    private static final String DESK = "sources:\n  desk: {type: files, expose: ['*']}\n";

    @TempDir
    Path root;

    @Test
    void columnWithoutValuesHasTheTypeOfTheModel() throws Exception {
        write("empty.csv", "id,score,at,amount\n1,,,\n2,,,\n");
        String model = "sources:\n  desk:\n    type: files\n    expose: ['*']\n"
                + "    types: {empty: {score: DOUBLE, at: TIMESTAMP, amount: 'DECIMAL(12, 2)'}}\n";
        try (Sources sources = TestModels.open(root, model)) {
            assertEquals(
                    List.of(Types.BIGINT, Types.DOUBLE, Types.TIMESTAMP, Types.DECIMAL),
                    sources.embedded().columns(List.of("desk", "empty")).stream()
                            .map(SourceColumn::jdbcType)
                            .toList());
        }
    }

    @Test
    void textThatMeansNullIsNull() throws Exception {
        write("charges.csv", "id,total\n1,10.5\n2, \n3,n/a\n4,\n");
        String model = "sources:\n  desk:\n    type: files\n    expose: ['*']\n"
                + "    types: {charges: {total: DOUBLE}}\n    nulls: {charges: [' ', n/a]}\n";
        try (Sources sources = TestModels.open(root, model)) {
            assertEquals("1 10.5", answer(sources, "SELECT COUNT(total) || ' ' || SUM(total) FROM desk.charges"));
        }
    }

    @Test
    void quoteAfterTheSampleIsStillAQuote() throws Exception {
        StringBuilder rows = new StringBuilder("id,text\n");
        for (int i = 0; i < 250_000; i++) {
            rows.append(i).append(",plain\n");
        }
        write("late.csv", rows + "250000,\"a, b\"\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("a, b", answer(sources, "SELECT text FROM desk.late WHERE id = 250000"));
        }
    }

    /** DuckDB 2.0 found the format, then forgot it where a date was cast. */
    @Test
    void datesOfAnotherFormAreCastAsTheyWereRead() throws Exception {
        write("contracts.csv", "id,starts_on\n1,20.10.2025\n2,21.10.2025\n3,13.01.2024\n");
        String bounds = "SELECT MIN(CAST(starts_on AS TIMESTAMP)) || ' ' || MAX(CAST(starts_on AS TIMESTAMP))";
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("2024-01-13 00:00:00 2025-10-21 00:00:00", answer(sources, bounds + " FROM desk.contracts"));
        }
    }

    @Test
    void textColumnsOnlyStillHaveAHeader() throws Exception {
        write("names.csv", "first,last\nAnn,Lee\nBob,Ray\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("Ray", answer(sources, "SELECT last FROM desk.names WHERE first = 'Bob'"));
        }
    }

    @Test
    void valueOfAnotherTypeIsNamedByLineAndColumnAndNotShown() throws Exception {
        StringBuilder rows = new StringBuilder("id,amount\n");
        for (int i = 0; i < 250_000; i++) {
            rows.append(i).append(",1\n");
        }
        write("drift.csv", rows + "250000,4111-1111\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            SQLException e =
                    assertThrows(SQLException.class, () -> answer(sources, "SELECT SUM(amount) FROM desk.drift"));
            ScorecardException explained = sources.embedded().explain(e);
            assertEquals(ErrorCode.SOURCE_DATA, explained.code());
            assertTrue(
                    explained
                            .getMessage()
                            .contains("'desk.drift' has a value that does not fit: line 250002, column amount"),
                    explained.getMessage());
            assertFalse(explained.getMessage().contains("4111"), explained.getMessage());
            assertFalse(explained.getMessage().contains(root.toString()), explained.getMessage());
        }
    }

    @Test
    void columnThatIsCastInVainIsNamedAndNotItsValue() throws Exception {
        write("prices.csv", "id,price\n1,\"12,50\"\n2,x\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            SQLException e = assertThrows(
                    SQLException.class,
                    () -> answer(
                            sources,
                            "SELECT SUM(mrr)\nFROM (SELECT CAST(REPLACE(\"price\", '4111', '\"') AS DECIMAL(38, 4)) AS mrr\n"
                                    + "FROM desk.prices) AS t\nWHERE mrr > 3"));
            ScorecardException explained = sources.embedded().explain(e);
            assertEquals(ErrorCode.SOURCE_DATA, explained.code());
            assertTrue(
                    explained.getMessage().contains("a value of column 'price' cannot become DECIMAL(38,4)"),
                    explained.getMessage());
            assertFalse(explained.getMessage().contains("12,50"), explained.getMessage());
        }
    }

    @Test
    void typesOfATableThatIsNotThereAreRefused() throws Exception {
        write("tickets.csv", "id\n1\n");
        String model = "sources:\n  desk: {type: files, expose: ['*'], types: {tikets: {id: BIGINT}}}\n";
        try (Sources sources = TestModels.open(root, model)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> sources.embedded().tables());
            assertTrue(e.getMessage().contains("Did you mean 'tickets'?"), e.getMessage());
        }
    }

    @Test
    void typesOfAColumnThatIsNotThereAreRefused() throws Exception {
        write("tickets.csv", "id\n1\n");
        String model = "sources:\n  desk: {type: files, expose: ['*'], types: {tickets: {di: BIGINT}}}\n";
        try (Sources sources = TestModels.open(root, model)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> sources.embedded().columns(List.of("desk", "tickets")));
            assertTrue(e.getMessage().contains("'types' names columns that the file lacks"), e.getMessage());
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
