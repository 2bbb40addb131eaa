package io.scorecard.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a query, in an order of their own, to compare before anything is timed. */
final class Answer {

    private static final double TOLERANCE = 1e-9;

    private final List<List<@Nullable Object>> rows;

    private Answer(List<List<@Nullable Object>> rows) {
        this.rows = rows;
    }

    static Answer of(Connection connection, String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparing(Answer::keys));
        return new Answer(rows);
    }

    /** Dates and texts, which are what rows are told apart by. */
    private static String keys(List<@Nullable Object> row) {
        StringBuilder keys = new StringBuilder();
        row.stream()
                .filter(v -> !(v instanceof Number))
                .forEach(v -> keys.append(v).append('|'));
        return keys.toString();
    }

    int size() {
        return rows.size();
    }

    void mustEqual(Answer other) {
        if (rows.size() != other.rows.size() || rows.isEmpty()) {
            throw new IllegalStateException(rows.size() + " rows, but by hand " + other.rows.size());
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < rows.get(i).size(); k++) {
                if (!same(rows.get(i).get(k), other.rows.get(i).get(k))) {
                    throw new IllegalStateException("row " + rows.get(i) + ", but by hand " + other.rows.get(i));
                }
            }
        }
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            double difference = Math.abs(x.doubleValue() - y.doubleValue());
            return difference <= TOLERANCE * Math.max(1, Math.abs(y.doubleValue()));
        }
        return String.valueOf(a).equals(String.valueOf(b));
    }
}
