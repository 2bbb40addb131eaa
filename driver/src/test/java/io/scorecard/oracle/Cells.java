package io.scorecard.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two answers side by side, keyed by period and segment: counts and money must be equal, doubles to 1e-9 of their size.
 *
 * <p>The type of the expected value decides: where it is a count or money, a double on the other side is a difference,
 * however close it is. The columns of the expected rows are compared, or those that {@link #comparing} names.
 *
 * @param label what the message begins with, such as {@code seed 17, duckdb}
 * @param missingIsZero whether a row that one side lacks stands for zeros and NULLs
 * @param only the columns to compare, empty for all of the expected rows
 */
public record Cells(String label, boolean missingIsZero, List<String> only) {
    private static final double TOLERANCE = 1e-9;
    private static final int SHOWN = 20;

    /** Cells in which a missing row is a difference. */
    public static Cells of(String label) {
        return new Cells(label, false, List.of());
    }

    /** The same comparison, in which a row that one side lacks stands for zeros and NULLs. */
    public Cells withMissingAsZero() {
        return new Cells(label, true, only);
    }

    /** The same comparison of these columns alone. */
    public Cells comparing(String... columns) {
        return new Cells(label, missingIsZero, List.of(columns));
    }

    /** Fails with label, key, column and both values of the first differences. */
    public void assertSame(List<Row> expected, List<Row> actual) {
        List<String> differences = differences(expected, actual);
        if (!differences.isEmpty()) {
            throw new AssertionError(differences.size() + " differences\n"
                    + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))));
        }
    }

    /** One line for each difference; none where the answers are the same. */
    public List<String> differences(List<Row> expected, List<Row> actual) {
        List<String> found = new ArrayList<>();
        Map<Row.Key, Row> left = keyed(expected, "expected", found);
        Map<Row.Key, Row> right = keyed(actual, "actual", found);
        Set<Row.Key> keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        Set<String> columns = new LinkedHashSet<>(only);
        if (only.isEmpty()) {
            expected.forEach(row -> columns.addAll(row.values().keySet()));
        }
        for (Row.Key key : keys) {
            if (!missingIsZero && (left.get(key) == null || right.get(key) == null)) {
                found.add(where(key) + (left.get(key) == null ? "a row that is not expected" : "the row is missing"));
                continue;
            }
            for (String column : columns) {
                compare(key, column, left.get(key), right.get(key), found);
            }
        }
        return found;
    }

    private Map<Row.Key, Row> keyed(List<Row> rows, String side, List<String> found) {
        Map<Row.Key, Row> keyed = new LinkedHashMap<>();
        for (Row row : rows) {
            if (keyed.put(row.key(), row) != null) {
                found.add(where(row.key()) + "twice in the " + side + " rows");
            }
        }
        return keyed;
    }

    private void compare(Row.Key key, String column, @Nullable Row expected, @Nullable Row actual, List<String> found) {
        if (actual != null && !actual.values().containsKey(column)) {
            found.add(where(key) + column + " is not a column of the answer");
            return;
        }
        Object left = expected == null ? null : expected.value(column);
        Object right = actual == null ? null : actual.value(column);
        boolean same = expected == null || actual == null ? isNothing(left) && isNothing(right) : same(left, right);
        if (!same) {
            found.add(where(key) + column + " expected " + shown(left) + ", was " + shown(right));
        }
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || value instanceof Number number && number.doubleValue() == 0;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (isInexact(left)) {
            return right instanceof Number number && near(((Number) left).doubleValue(), number.doubleValue());
        }
        if (left instanceof Number && right instanceof Number) {
            return !isInexact(right)
                    && new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString())) == 0;
        }
        return Objects.equals(left, right);
    }

    private static boolean isInexact(Object value) {
        return value instanceof Double || value instanceof Float;
    }

    private static boolean near(double left, double right) {
        return Math.abs(left - right) <= TOLERANCE * Math.max(1e-3, Math.max(Math.abs(left), Math.abs(right)));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "NULL" : value + " (" + value.getClass().getSimpleName() + ")";
    }

    private String where(Row.Key key) {
        return label + ", [" + key.period().start() + ", " + key.period().end() + "), " + key.segment() + ": ";
    }
}
