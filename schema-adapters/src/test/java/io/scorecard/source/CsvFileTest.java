package io.scorecard.source;

import static io.scorecard.source.EmbeddedEngineTest.answer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                            .contains(
                                    "'desk.drift' has a value that does not fit: a value of column 'amount' cannot become"
                                            + " BIGINT: line 250002 of drift.csv."),
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
                    explained.getMessage().contains("a value of column 'price' cannot become DECIMAL(38, 4)"),
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,name,amount;1,Ann,3;2,Bob,4,extra;3,Cy,5 | line 3 of desk.csv has 4 values, the header 3 names
            id,name,amount;1,Ann,3;2,Bob;3,Cy,5         | line 3 of desk.csv has 2 values, the header 3 names
            id,name,amount;1,Ann;2,Bob                  | line 2 of desk.csv has 2 values, the header 3 names
            id,name;1,Ann,3;2,Bob,3                     | line 2 of desk.csv has 3 values, the header 2 names
            Export of May;;id,name;1,Ann;2,Bob          | line 3 of desk.csv has 2 values, the header 1 name.
            """)
    void rowOfAnotherLengthThanTheHeaderIsRefusedByItsLine(String lines, String said) throws Exception {
        write("desk.csv", lines.replace(';', '\n') + "\n");
        refused(DESK, said);
    }

    /** Which of the two is meant nobody can know; a column without a name is none that could be asked for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id,amount,amount/1,3,4                 | amount
            id,amount,note,Amount/1,3,a,4          | Amount
            id;"a;b";"A;b"/1;2;3                   | A;b
            id,größe,amount,GRÖSSE,größe/1,2,3,4,5 | größe
            """)
    void nameThatTheHeaderHasTwiceIsRefused(String lines, String name) throws Exception {
        write("desk.csv", lines.replace('/', '\n') + "\n");
        refused(DESK, "its first line has the name '" + name + "' twice.");
    }

    @Test
    void columnsWithoutANameMayBeSeveral() throws Exception {
        write("desk.csv", "id,amount,,\n1,3,,\n2,4,,x\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("7", answer(sources, "SELECT SUM(amount) FROM desk.desk"));
        }
    }

    @Test
    void rowOfAnotherLengthAfterTheSampleIsRefusedToo() throws Exception {
        write("late.csv", "id,name\n" + "1,Ann\n".repeat(250_000) + "2,Bob,3\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            SQLException e = assertThrows(SQLException.class, () -> answer(sources, "SELECT MAX(id) FROM desk.late"));
            assertTrue(sources.embedded()
                    .explain(e)
                    .getMessage()
                    .contains("line 250002 of late.csv has 3 values, the header 2 names"));
        }
    }

    @Test
    void delimiterIsWhatTheHeaderHasMostOf() throws Exception {
        write("desk.csv", "id;\"name, first\";note\n\n1;Ann, Lee;a,b,c\n2;Bob, Ray;d,e,f\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("a,b,c/d,e,f", answer(sources, "SELECT string_agg(note, '/' ORDER BY id) FROM desk.desk"));
        }
    }

    @Test
    void linesThatLookLikeCommentsAreRows() throws Exception {
        write("tags.csv", "tag,uses\n#one,1\n#two,2\nthree,3\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("6", answer(sources, "SELECT SUM(uses) FROM desk.tags"));
        }
    }

    @Test
    void emptyFileIsRefusedAndOthersAreRead() throws Exception {
        write("nothing.csv", "");
        write("header.csv", "id,name\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> sources.embedded().columns(List.of("desk", "nothing")));
            assertTrue(
                    e.getMessage().contains("'desk.nothing'") && e.getMessage().contains("the file is empty"));
            assertEquals("0", answer(sources, "SELECT COUNT(*) FROM desk.header"));
        }
    }

    /** DuckDB 2.0 takes the header for a row then: a customer called customer_id. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\n", "\r\n", "  \n"})
    void blankLinesAboveTheHeaderAreRefused(String above) throws Exception {
        write("desk.csv", above + "id,name\na,Ann\n");
        refused(DESK, "its first line is blank");
    }

    @Test
    void fileThatIsNotUtf8IsRefusedByItsLine() throws Exception {
        Files.write(root.resolve("desk.csv"), "id,name\n1,J\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(DESK, "line 2 of desk.csv is not UTF-8. Save the file as UTF-8.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            03/04/2026;05/06/2026                   | row 1 below the header, column 'day', can be read as day/month/year and as month/day/year
            04/04/2026;05/06/2026                   | row 2 below the header, column 'day'
            03.04.2026;                             | dates: {desk: dmy} or dates: {desk: mdy}
            03/04/2026 10:11:12;05/06/2026 10:11:12 | row 1 below the header, column 'day'
            10-11-12;09-08-07                       | can be read as year/month/day and as day/month/year
            """)
    void datesOfTwoMeaningsAreRefused(String values, String said) throws Exception {
        dates(values);
        refused(DESK, said);
    }

    @ParameterizedTest
    @CsvSource({
        "03/04/2026;25/06/2026, '', 2026-04-03",
        "03/04/2026;06/25/2026, '', 2026-03-04",
        "04/04/2026;05/05/2026, '', 2026-04-04",
        "2026-03-04;2026-05-06, '', 2026-03-04",
        "2026/03/04;2026/05/06, '', 2026-03-04",
        "03/04/2026;05/06/2026, dmy, 2026-04-03",
        "03/04/2026;05/06/2026, mdy, 2026-03-04",
        "2026-03-04;2026-05-06, dmy, 2026-03-04",
        "03/04/2026 10:11:12;05/06/2026 10:11:12, mdy, 2026-03-04",
        "10-11-12;09-08-07, dmy, 2007-08-09",
        "10-11-12;09-08-07, ymd, 2009-08-07"
    })
    void datesAreReadInTheOrderThatIsSureOrSaid(String values, String order, String first) throws Exception {
        dates(values);
        String said = order.isEmpty() ? "" : ", dates: {desk: " + order + "}";
        try (Sources sources = TestModels.open(root, "sources:\n  desk: {type: files, expose: ['*']" + said + "}\n")) {
            assertEquals(first, answer(sources, "SELECT CAST(MIN(day) AS DATE) FROM desk.desk"));
        }
    }

    /** DuckDB reads them as of the first century, some with day and month exchanged. */
    @ParameterizedTest
    @CsvSource({
        "26-06-02 09:00;26-06-03 10:00, ''",
        "13.06.26;03.06.2026, ''",
        "02.06.2026;03.06.26, dmy",
        "02.06.26;03.06.2026, dmy",
        "02.06.26 09:00;03.06.2026 10:00, dmy",
        "06/03/26 10:00:00;06/03/2026 10:00:00, dmy"
    })
    void yearsOfTwoDigitsAmongOthersAreRefused(String values, String order) throws Exception {
        dates(values);
        String said = order.isEmpty() ? "" : ", dates: {desk: " + order + "}";
        refused(
                "sources:\n  desk: {type: files, expose: ['*']" + said + "}\n",
                "column 'day', has a date whose year is not of four");
    }

    @ParameterizedTest
    @CsvSource({
        "06/02/26 10:00;06/13/26 10:00, mdy, 2026-06-02 10:00:00",
        "26/06/02 09:00;26/06/13 09:00, ymd, 2026-06-02 09:00:00",
        "26-06-02 09:00:01;26-06-13 09:00:00, ymd, 2026-06-02 09:00:01",
        "02.06.26 09:00;13.06.26 10:00, dmy, 2026-06-02 09:00:00",
        "2026-06-02 09:00;2026-06-13 09:00, dmy, 2026-06-02 09:00:00",
        "0001-01-01 00:00:00;2026-06-13 09:00:00, '', 0001-01-01 00:00:00"
    })
    void momentsAreReadInTheOrderThatIsSaid(String values, String order, String first) throws Exception {
        dates(values);
        String said = order.isEmpty() ? "" : ", dates: {desk: " + order + "}";
        try (Sources sources = TestModels.open(root, "sources:\n  desk: {type: files, expose: ['*']" + said + "}\n")) {
            assertEquals(first, answer(sources, "SELECT CAST(MIN(day) AS VARCHAR) FROM desk.desk"));
        }
    }

    /** The 15th is no month; where both could be, and where some are nothing of the kind, they stay texts. */
    @ParameterizedTest
    @CsvSource({
        "15.11.2025 18:18;03.06.2026 08:05, TIMESTAMP, 2025-11-15 18:18:00",
        "03/06/2026 08:05;03/15/2026 08:05, TIMESTAMP, 2026-03-06 08:05:00",
        "15.11.25 18:18;30.06.32 08:05, VARCHAR, 15.11.25 18:18",
        "05.11.2025 18:18;03.06.2026 08:05, VARCHAR, 03.06.2026 08:05",
        "15.11.2025 18:18;open, VARCHAR, 15.11.2025 18:18"
    })
    void momentsWithoutSecondsAreReadWhereOneOrderFits(String values, String type, String first) throws Exception {
        dates(values);
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals(type, answer(sources, "SELECT ANY_VALUE(TYPEOF(day)) FROM desk.desk"));
            assertEquals(first, answer(sources, "SELECT CAST(MIN(day) AS VARCHAR) FROM desk.desk"));
        }
    }

    /** What can only be day/month/year says so of the other column, too. */
    @Test
    void oneColumnTellsTheOrderOfAllMoments() throws Exception {
        Files.writeString(root.resolve("desk.csv"), "id,day,until\n1,15.11.2025 18:18,04.06.2026 10:00\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("2026-06-04 10:00:00", answer(sources, "SELECT CAST(MIN(until) AS VARCHAR) FROM desk.desk"));
        }
    }

    @Test
    void valueAgainstTheOrderThatIsSaidIsRefusedByItsLine() throws Exception {
        dates("03/04/2026;25/06/2026");
        String model = "sources:\n  desk: {type: files, expose: ['*'], dates: {desk: mdy}}\n";
        try (Sources sources = TestModels.open(root, model)) {
            SQLException e = assertThrows(SQLException.class, () -> answer(sources, "SELECT MIN(day) FROM desk.desk"));
            String told = sources.embedded().explain(e).getMessage();
            assertTrue(told.contains("a value of column 'day' cannot become DATE: line 3 of desk.csv."), told);
        }
    }

    private void dates(String values) throws IOException {
        StringBuilder rows = new StringBuilder("id,day\n");
        for (String value : values.split(";")) {
            rows.append("1,").append(value).append('\n');
        }
        write("desk.csv", rows.toString());
    }

    private void refused(String model, String said) {
        try (Sources sources = TestModels.open(root, model)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> sources.embedded().columns(List.of("desk", "desk")));
            assertEquals(ErrorCode.SOURCE_DATA, e.code());
            assertTrue(e.getMessage().contains(said), e.getMessage());
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
