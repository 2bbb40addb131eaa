package io.scorecard.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever ends a question ends the source's work within a second, and the next question is right. */
@Timeout(60)
class StopTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void cancelStopsTheSource(Store store) throws Exception {
        try (Connection connection = open(store, "");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Long> asked = inBackground(() -> read(statement, Store.ENDLESS, null));
            awaitWork(store);
            assertStopped("57014", asked, statement::cancel);
            assertIdle(store);
            assertEquals(5000, Store.quick(connection));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelStopsWhatHasBegunToFlow(Store store) throws Exception {
        try (Connection connection = open(store, "");
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> flowing = new CompletableFuture<>();
            CompletableFuture<Long> asked = inBackground(() -> read(statement, Store.TRICKLE, flowing));
            flowing.join();
            awaitWork(store);
            assertStopped("57014", asked, statement::cancel);
            assertIdle(store);
            assertEquals(5000, Store.quick(connection));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheStatementStopsTheSource(Store store) throws Exception {
        try (Connection connection = open(store, "")) {
            Statement statement = connection.createStatement();
            CompletableFuture<Long> asked = inBackground(() -> read(statement, Store.ENDLESS, null));
            awaitWork(store);
            assertStopped("57014", asked, statement::close);
            assertIdle(store);
            assertEquals(5000, Store.quick(connection));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheConnectionStopsWhatHasBegunToFlow(Store store) throws Exception {
        Connection connection = open(store, "");
        CompletableFuture<Void> flowing = new CompletableFuture<>();
        CompletableFuture<Long> asked = inBackground(() -> read(connection.createStatement(), Store.TRICKLE, flowing));
        flowing.join();
        assertStopped("08003 55000 57014", asked, connection::close);
        assertIdle(store);
    }

    @ParameterizedTest
    @EnumSource
    void abortStopsTheSource(Store store) throws Exception {
        Connection connection = open(store, "");
        CompletableFuture<Long> asked = inBackground(() -> read(connection.createStatement(), Store.ENDLESS, null));
        awaitWork(store);
        assertStopped("57014", asked, () -> connection.abort(Runnable::run));
        assertIdle(store);
        assertFalse(connection.isValid(1));
    }

    @ParameterizedTest
    @EnumSource
    void closingAResultThatWasNotReadToItsEndStopsTheSource(Store store) throws Exception {
        try (Connection connection = open(store, "");
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(Store.TRICKLE);
            assertTrue(rows.next());
            long start = System.nanoTime();
            rows.close();
            assertSoon(start, 1);
            assertIdle(store);
            assertEquals(5000, Store.quick(connection));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutStopsTheSource(Store store) throws Exception {
        try (Connection connection = open(store, ";query_timeout=1");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            SQLException stopped = assertThrows(SQLException.class, () -> read(statement, Store.ENDLESS, null));
            assertSoon(start, 2);
            assertInstanceOf(SQLTimeoutException.class, stopped);
            assertEquals("57014", stopped.getSQLState());
            assertIdle(store);
            assertEquals(5000, Store.quick(connection));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutCountsWhileRowsAreWaitedFor(Store store) throws Exception {
        try (Connection connection = open(store, "");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            SQLException stopped = assertThrows(SQLException.class, () -> read(statement, Store.TRICKLE, null));
            assertInstanceOf(SQLTimeoutException.class, stopped);
            assertIdle(store);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTimeoutDoesNotCountWhileTheReaderThinks(Store store) throws Exception {
        try (Connection connection = open(store, ";query_timeout=1;fetch_size=10");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT customer_id FROM customers")) {
            assertTrue(rows.next());
            Thread.sleep(1500);
            int read = 1;
            while (rows.next()) {
                read++;
            }
            assertEquals(5000, read);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNetworkTimeoutEndsAWait(Store store) throws Exception {
        try (Connection connection = open(store, "");
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 900);
            long start = System.nanoTime();
            SQLException stopped = assertThrows(SQLException.class, () -> read(statement, Store.ENDLESS, null));
            assertSoon(start, 2);
            assertEquals("57014", stopped.getSQLState());
            assertIdle(store);
        }
    }

    /** A step that may fail. */
    interface Step {
        void run() throws SQLException;
    }

    interface Question {
        long rows() throws SQLException;
    }

    private Connection open(Store store, String properties) throws SQLException, IOException {
        store.fill(folder);
        Connection connection = Store.open(store.model(folder, ""), properties);
        assertEquals(5000, Store.quick(connection));
        return connection;
    }

    private static long read(Statement statement, String sql, @Nullable CompletableFuture<Void> flowing)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            long read = 0;
            while (rows.next()) {
                if (++read == 2000 && flowing != null) {
                    flowing.complete(null);
                }
            }
            return read;
        } catch (SQLException e) {
            if (flowing != null) {
                flowing.completeExceptionally(e);
            }
            throw e;
        }
    }

    private static CompletableFuture<Long> inBackground(Question question) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return question.rows();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void assertStopped(String states, CompletableFuture<Long> asked, Step step) throws SQLException {
        long start = System.nanoTime();
        step.run();
        Throwable stopped = assertThrows(CompletionException.class, asked::join).getCause();
        assertSoon(start, 1);
        assertTrue(states.contains(assertInstanceOf(SQLException.class, stopped).getSQLState()), stopped.getMessage());
    }

    private static void assertSoon(long start, int seconds) {
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(took <= 1000L * seconds + Store.BUSY_MILLIS, "took " + took + " ms");
    }

    private static void awaitWork(Store store) throws Exception {
        boolean busy = isBusy(store);
        for (int i = 0; i < 100 && !busy; i++) {
            Thread.sleep(20);
            busy = isBusy(store);
        }
        assertTrue(busy, "the source was never seen at work");
    }

    /** Within a second of the stop, which has just been carried out; later only on a busy machine. */
    private static void assertIdle(Store store) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_000 + Store.BUSY_MILLIS);
        boolean busy = isBusy(store);
        while (busy && System.nanoTime() < end) {
            Thread.sleep(50);
            busy = isBusy(store);
        }
        assertFalse(busy, "the source still works");
    }

    /** PostgreSQL tells; DuckDB works with this process's threads. */
    private static boolean isBusy(Store store) throws Exception {
        if (store == Store.POSTGRESQL) {
            try (Connection server = Postgres.connect();
                    Statement statement = server.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM pg_stat_activity"
                            + " WHERE application_name = 'faults' AND state = 'active'")) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
        return EmbeddedWork.isBusy();
    }
}
