package io.scorecard.driver;

import io.scorecard.run.Cursor;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A cursor that counts itself while it is open, and may be slow after its first row. */
final class CountedCursor implements Cursor {

    private final Cursor rows;
    private final AtomicInteger open;
    private final Runnable beforeSecond;
    private int row;

    CountedCursor(Cursor rows, AtomicInteger open, Runnable beforeSecond) {
        this.rows = rows;
        this.open = open;
        this.beforeSecond = beforeSecond;
    }

    @Override
    public boolean next() {
        if (++row == 2) {
            beforeSecond.run();
        }
        return rows.next();
    }

    @Override
    public @Nullable Object object(int column) {
        return rows.object(column);
    }

    @Override
    public @Nullable String string(int column) {
        return rows.string(column);
    }

    @Override
    public long integer(int column) {
        return rows.integer(column);
    }

    @Override
    public double number(int column) {
        return rows.number(column);
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        return rows.decimal(column);
    }

    @Override
    public boolean wasNull() {
        return rows.wasNull();
    }

    @Override
    public void close() {
        open.decrementAndGet();
        rows.close();
    }
}
