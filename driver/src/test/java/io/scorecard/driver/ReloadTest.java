package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed model file is taken over whole by the next statement, or the old model goes on and says so. */
class ReloadTest {

    private static final String NAMES = "SELECT name FROM customers";

    @TempDir
    Path folder;

    private final ScorecardDriver driver = new ScorecardDriver(
            new SharedWorkspaces(WorkspaceOpener.REAL, Duration.ofMillis(50), Duration.ofMillis(20)));
    private long changes;

    @BeforeEach
    void fill() throws SQLException, IOException {
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS reload CASCADE");
            statement.execute("CREATE SCHEMA reload");
            statement.execute("CREATE TABLE reload.few AS SELECT 'c' || i AS customer_id, 'few ' || i AS name"
                    + " FROM generate_series(1, 5000) AS r(i)");
            statement.execute("CREATE TABLE reload.many AS SELECT 'c' || i AS customer_id, 'many ' || i AS name"
                    + " FROM generate_series(1, 7000) AS r(i)");
        }
        write(model("few"));
    }

    @Test
    void theNextStatementOfAnOpenConnectionAsksTheNewModel() throws Exception {
        try (Connection connection = connect()) {
            assertEquals(5000, customers(connection));
            write(model("many"));
            Thread.sleep(30);
            assertEquals(7000, customers(connection));
        }
    }

    @Test
    void aPreparedStatementAsksTheNewModel() throws Exception {
        try (Connection connection = connect();
                PreparedStatement prepared =
                        connection.prepareStatement("SELECT COUNT(*) FROM customers WHERE name <> ?")) {
            prepared.setString(1, "few 1");
            assertEquals(4999, one(prepared.executeQuery()));
            write(model("many"));
            Thread.sleep(30);
            assertEquals(7000, one(prepared.executeQuery()));
        }
    }

    @Test
    void whatSetHasChangedGoesWithTheConnection() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = 'Asia/Tokyo'");
            write(model("many"));
            Thread.sleep(30);
            assertEquals(7000, customers(connection));
            try (ResultSet zone = statement.executeQuery("SHOW time_zone")) {
                assertTrue(zone.next());
                assertEquals("Asia/Tokyo", zone.getString(1));
            }
        }
    }

    @Test
    void anOpenResultIsReadToItsEndFromTheOldSourcesWhichAreThenClosed() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(10);
            ResultSet rows = statement.executeQuery(NAMES);
            assertTrue(rows.next());
            write(model("many"));
            Thread.sleep(30);
            assertEquals(7000, customers(connection));
            Thread.sleep(300);
            int read = 1;
            while (rows.next()) {
                assertTrue(rows.getString(1).startsWith("few"));
                read++;
            }
            assertEquals(5000, read);
            assertSessions(1);
        }
        assertSessions(0);
    }

    @Test
    void manyChangesLeaveNothingBehind() throws Exception {
        try (Connection connection = connect()) {
            for (int i = 0; i < 6; i++) {
                write(model(i % 2 == 0 ? "many" : "few"));
                Thread.sleep(30);
                assertEquals(i % 2 == 0 ? 7000 : 5000, customers(connection));
            }
            assertSessions(1);
        }
        assertSessions(0);
    }

    @Test
    void aBrokenModelIsToldOnceAndTheOldOneGoesOn() throws Exception {
        try (Connection connection = connect()) {
            assertEquals(5000, customers(connection));
            write("sources: [broken");
            Thread.sleep(30);
            assertEquals(5000, customers(connection));
            assertNotNull(connection.getWarnings());
            assertTrue(
                    connection.getWarnings().getMessage().contains("goes on"),
                    connection.getWarnings().getMessage());
            connection.clearWarnings();
            assertEquals(5000, customers(connection));
            assertNull(connection.getWarnings());
            try (Connection another = connect()) {
                assertEquals(5000, customers(another));
                assertNotNull(another.getWarnings());
            }
            write(model("many"));
            Thread.sleep(30);
            assertEquals(7000, customers(connection));
            assertNull(connection.getWarnings());
        }
    }

    @Test
    void aBrokenModelThatNobodyHasOpenIsRefused() throws Exception {
        write("sources: [broken");
        assertEquals("F0000", assertThrows(SQLException.class, this::connect).getSQLState());
    }

    @Test
    void aModelThatIsAwayForAMomentGoesOn() throws Exception {
        try (Connection connection = connect()) {
            assertEquals(5000, customers(connection));
            Files.delete(folder.resolve("model.yaml"));
            Thread.sleep(30);
            assertEquals(5000, customers(connection));
        }
    }

    @Test
    void aModelInAnotherCurrencyIsNotTakenOver() throws Exception {
        write("currency: EUR\n" + model("few"));
        Properties euro = new Properties();
        euro.setProperty("currency", "EUR");
        try (Connection connection = driver.connect(url(), euro)) {
            assertEquals(5000, customers(connection));
            write("currency: USD\n" + model("many"));
            Thread.sleep(30);
            assertEquals(5000, customers(connection));
        }
    }

    private Connection connect() throws SQLException {
        return driver.connect(url(), new Properties());
    }

    private String url() {
        return "jdbc:scorecard:" + folder.resolve("model.yaml");
    }

    private static String model(String table) {
        return "as_of: 2026-04-01\nsources:\n  crm: {type: postgresql, host: localhost, port: %d, database: postgres,"
                        .formatted(Postgres.port())
                + " user: postgres, application_name: reload}\ntables:\n  customers: {from: crm.reload." + table
                + "}\n";
    }

    /** As editors and deployments should: the file is never half written. */
    private void write(String text) throws IOException {
        Path written = Files.writeString(folder.resolve("model.new"), text);
        Files.setLastModifiedTime(written, FileTime.fromMillis(1_700_000_000_000L + 1000 * ++changes));
        Files.move(written, folder.resolve("model.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static long customers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return one(statement.executeQuery("SELECT COUNT(*) FROM customers"));
        }
    }

    private static long one(ResultSet row) throws SQLException {
        try (row) {
            assertTrue(row.next());
            return row.getLong(1);
        }
    }

    private static void assertSessions(int expected) throws Exception {
        long found = -1;
        for (int i = 0; i < 50 && found != expected; i++) {
            Thread.sleep(100);
            try (Connection server = Postgres.connect();
                    Statement statement = server.createStatement()) {
                found = one(statement.executeQuery(
                        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'reload'"));
            }
        }
        assertEquals(expected, found);
    }
}
