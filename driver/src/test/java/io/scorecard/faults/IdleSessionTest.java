package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that dies in the pool is noticed by the driver, not by who asks next; one that dies at work is told of. */
@Timeout(120)
class IdleSessionTest {

    private static final String NAMES = "SELECT customer_id, name FROM customers";

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        Store.POSTGRESQL.fill(folder);
        connection = Store.open(Store.POSTGRESQL.model(folder, ", pool_size: 4"), ";fetch_size=100;query_timeout=20");
        assertEquals(5000, Store.quick(connection));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Just after its last use, and after the half second from which on the pool looks for itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 700})
    void killedWhileIdleCostsNoError(int idleMillis) throws Exception {
        for (int i = 0; i < 4; i++) {
            assertEquals(5000, Store.quick(connection));
            assertTrue(kill("idle") >= 1);
            Thread.sleep(idleMillis);
            assertEquals(5000, Store.quick(connection), "after kill " + i);
        }
    }

    @Test
    void allSessionsKilledCostNoError() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Statement first = connection.createStatement();
                    Statement second = connection.createStatement();
                    ResultSet one = first.executeQuery(NAMES);
                    ResultSet two = second.executeQuery(NAMES)) {
                assertTrue(one.next() && two.next());
            }
            assertTrue(kill("idle") >= 2);
            CompletableFuture<Long> other = CompletableFuture.supplyAsync(this::quick);
            assertEquals(5000, quick());
            assertEquals(5000, other.join());
        }
    }

    /** The catalogue is read when a table is first asked for. */
    @Test
    void aTableThatWasNeverAskedForIsFound() throws Exception {
        assertTrue(kill("idle") >= 1);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(agent_id) FROM agents WHERE hourly_cost < 3")) {
            assertTrue(row.next());
            assertEquals("a1", row.getString(1));
        }
    }

    /** Somebody may have ended it for good reason: it is not begun anew. */
    @Test
    void killedAtWorkIsALostConnectionAndNotAskedTwice() throws Exception {
        CompletableFuture<SQLException> asked =
                CompletableFuture.supplyAsync(() -> assertThrows(SQLException.class, () -> read(Store.ENDLESS)));
        await("active", 1);
        Thread.sleep(1200);
        assertTrue(kill("active") >= 1);
        assertEquals("08006", asked.get(5, TimeUnit.SECONDS).getSQLState());
        await("active", 0);
        assertEquals(5000, Store.quick(connection));
    }

    /** Rows were shown: what follows them must not come from another session. */
    @Test
    void killedBetweenRowsIsALostConnection() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NAMES)) {
            for (int i = 0; i < 150; i++) {
                assertTrue(rows.next());
            }
            assertTrue(kill("idle in transaction") >= 1);
            SQLException lost = assertThrows(SQLException.class, () -> {
                while (rows.next()) {}
            });
            assertEquals("08006", lost.getSQLState());
        }
        assertEquals(5000, Store.quick(connection));
    }

    private long quick() {
        try {
            return Store.quick(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {}
        }
    }

    /** How many there were, with what the pool keeps ready; they are gone when this returns. */
    private static int kill(String state) throws SQLException {
        return ask("SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                + " WHERE application_name = 'faults' AND state = '" + state + "'");
    }

    private static void await(String state, int number) throws Exception {
        String count =
                "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'faults' AND state = '" + state + "'";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ask(count) != number && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertEquals(number, ask(count), state);
    }

    private static int ask(String sql) throws SQLException {
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
