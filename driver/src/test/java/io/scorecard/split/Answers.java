package io.scorecard.split;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as sets of rows. */
final class Answers {

    private Answers() {}

    static List<List<@Nullable Object>> of(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getObject(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** What differs, or "": values must be equal and of one class, doubles to nine digits. */
    static String difference(List<List<@Nullable Object>> expected, List<List<@Nullable Object>> found) {
        if (expected.size() != found.size()) {
            return expected.size() + " rows are right, there are " + found.size();
        }
        List<List<@Nullable Object>> left = sorted(expected);
        List<List<@Nullable Object>> right = sorted(found);
        for (int i = 0; i < left.size(); i++) {
            if (!isEqual(left.get(i), right.get(i))) {
                return left.get(i) + " is right, there is " + right.get(i);
            }
        }
        return "";
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(Answers::key));
        return sorted;
    }

    private static String key(List<@Nullable Object> row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            key.append(
                    value instanceof Double number
                            ? String.format(java.util.Locale.ROOT, "%.6e", number == 0 ? 0.0 : number)
                            : value instanceof BigDecimal money
                                    ? money.stripTrailingZeros().toPlainString()
                                    : value);
            key.append('|');
        }
        return key.toString();
    }

    private static boolean isEqual(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!isEqual(left.get(i), right.get(i))) {
                return false;
            }
        }
        return left.size() == right.size();
    }

    private static boolean isEqual(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double a && right instanceof Double b) {
            return a.equals(b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
        }
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return java.util.Objects.equals(left, right);
    }
}
