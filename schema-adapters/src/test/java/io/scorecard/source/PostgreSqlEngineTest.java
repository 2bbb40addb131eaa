package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL source: what it shows, that it cannot be written to, and how its failures read. */
class PostgreSqlEngineTest {

    private static final List<String> ACCOUNTS = List.of("crm", "accounts");

    @TempDir
    Path root;

    private final Postgres postgres = Postgres.shared();
    private Sources sources;

    @BeforeEach
    void fill() {
        postgres.run("DROP SCHEMA IF EXISTS crm CASCADE");
        postgres.run("CREATE SCHEMA crm");
        postgres.run("CREATE TYPE crm.size AS ENUM ('small', 'large')");
        postgres.run("CREATE DOMAIN crm.money AS numeric(12, 2)");
        postgres.run("CREATE TABLE crm.accounts (id bigint, name varchar(40), size crm.size, mrr crm.money,"
                + " share double precision, since timestamp, seen timestamptz, born date, test boolean)");
        postgres.run(
                "INSERT INTO crm.accounts VALUES (1, 'Ann', 'small', 12.5, 0.5, '2026-01-31 10:00', now(), '2026-01-31', false)");
        sources = open("");
    }

    @AfterEach
    void close() {
        sources.close();
    }

    private Sources open(String more) {
        return TestModels.open(root, "sources:\n  crm: " + postgres.source(more));
    }

    private Engine crm() {
        return sources.engine("crm");
    }

    @Test
    void columnsHaveTheTypesOfTheSource() {
        List<SourceColumn> columns = crm().columns(sources.path("crm", ACCOUNTS));
        assertEquals(
                List.of(
                        new SourceColumn("id", Types.BIGINT, "int8", 0, 0),
                        new SourceColumn("name", Types.VARCHAR, "varchar", 40, 0),
                        new SourceColumn("size", Types.VARCHAR, "size", 0, 0),
                        new SourceColumn("mrr", Types.NUMERIC, "numeric", 12, 2),
                        new SourceColumn("share", Types.DOUBLE, "float8", 0, 0),
                        new SourceColumn("since", Types.TIMESTAMP, "timestamp", 0, 0),
                        new SourceColumn("seen", Types.TIMESTAMP_WITH_TIMEZONE, "timestamptz", 0, 0),
                        new SourceColumn("born", Types.DATE, "date", 0, 0),
                        new SourceColumn("test", Types.BOOLEAN, "bool", 0, 0)),
                columns);
    }

    @Test
    void missingTableHasNoColumnsUntilItIsThere() {
        List<String> late = List.of("crm", "late");
        assertEquals(List.of(), crm().columns(late));
        postgres.run("CREATE TABLE crm.late (id int)");
        assertEquals(1, crm().columns(late).size());
    }

    @Test
    void tableWithoutSchemaIsInPublic() {
        assertEquals(List.of("public", "accounts"), sources.path("crm", List.of("accounts")));
        assertTrue(crm().tables().contains(ACCOUNTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO crm.accounts (id) VALUES (2)",
                "UPDATE crm.accounts SET id = 3",
                "DELETE FROM crm.accounts",
                "CREATE TABLE crm.mine (id int)",
                "WITH gone AS (DELETE FROM crm.accounts RETURNING id) SELECT * FROM gone",
                "SELECT * FROM crm.accounts FOR UPDATE",
                "SELECT nextval('crm.counter')"
            })
    void sessionCannotWrite(String sql) throws SQLException {
        postgres.run("CREATE SEQUENCE IF NOT EXISTS crm.counter");
        try (Connection session = crm().connect();
                Statement statement = session.createStatement()) {
            SQLException e = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertEquals(ErrorCode.ONLY_QUERIES, crm().explain(e).code());
        }
        assertEquals("1", postgres.ask("SELECT COUNT(*) FROM crm.accounts WHERE id = 1"));
    }

    @Test
    void sessionIsInUtcWhateverTheZoneOfTheJvm() throws SQLException {
        assertEquals("UTC", answer("SHOW TimeZone"));
        assertEquals("2026-07-01 10:00:00+00", answer("SELECT CAST(TIMESTAMPTZ '2026-07-01 12:00+02' AS text)"));
    }

    @Test
    void returnedSessionHasNoOpenTransaction() throws SQLException {
        answer("SELECT COUNT(*) FROM crm.accounts");
        assertEquals(
                "0",
                postgres.ask("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'scorecard'"
                        + " AND state LIKE 'idle in transaction%'"));
        assertEquals("1", answer("SELECT COUNT(*) FROM crm.accounts"));
    }

    @Test
    void failedStatementDoesNotSpoilTheNextQuestion() throws SQLException {
        assertThrows(SQLException.class, () -> answer("SELECT nothing FROM crm.accounts"));
        assertEquals("1", answer("SELECT COUNT(*) FROM crm.accounts"));
    }

    @Test
    void fullPoolIsAnErrorAfterTheWait() throws SQLException {
        try (Sources small = open(", pool_size: 1, pool_wait: 1");
                Connection held = small.engine("crm").connect()) {
            assertFalse(held.isClosed());
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> small.engine("crm").connect());
            assertEquals(ErrorCode.POOL_FULL, e.code());
        }
    }

