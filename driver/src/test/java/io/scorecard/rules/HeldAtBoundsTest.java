package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Versions that hold at the opening or at the closing of one period. DuckDB reads those of its own tables in two parts
 * where the period is long; none is counted twice or forgotten that begins or ends at a bound, holds at both, or never ends.
 */
class HeldAtBoundsTest extends BothEngines {

    private static final List<String> BOUNDS = List.of(
            "2023-06-01",
            "2024-06-01",
            "2025-06-01",
            "2025-09-01",
            "2025-10-01",
            "2026-02-01",
            "2026-03-01",
            "2026-05-01",
            "2026-06-01");

    private static final String QUESTION = "SELECT opening_customers(), closing_customers(), churn_rate(),"
            + " opening_customers() - churned_customers() FROM kpi WHERE month >= DATE '%s' AND month < DATE '%s'";

    @Override
    List<String> revenue() {
        List<String> more = new ArrayList<>();
        int i = 0;
        List<String> moments = new ArrayList<>(BOUNDS);
        moments.addAll(List.of("2023-01-01", "2026-07-01"));
        for (String from : moments) {
            for (String until : moments) {
                String version =
                        "('x" + ++i + "', 'x" + i + "', 'x" + i % 17 + "', 'active', " + i + ", '" + from + "', ";
                more.add("INSERT INTO subscriptions VALUES " + version + "'" + until + "')");
                if (i % 5 == 0) {
                    more.add("INSERT INTO subscriptions VALUES " + version + "NULL)");
                }
            }
        }
        return more;
    }

    private static String paid(String bound) {
        return "(SELECT customer_id, SUM(mrr) AS mrr FROM subscriptions WHERE valid_from < " + bound
                + " AND (valid_to IS NULL OR valid_to >= " + bound
                + " AND valid_to > valid_from) GROUP BY customer_id)";
    }

    private static String byHand(String from, String until) {
        String opening = paid("TIMESTAMP '" + from + " 00:00:00'");
        String closing = paid("TIMESTAMP '" + until + " 00:00:00'");
        return "SELECT COUNT(o.customer_id), COUNT(c.customer_id), 1.0 * COUNT(CASE WHEN c.customer_id IS NULL THEN 1 END"
                + ") FILTER (WHERE o.customer_id IS NOT NULL) / COUNT(o.customer_id),"
                + " COUNT(CASE WHEN c.customer_id IS NOT NULL THEN o.customer_id END) FROM " + opening
                + " AS o FULL JOIN " + closing + " AS c ON c.customer_id = o.customer_id";
    }

    @Test
    void customersAtBothBounds() throws SQLException {
        for (String from : BOUNDS) {
            for (String until : BOUNDS) {
                if (from.compareTo(until) < 0) {
                    assertSame(QUESTION.formatted(from, until), byHand(from, until));
                }
            }
        }
    }

    @Test
    void moneyOfThoseWhoStay() throws SQLException {
        for (String from : BOUNDS.subList(0, 4)) {
            assertSame(
                    "SELECT net_revenue_retention(), opening_mrr() FROM kpi WHERE month >= DATE '" + from
                            + "' AND month < DATE '2026-06-01'",
                    "SELECT 1.0 * SUM(c.mrr) / SUM(o.mrr), SUM(o.mrr) FROM "
                            + paid("TIMESTAMP '" + from + " 00:00:00'") + " AS o LEFT JOIN "
                            + paid("TIMESTAMP '2026-06-01 00:00:00'") + " AS c ON c.customer_id = o.customer_id");
        }
    }

    @Test
    void onlyDuckDbReadsItsOwnTablesApart(@TempDir Path folder) throws SQLException, IOException {
        String question = QUESTION.formatted("2024-06-01", "2026-06-01");
        assertEquals(
                false,
                isApart(company(Company.Engine.DUCKDB)
                        .rows("EXPLAIN " + QUESTION.formatted("2025-06-01", "2026-06-01"))));
        assertEquals(true, isApart(company(Company.Engine.DUCKDB).rows("EXPLAIN " + question)));
        assertEquals(false, isApart(company(Company.Engine.POSTGRESQL).rows("EXPLAIN " + question)));
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("customers.csv"), "customer_id\na\nb\n");
        Files.writeString(data.resolve("subscriptions.csv"), """
                subscription_item_id,subscription_id,status,customer_id,mrr,valid_from,valid_to
                1,1,active,a,10,2024-01-01,
                2,2,active,b,20,2024-01-01,2026-03-15
                """);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("crm.duckdb"));
                Statement statement = file.createStatement()) {
            statement.execute("CREATE TABLE customers AS SELECT * FROM (VALUES ('a'), ('b')) AS t(customer_id)");
            statement.execute(
                    "CREATE VIEW subscriptions AS SELECT * FROM (VALUES ('1', '1', 'active', 'a', 10.0, TIMESTAMP '2024-01-01', NULL),"
                            + " ('2', '2', 'active', 'b', 20.0, TIMESTAMP '2024-01-01', TIMESTAMP '2026-03-15'))"
                            + " AS t(subscription_item_id, subscription_id, status, customer_id, mrr, valid_from, valid_to)");
        }
        for (String source : List.of(
                "{type: files, folder: data, canonical: true}", "{type: duckdb, file: crm.duckdb, canonical: true}")) {
            Path model = folder.resolve("model.yaml");
            Files.writeString(
                    model, "model: m\nas_of: 2026-07-01T00:00:00Z\ncurrency: EUR\nsources:\n  data: " + source + "\n");
            try (Connection ours = DriverManager.getConnection("jdbc:scorecard:" + model);
                    Statement statement = ours.createStatement()) {
                assertEquals("[[2, 1, 0.5, 1]]", rows(statement, question).toString());
                assertEquals(false, isApart(rows(statement, "EXPLAIN " + question)));
            }
        }
    }

    private static List<?> rows(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return Company.rows(rows);
        }
    }

    private static boolean isApart(List<?> explained) {
        String sql = explained.toString();
        return sql.contains("NOT MATERIALIZED") && sql.contains("UNION ALL");
    }
}
