package io.scorecard.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One company, once in one DuckDB and many times divided among sources: the same answers. */
class SplitQuestionsTest {

    private static final String SCHEMA = "split_questions";

    @TempDir
    static Path folder;

    private static final List<Connection> DIVIDED = new ArrayList<>();
    private static Connection whole;

    @BeforeAll
    static void open() throws IOException, SQLException {
        RandomCompany company = RandomCompany.of(4);
        company.writeCsv(folder);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            company.load(file, Dialect.DUCKDB, SCHEMA);
        }
        try (Connection server = Postgres.connect()) {
            company.load(server, Dialect.POSTGRESQL, SCHEMA);
        }
        whole = Placement.all("books", SCHEMA).open(folder);
        Placement desk = Placement.all("desk", SCHEMA);
        Placement crm = Placement.all("crm", SCHEMA);
        for (Placement placement : List.of(
                desk.with("crm", "customers"),
                desk.with("crm", "customers", "customer_history"),
                crm.with("billing", "customers"),
                crm.with("desk", "customers"),
                crm.with("desk", "customers", "customer_history"),
                desk.with("crm", "customers", "customer_history").with("billing", "subscriptions", "plans"),
                crm.with("billing", "tickets", "surveys").with("books", "subscriptions", "plans", "costs"))) {
            DIVIDED.add(placement.open(folder));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        whole.close();
        for (Connection connection : DIVIDED) {
            connection.close();
        }
    }

    private static void same(String sql, Object... parameters) throws SQLException {
        List<List<@Nullable Object>> expected = Answers.of(whole, sql, parameters);
        assertFalse(expected.isEmpty(), sql);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < DIVIDED.size(); i++) {
            String difference = Answers.difference(expected, Answers.of(DIVIDED.get(i), sql, parameters));
            if (!difference.isEmpty()) {
                differences.add(i + ": " + difference);
            }
        }
        assertEquals(List.of(), differences, sql);
    }

    @Test
    void kpisBySegment() throws SQLException {
        same("SELECT segment, nps(), churn_rate(), cost_to_support(), mrr(), ticket_volume() FROM kpi"
                + " WHERE month = DATE '2025-08-01' GROUP BY segment");
    }

    /** What is grouped by is what is asked for, so that a projection has nothing to do but to name it. */
    @Test
    void kpisOfOneSegment() throws SQLException {
        for (String measure : List.of("mrr()", "closing_customers()", "churn_rate()", "support_cost()", "nps()")) {
            same("SELECT segment, " + measure
                    + " FROM kpi WHERE month = DATE '2025-08-01' AND segment = 'smb' GROUP BY segment");
            same("SELECT segment, " + measure + " FROM kpi WHERE month >= DATE '2025-07-01'"
                    + " AND month < DATE '2025-09-01' AND segment IN ('smb', 'mid') GROUP BY segment");
        }
    }

    @Test
    void costsByAttributesThatStay() throws SQLException {
        same(
                "SELECT industry, support_cost(), retention_cost() FROM kpi WHERE month = DATE '2025-08-01' GROUP BY industry");
        same("SELECT industry, owner_name, support_cost(), cost_per_ticket() FROM kpi"
                + " WHERE quarter = DATE '2025-07-01' GROUP BY ROLLUP(industry, owner_name)");
    }

    @Test
    void threeFactsByMonthAndSegment() throws SQLException {
        same("SELECT month, segment, nps(), churn_rate(), cost_to_support() FROM kpi"
                + " WHERE month >= DATE '2025-03-01' AND month < DATE '2025-09-01' GROUP BY month, segment");
    }

    @Test
    void totals() throws SQLException {
        same("SELECT nps(), churn_rate(), cost_to_support(), mrr(), new_mrr(), ticket_volume() FROM kpi"
                + " WHERE month >= DATE '2025-03-01' AND month < DATE '2025-09-01'");
    }

    @Test
    void rollup() throws SQLException {
        same("SELECT month, region, mrr(), nps(), new_customers(), transfer_mrr() FROM kpi"
                + " WHERE month >= DATE '2025-03-01' AND month < DATE '2025-06-01' GROUP BY ROLLUP(month, region)");
    }

    @Test
    void relationalJoin() throws SQLException {
        same("SELECT region, nps(nps_score), COUNT(*), COUNT(DISTINCT customer_id), MIN(responded_at)"
                + " FROM surveys JOIN customers USING (customer_id) GROUP BY region");
    }

    @Test
    void rowsOfAJoin() throws SQLException {
        same("SELECT t.ticket_id, c.region, t.created_at FROM tickets AS t LEFT JOIN customers AS c"
                + " ON c.customer_id = t.customer_id");
    }

    @Test
    void subqueries() throws SQLException {
        same(
                "SELECT COUNT(*) FROM tickets WHERE customer_id IN (SELECT customer_id FROM customers WHERE region IS NOT NULL)");
        same(
                "SELECT COUNT(*) FROM tickets AS t WHERE EXISTS (SELECT * FROM customers AS c WHERE c.customer_id = t.customer_id AND c.region IS NOT NULL)");
    }

    @Test
    void parameters() throws SQLException {
        same(
                "SELECT region, nps() FROM kpi WHERE region <> ? AND month = ? GROUP BY region",
                "US",
                java.time.LocalDate.of(2025, 8, 1));
        same(
                "SELECT COUNT(*) FROM tickets JOIN customers USING (customer_id) WHERE region = ? OR priority = ?",
                "EU",
                "high");
    }
}
