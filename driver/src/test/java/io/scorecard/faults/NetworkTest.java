package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.faults.Proxy.Weather;
import io.scorecard.oracle.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad network and a server that dies: each question ends in time, with all its rows or with an SQLException of
 * class 08; never with some of its rows. The next one is right.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NetworkTest {

    private static final int ROWS = 5000;
    private static final int QUERY_TIMEOUT = 2;
    private static final String ALL = "SELECT customer_id, name FROM customers";

    @TempDir
    Path folder;

    private Proxy proxy;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        Store.POSTGRESQL.fill(folder);
        proxy = new Proxy(Postgres.port());
        connection = through(proxy.port());
        assertEquals(ROWS, rows());
    }

    private Connection through(int port) throws IOException, SQLException {
        String source =
                "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres,".formatted(port)
                        + " application_name: faults, connect_timeout: 2, pool_size: 2, pool_wait: 3}";
        Path model = folder.resolve(port + ".yaml");
        java.nio.file.Files.writeString(model, Store.POSTGRESQL.text(source));
        return Store.open(model, ";fetch_size=100;query_timeout=" + QUERY_TIMEOUT);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        proxy.close();
    }

    @Test
    void stalledNetworkIsALostConnectionInTime() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            assertTrue(rows.next());
            proxy.turn(Weather.STALLED);
            long start = System.nanoTime();
            SQLException lost = assertThrows(SQLException.class, () -> {
                while (rows.next()) {}
            });
            assertInTime(start);
            assertEquals("08006", lost.getSQLState(), lost.getMessage());
        }
        long start = System.nanoTime();
        SQLException silent = assertThrows(SQLException.class, this::rows);
        assertInTime(start);
        assertTrue(silent.getSQLState().startsWith("08"), silent.getMessage());
        proxy.turn(Weather.FAIR);
        assertEquals(ROWS, rowsSoon());
    }

    @Test
    void cancelInAStalledNetworkReturnsAtOnce() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            assertTrue(rows.next());
            proxy.turn(Weather.STALLED);
            long start = System.nanoTime();
            statement.cancel();
            assertTrue(System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(Store.BUSY_MILLIS));
        }
        proxy.turn(Weather.FAIR);
        assertEquals(ROWS, rowsSoon());
    }

    @Test
    void cutNetworkIsALostConnection() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10; i++) {
            long bytes = random.nextLong(150_000);
            proxy.turn(Weather.CUT, bytes);
            assertAllOrLost("cut after " + bytes);
            proxy.turn(Weather.FAIR);
        }
    }

    @Test
    void slowNetworkEndsWithTheTimeout() throws SQLException {
        proxy.turn(Weather.SLOW);
        long start = System.nanoTime();
        SQLException slow = assertThrows(SQLException.class, this::rows);
        assertInTime(start);
        assertTrue("08006 57014".contains(slow.getSQLState()), slow.getMessage());
        proxy.turn(Weather.FAIR);
        assertEquals(ROWS, rowsSoon());
    }

    /** A bit inside a value cannot be noticed without TLS; a row that is missing can. */
    @Test
    void garbledNetworkNeverShortensAResult() throws SQLException {
        garbled(4);
    }

    @Test
    @Tag("long")
    void garbledNetworkNeverShortensAResultInFiftyTries() throws SQLException {
        garbled(50);
    }

    private void garbled(int tries) throws SQLException {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < tries; i++) {
            long bytes = random.nextLong(150_000);
            proxy.turn(Weather.GARBLED, bytes);
            long start = System.nanoTime();
            try {
                assertEquals(ROWS, count(), "bit turned after " + bytes);
            } catch (SQLException e) {
                assertTrue(e.getSQLState() != null && !e.getSQLState().isEmpty(), e.getMessage());
            }
            assertInTime(start);
            proxy.turn(Weather.FAIR);
        }
        assertEquals(ROWS, rowsSoon());
    }

    @Test
    void killedBackendIsALostConnection() {
        killed(6);
    }

    @Test
    @Tag("long")
    void backendKilledAtFiftyMoments() {
        killed(50);
    }

    private void killed(int moments) {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < moments; i++) {
            int millis = random.nextInt(60);
            Thread killer = new Thread(() -> kill(millis));
            killer.start();
            allOrLost("killed after " + millis + " ms");
            join(killer);
            right("after killed after " + millis + " ms");
        }
    }

    @Test
    @Tag("long")
    void serverRestartedTenTimes() throws Exception {
        restarted(10);
    }

    private void restarted(int times) throws Exception {
        int port;
        try (EmbeddedPostgres first = server(0)) {
            port = first.getPort();
            try (Connection inside = first.getPostgresDatabase().getConnection();
                    Statement statement = inside.createStatement()) {
                statement.execute("CREATE SCHEMA faults");
                statement.execute("CREATE TABLE faults.customers AS SELECT 'c' || i AS customer_id,"
                        + " 'name ' || i AS name FROM generate_series(0, 4999) AS r(i)");
                statement.execute("CREATE TABLE faults.agents (agent_id text, name text, hourly_cost numeric)");
                statement.execute("CREATE TABLE faults.products (product_id text, name text)");
            }
            connection.close();
            connection = through(port);
            assertEquals(ROWS, rows());
        }
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            SQLException down = assertThrows(SQLException.class, this::rows);
            assertInTime(start);
            assertTrue(down.getSQLState().startsWith("08"), down.getMessage());
            try (EmbeddedPostgres again = server(port)) {
                assertEquals(ROWS, rowsSoon());
            }
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setDataDirectory(folder.resolve("server").toFile())
                .setCleanDataDirectory(false);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    private void assertAllOrLost(String what) {
        allOrLost(what);
        right("after " + what);
    }

    private void allOrLost(String what) {
        long start = System.nanoTime();
        try {
            assertEquals(ROWS, rows(), what);
        } catch (SQLException e) {
            assertTrue(e.getSQLState().startsWith("08"), what + ": " + e.getMessage());
            assertInTime(start);
        }
    }

    private void right(String what) {
        try {
            assertEquals(ROWS, rowsSoon(), what);
        } catch (SQLException e) {
            throw new AssertionError(what, e);
        }
    }

    private static void assertInTime(long start) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(took <= (QUERY_TIMEOUT + 1) * 1000 + Store.BUSY_MILLIS, "took " + took + " ms");
    }

    /** A pool may hold several connections that have died; each is found out when it is used. */
    private int rowsSoon() throws SQLException {
        SQLException last = null;
        for (int i = 0; i < 3; i++) {
            try {
                return rows();
            } catch (SQLException e) {
                assertTrue(e.getSQLState().startsWith("08"), e.getMessage());
                last = e;
            }
        }
        throw last;
    }

    private int count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            int read = 0;
            while (rows.next()) {
                read++;
            }
            return read;
        }
    }

    /** Each row once, whole. */
    private int rows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            boolean[] seen = new boolean[ROWS];
            int read = 0;
            while (rows.next()) {
                int number = Integer.parseInt(rows.getString(1).substring(1));
                assertEquals("name " + number, rows.getString(2));
                assertTrue(!seen[number]);
                seen[number] = true;
                read++;
            }
            return read;
        }
    }

    private static void kill(int afterMillis) {
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement()) {
            Thread.sleep(afterMillis);
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'faults'");
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
