package io.scorecard.session;

import io.scorecard.run.Cursor;
import io.scorecard.run.RowsCursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which the first thousands were read before anybody got one: what fails among them can be answered in another
 * way, while rows that somebody has cannot be taken back. Not thread-safe.
 */
final class ReadAhead implements Cursor {

    private static final int MOST = 10_000;

    private final RowsCursor first;
    private final Cursor rest;
    private Cursor current;

    private ReadAhead(RowsCursor first, Cursor rest) {
        this.first = first;
        this.rest = rest;
        this.current = first;
    }

    /** @param columns how many there are */
    static Cursor into(Cursor rows, int columns) {
        List<List<@Nullable Object>> read = new ArrayList<>();
        try {
            while (read.size() < MOST && rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.object(i));
                }
                read.add(row);
            }
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
        if (read.size() < MOST) {
            rows.close();
            return new RowsCursor(read);
        }
        return new ReadAhead(new RowsCursor(read), rows);
    }

    @Override
    public boolean next() {
        if (current == first && first.next()) {
            return true;
        }
        current = rest;
        return rest.next();
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
