package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, DuckDB files and the sample company as tables of the embedded DuckDB. */
class EmbeddedEngineTest {

    private static final String DESK = "sources:\n  desk: {type: files, expose: ['*']}\n";

    @TempDir
    Path root;

    @Test
    void fileOfEachFormatIsATableOfItsName() throws Exception {
        write("plain.csv", "id,name\n1,Ann\n2,Bob\n");
        write("tabs.tsv", "id\tname\n1,5\tAnn\n2,5\tBob\n");
        write("lines.ndjson", "{\"id\": 1, \"name\": \"Ann\"}\n{\"id\": 2, \"name\": \"Bob\"}\n");
        write("list.json", "[{\"id\": 1, \"name\": \"Ann\"}, {\"id\": 2, \"name\": \"Bob\"}]");
        write("readme.txt", "no table");
        parquet("SELECT * FROM (VALUES (1, 'Ann'), (2, 'Bob')) AS t(id, name)", "columns.parquet");
        try (Sources sources = TestModels.open(root, DESK)) {
            for (String table : List.of("plain", "tabs", "lines", "list", "columns")) {
                assertEquals("2 Bob", answer(sources, "SELECT COUNT(*) || ' ' || MAX(name) FROM desk." + table), table);
            }
            assertEquals(5, sources.embedded().tables().size());
        }
    }

    @Test
    void brokenFileHasAnErrorOfItsOwnAndTheOthersWork() throws Exception {
        write("good.csv", "id\n1\n");
        write("bad.parquet", "this is no parquet");
        Files.write(root.resolve("latin.csv"), "id,name\n1,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        try (Sources sources = TestModels.open(root, DESK)) {
            assertEquals("1", answer(sources, "SELECT COUNT(*) FROM desk.good"));
            for (String bad : List.of("bad", "latin")) {
                ScorecardException e = assertThrows(
                        ScorecardException.class, () -> sources.embedded().columns(List.of("desk", bad)));
                assertTrue(e.getMessage().contains("desk." + bad), e.getMessage());
                assertFalse(e.getMessage().contains(root.toString()), e.getMessage());
                assertFalse(e.getMessage().contains("ller"), e.getMessage());
            }
        }
    }

