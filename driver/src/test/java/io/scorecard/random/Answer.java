package io.scorecard.random;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, in its order; texts, BigDecimal, Double, LocalDate, LocalDateTime, Boolean or null. */
public record Answer(List<List<@Nullable Object>> rows) {
    private static final double TOLERANCE = 1e-9;

    public static Answer of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(10);
            try (ResultSet result = statement.executeQuery(sql)) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(value(result, i));
                    }
                    rows.add(row);
                }
                return new Answer(rows);
            }
        }
    }

    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        return switch (result.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> result.getObject(column, LocalDateTime.class);
            case Types.DATE -> result.getObject(column, LocalDate.class);
            default -> {
                Object value = result.getObject(column);
                yield value instanceof Double || value instanceof Float || value instanceof Boolean || value == null
                        ? value
                        : value instanceof Number ? new BigDecimal(value.toString()) : value.toString();
            }
        };
    }

    /** What is different, if anything; rows in the same order, or in any. */
    public Optional<String> difference(Answer other, boolean ordered) {
        if (rows.size() != other.rows.size()) {
            return Optional.of(rows.size() + " rows, not " + other.rows.size());
        }
        List<List<@Nullable Object>> left = new ArrayList<>(rows);
        List<List<@Nullable Object>> right = new ArrayList<>(other.rows);
        if (!ordered) {
            left.sort(Comparator.comparing(Answer::key));
            right.sort(Comparator.comparing(Answer::key));
        }
        for (int i = 0; i < left.size(); i++) {
            if (!sameRow(left.get(i), right.get(i))) {
                return Optional.of("row " + (i + 1) + ": " + left.get(i) + ", not " + right.get(i));
            }
        }
        return Optional.empty();
    }

    private static String key(List<@Nullable Object> row) {
        StringBuilder key = new StringBuilder();
        for (Object value : row) {
            key.append(value instanceof Number number ? "%.5e".formatted(number.doubleValue() + 0.0) : value)
                    .append('\u0001');
        }
        return key.toString();
    }

    private static boolean sameRow(List<@Nullable Object> left, List<@Nullable Object> right) {
        boolean same = left.size() == right.size();
        for (int i = 0; same && i < left.size(); i++) {
            same = same(left.get(i), right.get(i));
        }
        return same;
    }

    private static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right;
        }
        if (left instanceof BigDecimal x && right instanceof BigDecimal y && isWhole(x) && isWhole(y)) {
            return x.compareTo(y) == 0;
        }
        if (left instanceof Number x && right instanceof Number y) {
            double a = x.doubleValue();
            double b = y.doubleValue();
            return a == b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
        }
        return left.equals(right);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}
