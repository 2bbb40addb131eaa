package io.scorecard.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: for each value of its first columns the numbers in the others, NULL where there is none.
 *
 * @param question what was asked
 */
record Numbers(String question, Map<List<@Nullable String>, List<@Nullable Double>> rows) {

    /** @param keys how many of the columns are keys */
    static Numbers ask(Connection connection, String question, int keys) throws SQLException {
        Map<List<@Nullable String>, List<@Nullable Double>> all = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<@Nullable String> key = new ArrayList<>();
                for (int i = 1; i <= keys; i++) {
                    key.add(rows.getString(i));
                }
                List<@Nullable Double> numbers = new ArrayList<>();
                for (int i = keys + 1; i <= columns; i++) {
                    double number = rows.getDouble(i);
                    numbers.add(rows.wasNull() ? null : (Double) number);
                }
                all.put(key, numbers);
            }
        }
        return new Numbers(question, all);
    }

    /** The first row's. */
    List<@Nullable Double> only() throws SQLException {
        if (rows.isEmpty()) {
            throw new SQLException("The answer has no row: " + question, "02000");
        }
        return rows.values().iterator().next();
    }

    /** Whether two numbers are one, but for what rounding makes of sums in another order. */
    static boolean same(@Nullable Double a, @Nullable Double b, double rounded) {
        return a == null || b == null ? a == b : Math.abs(a - b) <= rounded + 1e-9 * Math.max(Math.abs(a), Math.abs(b));
    }

    static String shown(@Nullable Double number) {
        return number == null ? "NULL" : number.toString().replaceAll("\\.0$", "");
    }
}
