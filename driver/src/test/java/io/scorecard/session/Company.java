package io.scorecard.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A company of three customers in a DuckDB file, with churn and one KPI defined by itself; no tickets, no surveys. */
final class Company {

    private static final String MODEL = """
            model: three
            as_of: 2026-04-01
            currency: EUR
            sources:
              crm: {type: duckdb, file: crm.duckdb, canonical: true}
            kpis:
              churn_rate: {override: true, default: event, version: 7}
              paying_share: {formula: closing_customers / active_customers, unit: ratio, better: higher}
            """;

    private Company() {}

    static Path in(Path folder) throws SQLException, IOException {
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("crm.duckdb"));
                Statement statement = file.createStatement()) {
            statement.execute("CREATE TABLE customers AS SELECT * FROM (VALUES ('a', 'retail'), ('b', 'retail'),"
                    + " ('c', 'energy')) AS t(customer_id, industry)");
            statement.execute("CREATE TABLE subscriptions AS SELECT customer_id || '1' AS subscription_id,"
                    + " customer_id || '1' AS subscription_item_id, customer_id,"
                    + " 'active' AS status, CAST(mrr AS DECIMAL(38, 4)) AS mrr, CAST(f AS TIMESTAMP) AS valid_from,"
                    + " CAST(u AS TIMESTAMP) AS valid_to FROM (VALUES ('a', 100, '2025-01-01', NULL),"
                    + " ('b', 100, '2025-01-01', '2026-03-10'), ('c', 50, '2025-01-01', NULL))"
                    + " AS t(customer_id, mrr, f, u)");
        }
        Path model = folder.resolve("model.yaml");
        Files.writeString(model, MODEL);
        return model;
    }

    static Connection open(Path model) throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    /** All rows, in the classes of their columns. */
    static List<List<@Nullable Object>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
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

    /** The second column of the rows whose first is this. */
    static List<@Nullable Object> told(Connection connection, String sql, String first) throws SQLException {
        List<@Nullable Object> told = new ArrayList<>();
        rows(connection, sql).stream().filter(r -> first.equals(r.get(0))).forEach(r -> told.add(r.get(1)));
        return told;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
