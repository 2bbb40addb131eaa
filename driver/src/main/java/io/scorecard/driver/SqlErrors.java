package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.Textless;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.UUID;

/**
 * Whatever went wrong below, as the SQLException that fits its SQLSTATE.
 *
 * <p>Causes are not chained: the text of a source's error may hold cell values, and tools print whole
 * chains. They go to the connection's log; the stack trace is kept, and of what nobody foresaw what led to it, without
 * any text. Thread-safe.
 */
record SqlErrors(ConnectionLog log) {

    static final SqlErrors UNLOGGED = new SqlErrors(ConnectionLog.SILENT);

    private static final int FRAMES = 60;

    /** A call into the engine. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    /** A call into the engine that answers nothing. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    <T> T guard(Call<T> call) throws SQLException {
        try {
            return call.run();
        } catch (Throwable failure) {
            throw from(failure);
        }
    }

    void guarded(Action action) throws SQLException {
        guard(() -> {
            action.run();
            return true;
        });
    }

    /** Also for errors as deep recursion and failed assertions, which would end a client's thread. */
    SQLException from(Throwable failure) {
        if (failure instanceof SQLException already) {
            return already;
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        if (failure instanceof ScorecardException ours) {
            if (ours.getCause() != null) {
                log.failed(ours, reference);
            }
            return at(failure, of(ours));
        }
        log.failed(failure, reference);
        SQLException shown =
                at(failure, of(ErrorCode.INTERNAL, failure.getClass().getSimpleName() + ", reference " + reference));
        if (failure.getCause() != null) {
            shown.addSuppressed(Textless.of(failure.getCause()));
        }
        return shown;
    }

    static SQLException of(ErrorCode code, Object... values) {
        return of(code.with(values));
    }

    static SQLException unsupported(String what, String advice) {
        return of(ErrorCode.UNSUPPORTED, what, advice);
    }

    static SQLException of(ScorecardException failure) {
        String text = failure.getMessage();
        String state = failure.sqlState();
        int number = failure.code().number();
        if (failure.code() == ErrorCode.TIMEOUT) {
            return new SQLTimeoutException(text, state, number);
        }
        return switch (state.substring(0, 2)) {
            case "08" ->
                number < 4000
                        ? new SQLNonTransientConnectionException(text, state, number)
                        : new SQLTransientConnectionException(text, state, number);
            case "0A" -> new SQLFeatureNotSupportedException(text, state, number);
            case "21", "22" -> new SQLDataException(text, state, number);
            case "28" -> new SQLInvalidAuthorizationSpecException(text, state, number);
            case "42" -> new SQLSyntaxErrorException(text, state, number);
            case "53" -> new SQLTransientException(text, state, number);
            case "25", "54", "F0" -> new SQLNonTransientException(text, state, number);
            default -> new SQLException(text, state, number);
        };
    }

    private static SQLException at(Throwable origin, SQLException shown) {
        StackTraceElement[] frames = origin.getStackTrace();
        shown.setStackTrace(Arrays.copyOf(frames, Math.min(FRAMES, frames.length)));
        return shown;
    }
}
