package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model does not map is worth its default, and a statement does not compute it from nothing. */
class UnmappedColumnsTest {

    private static final String ROWS =
            " FROM (VALUES ('a', 1, 30.5, NULL), ('b', 2, 12.25, NULL), ('b', 3, 7, 20), ('c', 4, 99, 60))"
                    + " AS v (customer_id, item, unit_amount, days)";

    @TempDir
    static Path folder;

    @BeforeAll
    static void fill() throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"));
                Statement statement = file.createStatement()) {
            String columns =
                    "customer_id, CAST(item AS VARCHAR) AS subscription_item_id, CAST(item AS VARCHAR) AS subscription_id, CAST(unit_amount AS DECIMAL(18, 4))"
                            + " AS unit_amount, DATE '2026-01-01' AS valid_from, DATE '2026-01-01' + CAST(days AS INTEGER) AS valid_to";
            statement.execute("CREATE TABLE bare AS SELECT " + columns + ROWS);
            statement.execute("CREATE TABLE told AS SELECT " + columns + ", 'active' AS status, 1 AS quantity,"
                    + " 'month' AS billing_interval, 1 AS billing_interval_count, 0 AS discount_percent,"
                    + " 0.0 AS discount_amount, CAST(NULL AS DATE) AS discount_end" + ROWS);
        }
    }

    private static Connection asked(String table) throws IOException, SQLException {
        CompanyModel empty = CompanyModel.overDuckDb("main");
        String mapping = "  subscriptions: {from: " + empty.prefix() + table + "}";
        return new CompanyModel(empty.source(), empty.prefix(), List.of(mapping))
                .openAsOf("2026-04-01T00:00:00Z", folder, table);
    }

    private static List<String> answer(Connection connection, String question) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return rows;
    }

    @Test
    void listedRevenueIsThatOfDefaultsWrittenOut() throws SQLException, IOException {
        String question =
                "SELECT month, mrr('list') FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month ORDER BY 1";
        String explain = "EXPLAIN " + question;
        try (Connection bare = asked("bare");
                Connection told = asked("told")) {
            assertEquals(answer(told, question), answer(bare, question));
            assertTrue(answer(told, explain).toString().contains("'quarter'"));
            assertFalse(answer(bare, explain).toString().contains("'quarter'"));
            // by hand: b's second item ends on January 21st, and c leaves on March 2nd
            try (Statement statement = bare.createStatement();
                    ResultSet row = statement.executeQuery(question)) {
                for (String expected : List.of("141.75", "141.75", "42.75")) {
                    assertTrue(row.next());
                    assertEquals(0, row.getBigDecimal(2).compareTo(new BigDecimal(expected)));
                }
            }
        }
    }
}
