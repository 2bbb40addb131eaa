package io.scorecard.sample;

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
