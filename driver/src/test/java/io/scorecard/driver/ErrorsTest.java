package io.scorecard.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {

    private static final Map<ErrorCode, Class<?>> CLASSES = Map.ofEntries(
            Map.entry(ErrorCode.UNKNOWN_PROPERTY, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.CLOSED, SQLNonTransientConnectionException.class),
            Map.entry(ErrorCode.SYNTAX, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.UNKNOWN_COLUMN, SQLSyntaxErrorException.class),
            Map.entry(ErrorCode.UNANSWERABLE, SQLFeatureNotSupportedException.class),
            Map.entry(ErrorCode.BAD_ARGUMENT, SQLDataException.class),
            Map.entry(ErrorCode.TIMEOUT, SQLTimeoutException.class),
            Map.entry(ErrorCode.CANCELLED, SQLException.class),
            Map.entry(ErrorCode.SOURCE_DOWN, SQLTransientConnectionException.class),
            Map.entry(ErrorCode.SOURCE_LOST, SQLTransientConnectionException.class),
            Map.entry(ErrorCode.SOURCE_LOGIN, SQLInvalidAuthorizationSpecException.class),
            Map.entry(ErrorCode.POOL_FULL, SQLTransientException.class),
            Map.entry(ErrorCode.INTERNAL, SQLException.class));

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorHasItsNumberStateAndClass(ErrorCode code) {
        SQLException error = SqlErrors.of(code, "a", "b", "c", "d", "e");
        assertEquals(code.number(), error.getErrorCode());
        assertEquals(code.sqlState(), error.getSQLState());
        if (CLASSES.containsKey(code)) {
            assertEquals(CLASSES.get(code), error.getClass());
        }
    }

    static Stream<Throwable> surprises() {
        return Stream.of(
                new IllegalStateException("secret 4111"),
                new NullPointerException(),
                new StackOverflowError(),
                new AssertionError("secret 4111"),
                new OutOfMemoryError("secret 4111"),
                new NoClassDefFoundError("secret 4111"));
    }

    @ParameterizedTest
    @MethodSource("surprises")
    void aSurpriseBelowIsAnSqlExceptionWithAReferenceAndNoSecret(Throwable surprise) throws SQLException {
        Shop shop = new Shop();
        shop.workspace.failure = surprise;
        try (Connection connection = shop.connect()) {
            SQLException error = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("ask"));
            assertEquals("XX000", error.getSQLState());
            assertEquals(9999, error.getErrorCode());
            assertTrue(error.getMessage().matches(".*reference [0-9a-f]{8}.*"), error.getMessage());
            assertFalse(error.toString().contains("4111"));
            assertNull(error.getCause());
        }
    }

    @ParameterizedTest
    @CsvSource({"off,0", "error,1", "debug,2"})
    void theLogTellsTheCauseOnlyWhereItIsAskedFor(String level, int records) throws SQLException {
        Shop shop = new Shop();
        shop.workspace.failure = new IllegalStateException("secret 4111");
        List<LogRecord> written = new ArrayList<>();
        Logger logger = Logger.getLogger("io.scorecard");
        Handler handler = new Recorder(written);
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        try (Connection connection = shop.connect("jdbc:scorecard:sample;log_level=" + level)) {
            SQLException error = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("ask"));
            assertEquals(records, written.size());
            if (records > 0) {
                LogRecord last = written.get(records - 1);
                assertTrue(error.getMessage().contains(last.getMessage().replace("Failure ", "reference ")));
                assertEquals("secret 4111", last.getThrown().getMessage());
            }
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        }
    }

    private static final class Recorder extends Handler {
        private final List<LogRecord> written;

        Recorder(List<LogRecord> written) {
            this.written = written;
        }

        @Override
        public void publish(LogRecord message) {
            written.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void whatASourceSaidIsNotChained() throws SQLException {
        Shop shop = new Shop();
        shop.workspace.failure = ErrorCode.SOURCE_FAILED
                .with("crm", "division by zero", "")
                .because(new SQLException("row (4111-1111)"));
        try (Connection connection = shop.connect()) {
            SQLException error = assertThrows(
                    SQLException.class, () -> connection.createStatement().executeQuery("ask"));
            assertEquals(4004, error.getErrorCode());
            assertNull(error.getCause());
            assertFalse(error.getMessage().contains("4111"));
        }
    }
}
