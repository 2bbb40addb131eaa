package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.ResultColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A cursor behind the checks of JDBC: open, on a row, a column that exists; what it throws leaves as
 * SQLException. Not thread-safe, but for {@link #close}.
 */
final class Rows {

    private final List<ResultColumn> columns;
    private final int[] types;
    private final Cursor cursor;
    private final SqlErrors errors;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile Thread reader = Thread.currentThread();
    private int row;
    private boolean onRow;
    private boolean ended;
    private boolean wasNull;

    /** @param onClose told once, after the cursor was closed */
    Rows(List<ResultColumn> columns, Cursor cursor, SqlErrors errors, Runnable onClose) {
        this.columns = columns;
        this.types = columns.stream().mapToInt(ResultColumn::jdbcType).toArray();
        this.cursor = cursor;
        this.errors = errors;
        this.onClose = onClose;
    }

    /** How one value is read that is not NULL. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Object value) throws Unreadable;
    }

    List<ResultColumn> columns() {
        return columns;
    }

    boolean next() throws SQLException {
        requireOpen();
        if (ended) {
            return false;
        }
        if (reader != Thread.currentThread()) {
            reader = Thread.currentThread();
        }
        try {
            onRow = cursor.next();
        } catch (Throwable failure) {
            onRow = false;
            ended = true;
            releaseAfter(failure);
            throw errors.from(failure);
        }
        if (onRow) {
            row++;
        } else {
            ended = true;
            release();
        }
        return onRow;
    }

    /** Also checks that a value can be read now. */
    int type(int column) throws SQLException {
        if (!onRow || closed.get()) {
            requireOpen();
            throw SqlErrors.of(ErrorCode.NO_ROW);
        }
        if (column < 1 || column > types.length) {
            throw noColumn(Integer.toString(column));
        }
        return types[column - 1];
    }

    <T> @Nullable T read(int column, Reading<T> reading) throws SQLException {
        type(column);
        try {
            Object value = cursor.object(column);
            wasNull = value == null;
            return value == null ? null : reading.read(value);
        } catch (Unreadable reason) {
            throw unreadable(column, reason);
        } catch (Throwable failure) {
            throw errors.from(failure);
        }
    }

    @Nullable
    String string(int column) throws SQLException {
        try {
            String value = cursor.string(column);
            wasNull = value == null;
            return value;
        } catch (Throwable failure) {
            throw errors.from(failure);
        }
    }

    long integer(int column) throws SQLException {
        try {
            long value = cursor.integer(column);
            wasNull = cursor.wasNull();
            return value;
        } catch (Throwable failure) {
            throw errors.from(failure);
        }
    }

    double number(int column) throws SQLException {
        try {
            double value = cursor.number(column);
            wasNull = cursor.wasNull();
            return value;
        } catch (Throwable failure) {
            throw errors.from(failure);
        }
    }

    boolean wasNull() throws SQLException {
        requireOpen();
        return wasNull;
    }

    int row() throws SQLException {
        requireOpen();
        return onRow ? row : 0;
    }

    boolean beforeFirst() {
        return row == 0 && !ended;
    }

    boolean afterLast() {
        return row > 0 && ended;
    }

    /** Whether another thread may be waiting for a row. */
    boolean readElsewhere() {
        return !ended && reader != Thread.currentThread();
    }

    boolean closed() {
        return closed.get();
    }

    void requireOpen() throws SQLException {
        if (closed.get()) {
            throw SqlErrors.of(ErrorCode.NOT_OPEN, "result");
        }
    }

    void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            release();
        } finally {
            onClose.run();
        }
    }

    /** At the last row already: a client that never closes its result must not keep the source's connection. */
    private void release() throws SQLException {
        if (released.compareAndSet(false, true)) {
            errors.guarded(cursor::close);
        }
    }

    private void releaseAfter(Throwable failure) {
        try {
            release();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    SQLException noColumn(String asked) {
        List<String> labels =
                columns.stream().map(ResultColumn::label).limit(60).toList();
        return SqlErrors.of(
                ErrorCode.UNKNOWN_COLUMN,
                asked,
                "this result",
                "It has " + columns.size() + ", counted from 1: " + String.join(", ", labels) + ".");
    }

    SQLException unreadable(int column, Unreadable reason) {
        ResultColumn described = columns.get(column - 1);
        return reason.inColumn(described.label(), described.typeName());
    }
}
