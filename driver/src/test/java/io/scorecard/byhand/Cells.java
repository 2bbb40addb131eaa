package io.scorecard.byhand;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of an answer by period and segment. */
record Cells(Map<String, @Nullable Object> values) {
    private static final double RELATIVE = 1e-9;

    /** Of a statement that answers period, segment and value. */
    static Cells of(Connection connection, String sql) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String key = rows.getDate(1).toLocalDate() + " " + rows.getString(2);
                if (values.containsKey(key)) {
                    throw new IllegalStateException(key + " is answered twice");
                }
                values.put(key, rows.getObject(3));
            }
        }
        return new Cells(values);
    }

    /** What is off in another answer; a cell that is missing is nothing: NULL or 0. */
    List<String> differences(Cells answered, double tolerance) {
        Set<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(answered.values.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            Object expected = values.get(key);
            Object found = answered.values.get(key);
            boolean missing = !values.containsKey(key) || !answered.values.containsKey(key);
            if (!(missing ? isNothing(expected) && isNothing(found) : isSame(expected, found, tolerance))) {
                differences.add(key + ": by hand " + expected + ", answered " + found);
            }
        }
        return differences;
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || ((Number) value).doubleValue() == 0;
    }

    private static boolean isSame(@Nullable Object expected, @Nullable Object found, double tolerance) {
        if (expected == null || found == null) {
            return expected == found;
        }
        if (tolerance == 0 && isExact(expected) && isExact(found)) {
            return new BigDecimal(expected.toString()).compareTo(new BigDecimal(found.toString())) == 0;
        }
        double one = ((Number) expected).doubleValue();
        double other = ((Number) found).doubleValue();
        return Math.abs(one - other) <= Math.max(tolerance, RELATIVE * Math.max(Math.abs(one), 1e-3));
    }

    private static boolean isExact(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }
}
