package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    private final Shop shop = new Shop();

    @Test
    void commitAndRollbackDoNothingInEitherMode() throws SQLException {
        try (Connection connection = shop.connect()) {
            assertTrue(connection.getAutoCommit());
            connection.commit();
            connection.setAutoCommit(false);
            ResultSet rows = connection.createStatement().executeQuery("ask");
            connection.commit();
            connection.rollback();
            assertTrue(rows.next(), "a result outlives a commit");
            assertFalse(connection.getAutoCommit());
        }
    }

    @Test
    void theConnectionStaysReadOnly() throws SQLException {
        try (Connection connection = shop.connect()) {
            connection.setReadOnly(true);
            assertEquals(null, connection.getWarnings());
            connection.setReadOnly(false);
            assertTrue(connection.isReadOnly());
            assertEquals("01000", connection.getWarnings().getSQLState());
        }
    }

    @Test
    void onlyIsolationThatCanBePromisedIsAccepted() throws SQLException {
        try (Connection connection = shop.connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
            assertThrows(
                    SQLFeatureNotSupportedException.class,
                    () -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
        }
    }

    @Test
    void savepointsAreThereInATransactionAndChangeNothing() throws SQLException {
        try (Connection connection = shop.connect()) {
            assertThrows(SQLException.class, connection::setSavepoint);
            connection.setAutoCommit(false);
            Savepoint named = connection.setSavepoint("before");
            assertEquals("before", named.getSavepointName());
            assertThrows(SQLException.class, named::getSavepointId);
            connection.rollback(named);
            connection.releaseSavepoint(named);
            Savepoint numbered = connection.setSavepoint();
            assertEquals(numbered.getSavepointId(), numbered.getSavepointId());
            assertThrows(SQLException.class, () -> connection.releaseSavepoint(null));
        }
    }

    @Test
    void modelAndSchemaAreToldAndCannotBeChanged() throws SQLException {
        try (Connection connection = shop.connect()) {
            assertEquals("shop", connection.getCatalog());
            assertEquals("scorecard", connection.getSchema());
            connection.setCatalog("shop");
            connection.setSchema("scorecard");
            assertThrows(SQLException.class, () -> connection.setCatalog("other"));
            assertThrows(SQLException.class, () -> connection.setSchema("public"));
        }
    }

    @Test
    void aClosedConnectionSaysSo() throws SQLException {
        Connection connection = shop.connect();
        connection.close();
        connection.close();
        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(1));
        SQLException error = assertThrows(SQLException.class, connection::createStatement);
        assertEquals("08003", error.getSQLState());
        assertThrows(SQLException.class, () -> connection.prepareStatement("ask"));
        assertThrows(SQLException.class, connection::commit);
        assertThrows(SQLException.class, connection::getMetaData);
    }

    @Test
    void abortClosesThroughTheExecutor() throws SQLException {
        Connection connection = shop.connect();
        Executor atOnce = Runnable::run;
        connection.abort(atOnce);
        assertTrue(connection.isClosed());
        assertEquals(0, shop.workspace.openSessions.get());
    }

    @Test
    void theCurrencyMustBeTheModels() throws SQLException {
        shop.connect("jdbc:scorecard:sample;currency=EUR").close();
        SQLException refused =
                assertThrows(SQLException.class, () -> shop.connect("jdbc:scorecard:sample;currency=USD"));
        assertEquals(1002, refused.getErrorCode());
        assertEquals(0, shop.workspace.openSessions.get());
    }

    @Test
    void connectionsShareAModelUntilItsFileChanges(@TempDir Path folder) throws Exception {
        Path model = Files.writeString(folder.resolve("model.yaml"), "model: a");
        Path link = Files.createSymbolicLink(folder.resolve("same.yaml"), model);
        try (Connection first = shop.connect("jdbc:scorecard:" + model);
                Connection second = shop.connect("jdbc:scorecard:" + link)) {
            assertEquals(List.of("model.yaml"), shop.opened);
            Files.setLastModifiedTime(model, FileTime.fromMillis(1_000_000));
            try (Connection third = shop.connect("jdbc:scorecard:" + model)) {
                assertEquals(List.of("model.yaml", "model.yaml"), shop.opened);
                assertEquals(3, shop.workspace.openSessions.get());
                assertTrue(first.isValid(1) && second.isValid(1) && third.isValid(1));
            }
            assertEquals(1, shop.workspace.closed.get(), "the new one is closed, the old one still used");
        }
        assertEquals(2, shop.workspace.closed.get());
    }

    @Test
    void severalThreadsMayAskOnOneConnection() throws Exception {
        try (Connection connection = shop.connect()) {
            List<CompletableFuture<Integer>> sums = IntStream.range(0, 8)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> sums(connection)))
                    .toList();
            for (CompletableFuture<Integer> sum : sums) {
                assertEquals(100 * 6, sum.get(20, TimeUnit.SECONDS));
            }
            assertEquals(1, shop.workspace.mostAtOnce.get(), "a session is used by one thread at a time");
        }
    }

    private static int sums(Connection connection) {
        int sum = 0;
        for (int i = 0; i < 100; i++) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("ask")) {
                while (rows.next()) {
                    sum += rows.getInt(1);
                }
            } catch (SQLException failure) {
                throw new CompletionException(failure);
            }
        }
        return sum;
    }

    @Test
    void anObjectUnwrapsToItselfOnly() throws SQLException {
        try (Connection connection = shop.connect()) {
            assertSame(connection, connection.unwrap(Connection.class));
            assertTrue(connection.isWrapperFor(ScorecardConnection.class));
            assertFalse(connection.isWrapperFor(String.class));
            assertThrows(SQLException.class, () -> connection.unwrap(String.class));
        }
    }

    @Test
    void aDataSourceConnects() throws SQLException {
        ScorecardDataSource source = new ScorecardDataSource(shop.driver);
        source.setModel("sample");
        source.set(ConnectionProperty.MAX_ROWS, "5");
        try (Connection connection = source.getConnection("ann", "hunter2")) {
            assertEquals("ann", connection.getMetaData().getUserName());
            assertEquals(5, connection.createStatement().getMaxRows());
        }
    }

    @Test
    void aPoolResetsAndReusesConnections() throws SQLException {
        ScorecardDataSource source = new ScorecardDataSource(shop.driver);
        source.setUrl("jdbc:scorecard:sample");
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        config.setReadOnly(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setCatalog("shop");
        config.setSchema("scorecard");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (int i = 0; i < 20; i++) {
                try (Connection connection = pool.getConnection();
                        ResultSet rows = connection.createStatement().executeQuery("ask")) {
                    assertTrue(rows.next());
                    connection.setReadOnly(true);
                    connection.setNetworkTimeout(Runnable::run, 1000);
                    connection.commit();
                }
            }
            assertTrue(shop.workspace.openSessions.get() <= 2);
            assertEquals(0, shop.workspace.openRows.get());
            assertEquals(List.of("sample"), shop.opened);
        }
        assertEquals(0, shop.workspace.openSessions.get());
    }
}
