package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is a bound of another's time, so that it is asked before that one is printed. Its
 * answer is one more value behind those of the question's parameters. Immutable.
 */
public record AskedFirst(Compiled question, Kind kind) {

    private static final int MOST_VALUES = 10_000;

    /** How the answer is used. */
    public enum Kind {
        /** The value of its one row, or NULL. */
        VALUE,
        /** All values of its column. */
        VALUES,
        /** Whether it has a row. */
        EXISTS
    }

    /** What its rows say. */
    public @Nullable Object answer(Cursor rows) {
        return switch (kind) {
            case EXISTS -> rows.next();
            case VALUE -> value(rows);
            case VALUES -> values(rows);
        };
    }

    private static @Nullable Object value(Cursor rows) {
        if (!rows.next()) {
            return null;
        }
        Object value = rows.object(1);
        if (rows.next()) {
            throw ErrorCode.INVALID.with(
                    "A subquery that time is compared with has more than one row.", "Use IN, or ask for MAX or MIN.");
        }
        return value;
    }

    private static List<@Nullable Object> values(Cursor rows) {
        List<@Nullable Object> values = new ArrayList<>();
        while (rows.next()) {
            if (values.size() == MOST_VALUES) {
                throw ErrorCode.TOO_LARGE.with(
                        "a condition on time has more than " + MOST_VALUES + " values",
                        "Compare with the first and the last.");
            }
            values.add(rows.object(1));
        }
        return values;
    }
}
