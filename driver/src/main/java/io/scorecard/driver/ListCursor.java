package io.scorecard.driver;

import io.scorecard.run.Cursor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already: those of metadata. Not thread-safe. */
final class ListCursor implements Cursor {

    private final List<? extends List<? extends @Nullable Object>> rows;
    private int next;
    private boolean wasNull;

    ListCursor(List<? extends List<? extends @Nullable Object>> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        return next < rows.size() && ++next > 0;
    }

    @Override
    public @Nullable Object object(int column) {
        Object value = rows.get(next - 1).get(column - 1);
        wasNull = value == null;
        return value;
    }

    @Override
    public @Nullable String string(int column) {
        Object value = object(column);
        return value == null ? null : value.toString();
    }

    @Override
    public long integer(int column) {
        return object(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public double number(int column) {
        return object(column) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        Object value = object(column);
        return value == null ? null : new BigDecimal(value.toString());
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public void close() {
        next = rows.size();
    }
}
