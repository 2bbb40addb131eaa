package io.scorecard.session;

import io.scorecard.run.Cursor;
import io.scorecard.run.RowsCursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer that somebody has looked into: whether there is anything in it, or no row, or only one of
 * nothing but zeros and NULLs, which is kept. Not thread-safe.
 */
final class Ahead implements Cursor {

    private final Cursor rest;
    private final @Nullable RowsCursor first;

    /** Whether the rest stands on a row that was not read yet. */
    private boolean stands;

    private final boolean nothing;
    private boolean begun;
    private Cursor current;

    private Ahead(Cursor rest, @Nullable RowsCursor first, boolean stands, boolean nothing) {
        this.rest = rest;
        this.first = first;
        this.stands = stands;
        this.nothing = nothing;
        this.current = rest;
    }

    /** @param columns how many there are */
    static Ahead into(Cursor rows, int columns) {
        try {
            if (!rows.next()) {
                rows.close();
                return new Ahead(rows, null, false, true);
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                Object value = rows.object(i);
                if (value != null && !(value instanceof Number number && number.doubleValue() == 0)) {
                    return new Ahead(rows, null, true, false);
                }
                values.add(value);
            }
            boolean more = rows.next();
            if (!more) {
                rows.close();
            }
            return new Ahead(rows, new RowsCursor(List.of(values)), more, !more);
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    /** Whether the answer has nothing in it; its source is free for another question then. */
    boolean isNothing() {
        return nothing;
    }

    @Override
    public boolean next() {
        if (!begun && first != null) {
            begun = true;
            current = first;
            return first.next();
        }
        current = rest;
        if (stands) {
            stands = false;
            return true;
        }
        return !nothing && rest.next();
    }

    @Override
    public @Nullable Object object(int column) {
        return current.object(column);
    }

    @Override
    public @Nullable String string(int column) {
        return current.string(column);
    }

    @Override
    public long integer(int column) {
        return current.integer(column);
    }

    @Override
    public double number(int column) {
        return current.number(column);
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        return current.decimal(column);
    }

    @Override
    public boolean wasNull() {
        return current.wasNull();
    }

    @Override
    public void close() {
        rest.close();
    }
}