    @Test
    void wrongPasswordIsSaidWithoutShowingIt() throws Exception {
        Path secret = Files.writeString(root.resolve("password"), "wrong-canary\n");
        String text =
                "sources:\n  crm: {type: postgresql, host: localhost, port: %d, database: postgres, user: reader, password: \"${file:%s}\"}"
                        .formatted(postgres.port(), secret.getFileName());
        try (Sources strangers = TestModels.open(root, text)) {
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> strangers.engine("crm").connect());
            assertEquals(
                    "SC-4002 [28000] Source 'crm' refuses the login. Check user and password in the model.",
                    e.getMessage());
            assertEquals(ErrorCode.SOURCE_LOGIN, e.code());
        }
        Files.writeString(secret, "right\n");
        try (Sources friends = TestModels.open(root, text);
                Connection session = friends.engine("crm").connect()) {
            assertTrue(session.isReadOnly());
        }
    }

    @Test
    void serverThatIsDownFailsAtOnce() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String text = "sources:\n  crm: {type: postgresql, host: localhost, port: %d, database: canary, user: canary}"
                .formatted(free);
        try (Sources down = TestModels.open(root, text)) {
            long start = System.nanoTime();
            ScorecardException e = assertThrows(
                    ScorecardException.class, () -> down.engine("crm").connect());
            assertEquals(ErrorCode.SOURCE_DOWN, e.code());
            assertFalse(e.getMessage().contains("canary"), e.getMessage());
            assertTrue(System.nanoTime() - start < 5_000_000_000L, "the pool's wait was sat out");
        }
    }

    @Test
    void killedSessionIsALostConnectionAndTheNextQuestionWorks() throws SQLException {
        try (Connection session = crm().connect();
                Statement statement = session.createStatement()) {
            postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'scorecard'");
            SQLException e = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
            assertEquals(ErrorCode.SOURCE_LOST, crm().explain(e).code());
        }
        assertEquals("1", answer("SELECT COUNT(*) FROM crm.accounts"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT CAST('4111-1111' AS integer)            | SOURCE_DATA",
                "SELECT CAST('4111-1111' AS date)               | SOURCE_DATA",
                "SELECT 4111 / 0                                | SOURCE_DATA",
                "SELECT CAST(4111 AS smallint) * CAST(4111 AS smallint) | SOURCE_DATA",
                "SELECT * FROM crm.gone_4111                    | SOURCE_TABLE",
                "SELECT gone_4111 FROM crm.accounts             | SOURCE_FAILED",
                "SELEC 4111                                     | SOURCE_FAILED",
                "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5) | CANCELLED"
            })
    void failureIsOneOfOursAndShowsNoValue(String sql, ErrorCode code) {
        SQLException e = assertThrows(SQLException.class, () -> answer(sql));
        ScorecardException explained = crm().explain(e);
        assertEquals(code, explained.code(), e.getMessage());
        assertFalse(explained.getMessage().contains("4111"), explained.getMessage());
    }

    @Test
    void statementTimeoutIsATimeout() throws SQLException {
        try (Connection session = crm().connect();
                Statement statement = session.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = 50");
            SQLException e = assertThrows(SQLException.class, () -> statement.execute("SELECT pg_sleep(5)"));
            assertEquals(ErrorCode.TIMEOUT, crm().explain(e).code());
        }
    }

    @Test
    void roleWithoutGrantIsTold() throws Exception {
        Files.writeString(root.resolve("password"), "right");
        String text =
                "sources:\n  crm: {type: postgresql, host: 127.0.0.1, port: %d, database: postgres, user: reader, password: \"${file:password}\"}"
                        .formatted(postgres.port());
        try (Sources reader = TestModels.open(root, text);
                Connection session = reader.engine("crm").connect();
                Statement statement = session.createStatement()) {
            SQLException e =
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM crm.accounts"));
            assertTrue(reader.engine("crm").explain(e).getMessage().contains("may not read"));
        }
    }

    @Test
    void serverThatSaysNothingDoesNotHoldTheQuestion() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            String text =
                    "sources:\n  crm: {type: postgresql, host: localhost, port: %d, database: d, user: u, connect_timeout: 1}"
                            .formatted(silent.getLocalPort());
            try (Sources sources = TestModels.open(root, text)) {
                ScorecardException e = assertThrows(
                        ScorecardException.class, () -> sources.engine("crm").connect());
                assertEquals(ErrorCode.SOURCE_DOWN, e.code());
            }
        }
    }

    @Test
    void exposedTablesAreThoseOfThePatterns() {
        postgres.run("CREATE TABLE crm.deals_won (id int)");
        postgres.run("CREATE TABLE crm.deals_lost (id int)");
        try (Sources exposing = open(", expose: [crm.deals_*]")) {
            assertEquals(List.of(List.of("crm", "deals_lost"), List.of("crm", "deals_won")), exposing.exposed("crm"));
        }
        assertEquals(List.of(), sources.exposed("crm"));
    }

    private String answer(String sql) throws SQLException {
        try (Connection session = crm().connect();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
