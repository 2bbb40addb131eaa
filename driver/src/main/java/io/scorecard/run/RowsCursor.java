package io.scorecard.run;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already: what is told about a model rather than read from its sources. Not thread-safe. */
public final class RowsCursor implements Cursor {

    private final List<? extends List<? extends @Nullable Object>> rows;
    private int next;
    private boolean wasNull;

    public RowsCursor(List<? extends List<? extends @Nullable Object>> rows) {
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
