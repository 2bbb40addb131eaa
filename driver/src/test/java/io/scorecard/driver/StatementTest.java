package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.run.Limits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StatementTest {

    private final Shop shop = new Shop();

    @Test
    void executeGivesTheResultAndThenNoMore() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            assertTrue(statement.execute("ask"));
            assertEquals(-1, statement.getUpdateCount());
            ResultSet rows = statement.getResultSet();
            assertSame(statement, rows.getStatement());
            assertTrue(rows.next());
            assertFalse(statement.getMoreResults());
            assertEquals(-1, statement.getUpdateCount());
            assertNull(statement.getResultSet());
            assertTrue(rows.isClosed());
        }
    }

    @Test
    void aStatementWithoutRowsHasAnUpdateCountOnce() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            assertFalse(statement.execute("SET time_zone = 'UTC'"));
            assertEquals(0, statement.getUpdateCount());
            assertFalse(statement.getMoreResults());
            assertEquals(-1, statement.getUpdateCount());
            assertEquals(0, statement.executeUpdate("SET time_zone = 'UTC'"));
            assertThrows(SQLException.class, () -> statement.executeQuery("SET time_zone = 'UTC'"));
            assertEquals(0, shop.workspace.openRows.get());
        }
    }

    @Test
    void writingIsRefused() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    "25006",
                    assertThrows(SQLException.class, () -> statement.execute("DELETE FROM t"))
                            .getSQLState());
            assertThrows(SQLException.class, () -> statement.executeUpdate("ask"));
            assertThrows(SQLException.class, () -> statement.addBatch("ask"));
            assertThrows(SQLException.class, statement::executeBatch);
            assertTrue(shop.workspace.parameters.isEmpty(), "nothing ran");
        }
    }

    @Test
    void limitsReachTheRun() throws SQLException {
        try (Connection connection = shop.connect("jdbc:scorecard:sample;max_rows=9;query_timeout=8;fetch_size=7");
                Statement statement = connection.createStatement()) {
            statement.executeQuery("ask");
            assertEquals(new Limits(9, 8, 7), shop.workspace.limits);
            statement.setMaxRows(1);
            statement.setQueryTimeout(2);
            statement.setFetchSize(3);
            statement.executeQuery("ask");
            assertEquals(new Limits(1, 2, 3), shop.workspace.limits);
            assertThrows(SQLException.class, () -> statement.setMaxRows(-1));
            assertThrows(SQLException.class, () -> statement.setQueryTimeout(-1));
            assertThrows(SQLException.class, () -> statement.setFetchSize(-1));
        }
    }

    @Test
    void aTimeoutIsATimeoutException() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException stopped = assertThrows(SQLTimeoutException.class, () -> statement.executeQuery("slow"));
            assertEquals("57014", stopped.getSQLState());
            assertTrue(statement.executeQuery("ask").next());
        }
    }

    @Test
    void cancelFromAnotherThreadStopsTheQuestion() throws Exception {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<ResultSet> asked = inBackground(statement, "slow");
            shop.workspace.slowStarted.await();
            statement.cancel();
            assertStopped(asked);
            assertTrue(statement.executeQuery("ask").next(), "a cancel ends one question, not the statement");
        }
    }

    @Test
    void closingTheStatementOrTheConnectionStopsTheQuestion() throws Exception {
        Connection connection = shop.connect();
        CompletableFuture<ResultSet> asked = inBackground(connection.createStatement(), "slow");
        shop.workspace.slowStarted.await();
        assertTimeoutPreemptively(Duration.ofSeconds(5), connection::close);
        assertStopped(asked);
        assertEquals(0, shop.workspace.openSessions.get());
        assertEquals(1, shop.workspace.closed.get());
    }

    @Test
    void cancelWhileRowsAreReadStopsTheReading() throws Exception {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("slow rows");
            assertTrue(rows.next());
            CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return rows.next();
                } catch (SQLException stopped) {
                    throw new CompletionException(stopped);
                }
            });
            shop.workspace.slowStarted.await();
            statement.cancel();
            Throwable stopped =
                    assertThrows(CompletionException.class, reading::join).getCause();
            assertEquals("57014", ((SQLException) stopped).getSQLState());
        }
        assertEquals(0, shop.workspace.openRows.get());
    }

    @Test
    void closingWhileAnotherThreadReadsStopsTheReading() throws Exception {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("slow rows");
            assertTrue(rows.next());
            CompletableFuture<Boolean> reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return rows.next();
                } catch (SQLException stopped) {
                    throw new CompletionException(stopped);
                }
            });
            shop.workspace.slowStarted.await();
            statement.close();
            Throwable stopped =
                    assertThrows(CompletionException.class, reading::join).getCause();
            assertEquals("57014", ((SQLException) stopped).getSQLState());
            assertFalse(stopped instanceof SQLTimeoutException, "stopped at once, not after a while");
        }
        assertEquals(0, shop.workspace.openRows.get());
    }

    @Test
    void aNewQuestionClosesTheOldResult() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            ResultSet first = statement.executeQuery("ask");
            ResultSet second = statement.executeQuery("ask");
            assertTrue(first.isClosed());
            assertFalse(second.isClosed());
            assertEquals(1, shop.workspace.openRows.get());
        }
        assertEquals(0, shop.workspace.openRows.get());
    }

    @Test
    void theLastRowFreesTheSourceBeforeTheResultIsClosed() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("ask")) {
            while (rows.next()) {
                assertEquals(1, shop.workspace.openRows.get());
            }
            assertEquals(0, shop.workspace.openRows.get());
            assertFalse(rows.isClosed());
            assertFalse(rows.next());
        }
        assertEquals(0, shop.workspace.openRows.get(), "and only once");
    }

    @Test
    void whatIsClosedSaysSoWithoutLosingTheConnection() throws SQLException {
        try (Connection connection = shop.connect()) {
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("ask");
            statement.close();
            statement.close();
            assertTrue(rows.isClosed());
            assertEquals("55000", assertThrows(SQLException.class, rows::next).getSQLState());
            assertEquals(
                    "55000",
                    assertThrows(SQLException.class, () -> statement.executeQuery("ask"))
                            .getSQLState());
            assertTrue(connection.isValid(1));
        }
    }

    @Test
    void aStatementMayCloseWithItsResult() throws SQLException {
        try (Connection connection = shop.connect()) {
            Statement statement = connection.createStatement();
            statement.closeOnCompletion();
            statement.executeQuery("ask");
            ResultSet second = statement.executeQuery("ask");
            assertFalse(statement.isClosed());
            second.close();
            assertTrue(statement.isClosed());
        }
    }

    @Test
    void anAnswersWarningsAreTheStatements() throws SQLException {
        shop.workspace.warnings = List.of("The default period was used.", "Two answers were invalid.");
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("ask");
            assertEquals("01000", statement.getWarnings().getSQLState());
            assertEquals("The default period was used.", statement.getWarnings().getMessage());
            assertEquals(
                    "Two answers were invalid.",
                    statement.getWarnings().getNextWarning().getMessage());
            statement.clearWarnings();
            assertNull(statement.getWarnings());
        }
    }

    @Test
    void scrollingAndCuttingAreRefused() throws SQLException {
        try (Connection connection = shop.connect();
                Statement statement = connection.createStatement()) {
            assertThrows(
                    SQLFeatureNotSupportedException.class, () -> statement.setFetchDirection(ResultSet.FETCH_REVERSE));
            assertThrows(SQLFeatureNotSupportedException.class, () -> statement.setMaxFieldSize(10));
            assertThrows(SQLException.class, () -> statement.executeQuery(null));
        }
    }

    private static CompletableFuture<ResultSet> inBackground(Statement statement, String sql) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return statement.executeQuery(sql);
            } catch (SQLException stopped) {
                throw new CompletionException(stopped);
            }
        });
    }

    private static void assertStopped(CompletableFuture<ResultSet> asked) {
        Throwable stopped = assertThrows(CompletionException.class, asked::join).getCause();
        assertEquals("57014", ((SQLException) stopped).getSQLState(), stopped.getMessage());
        assertFalse(stopped instanceof SQLTimeoutException);
    }
}
