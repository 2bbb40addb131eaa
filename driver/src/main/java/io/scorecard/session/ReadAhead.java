package io.scorecard.session;

import io.scorecard.run.Cursor;
import io.scorecard.run.RowsCursor;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which the first were read before anybody got one: whether there is anything in the answer is known then, and
 * what fails among them fails before it begins. Not thread-safe.
 */
final class ReadAhead implements Cursor {

    private final List<List<@Nullable Object>> read;
    private final RowsCursor first;
    private final Cursor rest;
    private final boolean ended;
    private Cursor current;

    private ReadAhead(List<List<@Nullable Object>> read, Cursor rest, boolean ended) {
        this.read = read;
        this.first = new RowsCursor(read);
        this.rest = rest;
        this.ended = ended;
        this.current = first;
    }

    /**
     * @param columns how many there are
     * @param most rows to read; where there are fewer the source is free afterwards
     */
    static ReadAhead into(Cursor rows, int columns, int most) {
        List<List<@Nullable Object>> read = new ArrayList<>();
        try {
            while (read.size() < most && rows.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(rows.object(i));
                }
                read.add(row);
            }
            boolean ended = read.size() < most;
            if (ended) {
                rows.close();
            }
            return new ReadAhead(read, rows, ended);
        } catch (RuntimeException | Error e) {
            rows.close();
            throw e;
        }
    }

    /** Whether there is no row; nothing is held then. */
    boolean isEmpty() {
        return ended && read.isEmpty();
    }

    /** Whether there is no row, or each is of nothing but zeros and NULLs, beside days. */
    boolean isNothing() {
        return ended && read.stream().allMatch(ReadAhead::isNothing);
    }

    private static boolean isNothing(List<@Nullable Object> row) {
        return row.stream().anyMatch(ReadAhead::isZero)
                && row.stream().allMatch(v -> isZero(v) || v instanceof Temporal);
    }

    private static boolean isZero(@Nullable Object value) {
        return value == null || value instanceof Number number && number.doubleValue() == 0;
    }

    @Override
    public boolean next() {
        if (current == first && first.next()) {
            return true;
        }
        if (ended) {
            return false;
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