    @Test
    void twoFilesOfOneNameAreRefused() throws Exception {
        write("tickets.csv", "id\n1\n");
        write("Tickets.json", "[{\"id\": 1}]");
        try (Sources sources = TestModels.open(root, DESK)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> sources.embedded().tables());
            assertTrue(e.getMessage().contains("two files are called"), e.getMessage());
        }
    }

    @Test
    void duckDbFileIsReadAndLeftAsItWas() throws Exception {
        database("crm.duckdb", "CREATE TABLE accounts AS SELECT 7 AS id");
        String model = "sources:\n  crm: {type: duckdb, file: crm.duckdb}\n";
        byte[] before = Files.readAllBytes(root.resolve("crm.duckdb"));
        try (Sources sources = TestModels.open(root, model)) {
            List<String> path = sources.path("crm", List.of("accounts"));
            assertEquals(List.of("crm", "main", "accounts"), path);
            assertEquals(1, sources.embedded().columns(path).size());
            assertEquals("7", answer(sources, "SELECT id FROM crm.main.accounts"));
            assertThrows(SQLException.class, () -> answer(sources, "INSERT INTO crm.main.accounts VALUES (8)"));
        }
        assertEquals(
                new String(before, StandardCharsets.ISO_8859_1),
                new String(Files.readAllBytes(root.resolve("crm.duckdb")), StandardCharsets.ISO_8859_1));
    }

    @Test
    void sampleIsLoadedOnceAtTheFirstUseWithItsSeed() throws Exception {
        List<String> loaded = new ArrayList<>();
        SampleLoader loader = (duckdb, schema, spec) -> {
            loaded.add(schema + " " + spec.seed() + " " + spec.scale());
            try (Statement statement = duckdb.createStatement()) {
                statement.execute("CREATE TABLE " + schema + ".customers AS SELECT 'c1' AS customer_id");
            }
        };
        String model = "sources:\n  acme: {type: sample, seed: 42, scale: 0.5, canonical: true}\n";
        try (Sources sources = Sources.open(TestModels.read(root, model), loader)) {
            assertEquals(List.of(), loaded);
            assertEquals("c1", answer(sources, "SELECT customer_id FROM acme.customers"));
            answer(sources, "SELECT customer_id FROM acme.customers");
            assertEquals(List.of("acme 42 0.5"), loaded);
            assertTrue(sources.table("customers").isPresent());
            assertTrue(sources.table("tickets").isEmpty(), "implied, and not there");
        }
    }

    @Test
    void sessionIsInUtcAndEndsWithTheEngine() throws Exception {
        Sources sources = TestModels.open(root, "model: none");
        assertEquals("UTC", answer(sources, "SELECT current_setting('TimeZone')"));
        sources.close();
        ScorecardException e =
                assertThrows(ScorecardException.class, () -> sources.embedded().connect());
        assertEquals(ErrorCode.CLOSED, e.code());
    }

    @Test
    void sessionsAreBoundedAndComeBack() throws Exception {
        try (EmbeddedEngine engine =
                new EmbeddedEngine(TestModels.read(root, "model: none"), TestModels.NO_SAMPLE, 2, 1)) {
            Connection first = engine.connect();
            Connection second = engine.connect();
            ScorecardException e = assertThrows(ScorecardException.class, engine::connect);
            assertEquals(ErrorCode.POOL_FULL, e.code());
            first.close();
            first.close();
            Connection third = engine.connect();
            assertThrows(ScorecardException.class, engine::connect, "closing twice gave two places back");
            second.close();
            third.close();
        }
    }

    @Test
    void sameQuestionAskedAgainHasTheSameAnswerWhateverCameBetween() throws Exception {
        database("crm.duckdb", "CREATE TABLE t AS SELECT range AS id FROM range(100000)");
        String sum = "SELECT SUM(id) FROM crm.main.t";
        String all = "SELECT id FROM crm.main.t ORDER BY id";
        String late = "SELECT SUM(CAST(CASE WHEN id = 99999 THEN 'x' ELSE '1' END AS INTEGER)) FROM crm.main.t";
        try (Sources sources = TestModels.open(root, "sources:\n  crm: {type: duckdb, file: crm.duckdb}\n")) {
            for (int i = 0; i < 6; i++) {
                assertEquals("4999950000", answer(sources, sum));
                assertEquals("0", answer(sources, all), "and the rest is left unread");
                SQLException e = assertThrows(SQLException.class, () -> answer(sources, late));
                assertEquals(
                        ErrorCode.SOURCE_DATA, sources.embedded().explain(e).code());
            }
        }
    }

    @Test
    void sameQuestionOverAFileSeesItsNewRows() throws Exception {
        write("plain.csv", "id\n1\n2\n");
        try (Sources sources = TestModels.open(root, DESK)) {
            for (int i = 0; i < 4; i++) {
                assertEquals("3", answer(sources, "SELECT SUM(id) FROM desk.plain"));
            }
            write("plain.csv", "id\n10\n20\n30\n");
            assertEquals("60", answer(sources, "SELECT SUM(id) FROM desk.plain"));
        }
    }

    @Test
    void sameQuestionOverAFileSeesItsNewTypesAndWhereItIsGone() throws Exception {
        String largest = "SELECT MAX(id), COUNT(*) FROM desk.plain";
        Path file = root.resolve("plain.parquet");
        parquet("SELECT range AS id FROM range(5)", "plain.parquet");
        try (Sources sources = TestModels.open(root, DESK)) {
            for (int i = 0; i < 4; i++) {
                assertEquals("4", answer(sources, largest));
            }
            parquet("SELECT range + 0.5 AS id FROM range(500)", "plain.parquet");
            for (int i = 0; i < 3; i++) {
                assertEquals("499.5", answer(sources, largest));
            }
            Files.delete(file);
            for (int i = 0; i < 3; i++) {
                assertThrows(SQLException.class, () -> answer(sources, largest));
            }
            parquet("SELECT 'x' AS other, 7 AS id", "plain.parquet");
            for (int i = 0; i < 3; i++) {
                assertEquals("7", answer(sources, largest));
            }
        }
    }

    @Test
    void sessionIsLentAgainOnlyAfterItHasOnlyAnswered() throws Exception {
        try (EmbeddedEngine engine =
                new EmbeddedEngine(TestModels.read(root, "model: none"), TestModels.NO_SAMPLE, 1, 1)) {
            Connection staging = engine.connect();
            try (Statement statement = staging.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE staged (id INTEGER)");
                statement.execute("COMMIT");
                statement.execute("BEGIN TRANSACTION READ ONLY");
            }
            staging.close();
            assertThrows(SQLException.class, staging::createStatement);
            for (int i = 0; i < 3; i++) {
                try (Connection next = engine.connect();
                        Statement statement = next.createStatement()) {
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM staged"));
                }
            }
            try (Connection next = engine.connect();
                    Statement statement = next.createStatement()) {
                assertThrows(SQLException.class, () -> statement.execute("CREATE TABLE kept (id INTEGER)"));
            }
        }
    }

    @Test
    void errorInTheFirstRowKeepsItsReason() {
        try (Sources sources = TestModels.open(root, "model: none")) {
            String sql =
                    "SELECT SUM(CAST(CASE WHEN i = 9999 THEN 'x' ELSE '1' END AS INTEGER)) FROM range(10000) AS t(i)";
            SQLException e = assertThrows(SQLException.class, () -> answer(sources, sql));
            assertEquals(ErrorCode.SOURCE_DATA, sources.embedded().explain(e).code());
        }
    }

    /** The driver's own cancel does nothing by then. */
    @Test
    @Timeout(30)
    void whatHasBegunToFlowCanBeInterrupted() throws Exception {
        try (Sources sources = TestModels.open(root, "model: none");
                Connection session = sources.embedded().connect();
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT range FROM range(1000000000000) WHERE range < 3000000 OR hash(range) = 1")) {
            assertTrue(rows.next());
            Thread other = new Thread(() -> interruptUntilInterrupted(sources.embedded(), session));
            other.start();
            SQLException e = assertThrows(SQLException.class, () -> {
                while (rows.next()) {}
            });
            other.interrupt();
            other.join();
            assertEquals(ErrorCode.CANCELLED, sources.embedded().explain(e).code());
        }
    }

    private static void interruptUntilInterrupted(Engine engine, Connection session) {
        try {
            while (true) {
                Thread.sleep(100);
                engine.interrupt(session);
            }
        } catch (InterruptedException | SQLException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT repeat('x', 2000000000)",
                "SELECT length(repeat('x', 1000 * 2000000))",
                "SELECT length(repeat('x', n)) FROM (SELECT 2000000000 AS n) AS t",
                "SELECT MAX(length(repeat('x', range * 1000000))) FROM range(2000)",
                "SELECT length(repeat(repeat(repeat('x', 1000), 1000), 1000))",
                "SELECT length(lpad('x', 2000000000, 'yz'))",
                "SELECT length(rpad('x', 2000000000))",
                "SELECT length(replace(repeat('a', 10000), 'a', repeat('b', 10000)))",
                "SELECT length(regexp_replace(repeat('a', 10000), 'a', repeat('b', 10000), 'g'))"
            })
    void textThatGrowsWithoutBoundIsRefusedAtOnce(String sql) {
        try (Sources sources = TestModels.open(root, "model: none")) {
            SQLException e = assertTimeoutPreemptively(
                    Duration.ofSeconds(5), () -> assertThrows(SQLException.class, () -> answer(sources, sql)));
            assertEquals(ErrorCode.TOO_LARGE, sources.embedded().explain(e).code(), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "repeat('ab', 3)                         | ababab",
                "repeat('ab', -1)                        | ''",
                "repeat(CAST(NULL AS VARCHAR), 3)        | NULL",
                "length(repeat('a', 10000))              | 10000",
                "lpad('7', 3, '0')                       | 007",
                "concat(rpad('x', 3), 'y')               | x  y",
                "lpad('abc', 2, 'x')                     | ab",
                "replace('a-b-c', '-', '+')              | a+b+c",
                "replace('abc', '', 'x')                 | abc",
                "regexp_replace('a1b2', '[0-9]', '#')    | a#b2",
                "regexp_replace('a1b2', '[0-9]', '#', 'g') | a#b#"
            })
    void boundedFunctionsAnswerAsBefore(String call, @Nullable String expected) throws SQLException {
        try (Sources sources = TestModels.open(root, "model: none")) {
            assertEquals(expected, answer(sources, "SELECT " + call));
        }
    }

    @Test
    void folderMayHaveAQuoteInItsName() throws Exception {
        Files.createDirectory(root.resolve("it's"));
        write("it's/tickets.csv", "id\n1\n");
        String model = "sources:\n  desk: {type: files, folder: \"it's\", expose: [tickets]}\n";
        try (Sources sources = TestModels.open(root, model)) {
            assertEquals("1", answer(sources, "SELECT id FROM desk.tickets"));
            assertEquals(List.of(List.of("desk", "tickets")), sources.exposed("desk"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT CAST('4111-1111' AS INTEGER)           | SOURCE_DATA",
                "SELECT CAST('4111-1111' AS DATE)              | SOURCE_DATA",
                "SELECT CAST(411111.1 AS DECIMAL(3, 1))        | SOURCE_DATA",
                "SELECT CAST(4111 AS TINYINT)                  | SOURCE_DATA",
                "SELECT CAST(2147483647 AS INTEGER) + CAST(4111 AS INTEGER) | SOURCE_DATA",
                "SELECT * FROM gone.gone                       | SOURCE_TABLE",
                "SELECT * FROM gone                            | SOURCE_TABLE",
                "SELECT gone_4111                              | SOURCE_FAILED",
                "SELEC 4111                                    | SOURCE_FAILED",
                "CREATE TABLE mine (id_4111 INTEGER)           | ONLY_QUERIES"
            })
    void failureIsOneOfOursAndShowsNoValue(String sql, ErrorCode code) {
        try (Sources sources = TestModels.open(root, "model: none")) {
            SQLException e = assertThrows(SQLException.class, () -> answer(sources, sql));
            ScorecardException explained = sources.embedded().explain(e);
            assertEquals(code, explained.code(), e.getMessage());
            assertFalse(explained.getMessage().contains("4111"), explained.getMessage());
        }
    }

    static String answer(Sources sources, String sql) throws SQLException {
        try (Connection session = sources.embedded().connect();
                Statement statement = session.createStatement()) {
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            } catch (SQLException e) {
                throw sources.embedded().reason(e, session, sql, List.of());
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    private void parquet(String sql, String name) throws SQLException {
        database("scratch.db", "COPY (" + sql + ") TO '" + root.resolve(name) + "' (FORMAT parquet)");
    }

    private void database(String name, String sql) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + root.resolve(name), new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
