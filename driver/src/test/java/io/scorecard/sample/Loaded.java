package io.scorecard.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sample company in a DuckDB of its own, to be asked in plain SQL. */
final class Loaded implements AutoCloseable {

    private final Connection duckdb;

    Loaded(long seed, double scale) throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        SampleCompany.load(duckdb, "sample", seed, scale, Progress.SILENT);
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET search_path = 'sample'");
            statement.execute("CREATE MACRO berlin(t) AS t AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Berlin'");
            statement.execute("CREATE MACRO utc(t) AS t AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC'");
            statement.execute("CREATE MACRO month_of(t) AS date_trunc('month', berlin(t))::DATE");
        }
    }

    double number(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** First column to second. */
    Map<String, Double> numbers(String sql) throws SQLException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getDouble(2));
            }
        }
        return numbers;
    }

    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    List<List<String>> rows(String sql) throws SQLException {
        return rows(duckdb, sql);
    }

    /** Cells as texts; numbers to six places, so that types do not matter. */
    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(cell(rows.getObject(i)));
                }
                all.add(row);
            }
        }
        return all;
    }

    private static String cell(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(value).replaceAll("\\.0$", "");
    }

    /** The first lines that differ by more than rounding. */
    static List<String> differences(List<List<String>> expected, List<List<String>> answered) {
        List<String> different = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), answered.size()) && different.size() < 5; i++) {
            List<String> a = i < expected.size() ? expected.get(i) : List.of();
            List<String> b = i < answered.size() ? answered.get(i) : List.of();
            if (!isAlike(a, b)) {
                different.add("row " + i + " should be " + a + " and is " + b);
            }
        }
        return different;
    }

    private static boolean isAlike(List<String> a, List<String> b) {
        boolean alike = a.size() == b.size();
        for (int i = 0; alike && i < a.size(); i++) {
            alike = a.get(i).equals(b.get(i)) || isNear(a.get(i), b.get(i));
        }
        return alike;
    }

    private static boolean isNear(String a, String b) {
        try {
            double x = Double.parseDouble(a);
            double y = Double.parseDouble(b);
            return Math.abs(x - y) <= 2e-6 * Math.max(1, Math.abs(x));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    List<String> tables() throws SQLException {
        return Export.names(duckdb, "sample");
    }

    /** By table, the number of rows. */
    Map<String, Double> sizes() throws SQLException {
        Map<String, Double> sizes = new LinkedHashMap<>();
        for (String table : tables()) {
            sizes.put(table, number("SELECT COUNT(*) FROM " + table));
        }
        return sizes;
    }

    /** By table, a digest of every value. */
    Map<String, String> digests() throws SQLException {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String table : tables()) {
            digests.put(
                    table,
                    texts("SELECT md5(string_agg(t::VARCHAR, '|' ORDER BY rowid)) FROM " + table + " t")
                            .get(0));
        }
        return digests;
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
    }
}
