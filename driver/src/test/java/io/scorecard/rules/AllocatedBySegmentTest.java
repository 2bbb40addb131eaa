package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Costs that are asked by segment are allocated by segment, not first to each customer: the same as on paper, for costs
 * of any period, in one database and in two.
 *
 * <p>On paper: nine costs that are shared, of a quarter, of thirty days across New Year, of ten days without handle time, of a
 * day, of a month without tickets, of a year's last day and five months more; nine that somebody caused. Of the tickets two are
 * deleted, one is of nobody, one was made after as_of.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllocatedBySegmentTest {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("customers (customer_id VARCHAR, industry VARCHAR, region VARCHAR)", """
                ('a', 'X', 'north'), ('b', 'Y', 'north'), ('b2', 'Y', 'south'), ('n', NULL, 'north'), ('z', 'Z', NULL)""");
        TABLES.put(
                "subscriptions (subscription_id VARCHAR, subscription_item_id VARCHAR, customer_id VARCHAR,"
                        + " status VARCHAR, mrr DECIMAL(12, 2), valid_from TIMESTAMP, valid_to TIMESTAMP)",
                "('s', 's', 'a', 'active', 10, TIMESTAMP '2024-01-01 00:00:00', CAST(NULL AS TIMESTAMP))");
        TABLES.put(
                "tickets (ticket_id VARCHAR, customer_id VARCHAR, created_at TIMESTAMP, status VARCHAR,"
                        + " handle_minutes DOUBLE PRECISION, is_deleted BOOLEAN)",
                """
                ('t1', 'a', '2024-12-20', 'closed', 30, false), ('t2', 'a', '2025-01-05 10:00:00', 'closed', 10, false),
                ('t3', 'b', '2025-01-05 11:00:00', 'closed', 30, false), ('t4', 'b2', '2025-02-10 23:59:59', 'closed', 60, false),
                ('t5', 'n', '2025-02-12', 'closed', 20, NULL), ('t6', 'a', '2025-03-03', 'closed', NULL, false),
                ('t7', 'b', '2025-03-04', 'closed', NULL, false), ('t8', 'b2', '2025-03-05', 'closed', NULL, false),
                ('t9', 'a', '2025-03-31 23:00:00', 'closed', 5, false), ('t10', 'b', '2025-03-20', 'closed', NULL, false),
                ('t11', 'a', '2025-01-06', 'closed', 1000, true), ('t12', 'b', '2025-01-07', 'deleted', 1000, false),
                ('t13', NULL, '2025-01-08', 'closed', 500, false), ('t14', 'b', '2026-01-15', 'closed', 50, false),
                ('t15', 'a', '2026-06-02', 'closed', 10000, false), ('t16', 'n', '2026-05-31 23:59:00', 'closed', 70, false)""");
        TABLES.put(
                "costs (cost_id VARCHAR, period_start DATE, period_end DATE, amount DECIMAL(12, 2), category VARCHAR,"
                        + " customer_id VARCHAR, ticket_id VARCHAR)",
                """
                ('c1', '2025-01-01', '2025-03-31', 900, 'support', NULL, NULL), ('c2', '2024-12-15', '2025-01-13', 300, 'support', NULL, NULL),
                ('c3', '2025-03-01', '2025-03-10', 100, 'support', NULL, NULL), ('c4', '2025-02-10', NULL, 60, 'support', NULL, NULL),
                ('c5', '2025-07-01', '2025-07-31', 31, 'support', NULL, NULL), ('c6', '2025-12-31', '2026-06-09', 161, 'support', NULL, NULL),
                ('c7', '2025-01-01', '2025-03-31', 1000, 'retention', NULL, NULL), ('c8', '2024-12-01', '2024-12-31', 1000, 'support', NULL, NULL),
                ('c9', '2026-01-01', '2026-01-31', 1000, 'support', NULL, NULL), ('c10', '2025-01-01', '2025-03-31', 90, 'support', NULL, NULL),
                ('d1', '2024-12-31', '2025-01-01', 10, 'support', 'a', NULL), ('d2', '2025-01-05', NULL, 7, 'support', NULL, 't3'),
                ('d3', '2025-01-05', NULL, 3, 'support', NULL, 'tx'), ('d4', '2025-01-05', NULL, 2, 'support', NULL, 't12'),
                ('d6', '2025-01-05', NULL, 1, 'support', 'q', NULL), ('d7', '2025-01-05', NULL, 6, 'support', 'b', 't2'),
                ('d8', '2025-01-05', NULL, 8, 'support', NULL, 't13')""");
    }

    private enum Layout {
        /** As DUCKDB; one of its customers stands in two rows. */
        DOUBLED("  books: {type: duckdb, file: doubled.duckdb, canonical: true}", ""),
        DUCKDB("  books: {type: duckdb, file: books.duckdb, canonical: true}", ""),
        POSTGRESQL("  crm: " + SERVER, mapped("customers", "subscriptions", "tickets", "costs")),
        CUSTOMERS_APART(
                "  books: {type: duckdb, file: books.duckdb, canonical: true}\n  crm: " + SERVER, mapped("customers")),
        /** Two databases to us, neither of which is where all is brought together. */
        TICKETS_APART(
                "  crm: " + SERVER + "\n  desk: " + SERVER,
                mapped("customers", "subscriptions", "costs") + "  tickets: {from: desk.allocated.tickets}\n");

        private final String sources;
        private final String tables;

        Layout(String sources, String tables) {
            this.sources = sources;
            this.tables = tables;
        }
    }

    private static final String SERVER =
            "{type: postgresql, host: localhost, port: PORT, database: postgres, user: postgres}";

    private static String mapped(String... tables) {
        StringBuilder lines = new StringBuilder("tables:\n");
        for (String table : tables) {
            lines.append("  ")
                    .append(table)
                    .append(": {from: crm.allocated.")
                    .append(table)
                    .append("}\n");
        }
        return lines.toString();
    }

    private Path folder = Path.of("");

    @BeforeAll
    void fill(@TempDir Path made) throws SQLException {
        folder = made;
        try (Connection postgres = Postgres.connect();
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("books.duckdb"));
                Connection doubled = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("doubled.duckdb"))) {
            run(postgres, "DROP SCHEMA IF EXISTS allocated CASCADE");
            run(postgres, "CREATE SCHEMA allocated");
            run(postgres, "SET search_path TO allocated");
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                for (Connection connection : new Connection[] {postgres, duckdb, doubled}) {
                    run(connection, "CREATE TABLE " + table.getKey());
                    run(connection, "INSERT INTO " + table.getKey().split(" ")[0] + " VALUES " + table.getValue());
                }
            }
            run(doubled, "INSERT INTO customers VALUES ('b', 'W', 'north')");
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open(Layout layout) throws SQLException, IOException {
        Path model = folder.resolve(layout + ".yaml");
        Files.writeString(
                model,
                ("model: m\ntime_zone: UTC\ncurrency: EUR\nas_of: 2026-06-01T00:00:00Z\nsources:\n" + layout.sources
                                + "\n" + layout.tables)
                        .replace("PORT", String.valueOf(Postgres.port())));
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    /** The values of the last column by the texts of those before; NULL is a dash. */
    private Map<String, Double> answer(Layout layout, String question) throws SQLException, IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (Connection connection = open(layout);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int last = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder key = new StringBuilder();
                for (int i = 1; i < last; i++) {
                    key.append(i == 1 ? "" : " ").append(rows.getString(i) == null ? "-" : rows.getString(i));
                }
                values.put(key.toString(), rows.getDouble(last));
            }
        }
        return values;
    }

    private static void assertClose(Map<String, Double> expected, Map<String, Double> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((key, value) -> assertEquals(value, actual.get(key), 1e-3, key));
    }

    private static final String YEAR = " FROM kpi WHERE year = DATE '2025-01-01'";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOUBLED")
    void asOnPaper(Layout layout) throws SQLException, IOException {
        assertClose(
                Map.of("X", 231.4190, "Y", 910.5976, "Z", 0.0, "-", 201.9833),
                answer(layout, "SELECT industry, COALESCE(support_cost(), 0)" + YEAR + " GROUP BY industry"));
        assertClose(Map.of("", 1344.0), answer(layout, "SELECT support_cost()" + YEAR));
    }

    /** What every customer was allocated, and what nobody was, added up by what the tables say of them. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOUBLED")
    void asCustomerByCustomer(Layout layout) throws SQLException, IOException {
        String each = "SELECT customer_id, month, COALESCE(support_cost(), 0)" + YEAR + " GROUP BY customer_id, month";
        Map<String, String> industry = Map.of("a", "X", "b", "Y", "b2", "Y", "z", "Z");
        Map<String, String> region = Map.of("a", "north", "b", "north", "b2", "south", "n", "north");
        Map<String, Double> both = new TreeMap<>();
        Map<String, Double> byMonth = new TreeMap<>();
        answer(layout, each).forEach((key, value) -> {
            String customer = key.split(" ")[0];
            both.merge(
                    industry.getOrDefault(customer, "-") + " " + region.getOrDefault(customer, "-"),
                    value,
                    Double::sum);
            byMonth.merge(region.getOrDefault(customer, "-") + " " + key.split(" ")[1], value, Double::sum);
        });
        assertClose(
                both,
                answer(
                        layout,
                        "SELECT industry, region, COALESCE(support_cost(), 0)" + YEAR + " GROUP BY industry, region"));
        assertClose(
                byMonth,
                answer(layout, "SELECT region, month, COALESCE(support_cost(), 0)" + YEAR + " GROUP BY region, month"));
        assertClose(
                Map.of(
                        "north",
                        byMonth.entrySet().stream()
                                .filter(e -> e.getKey().startsWith("north"))
                                .mapToDouble(Map.Entry::getValue)
                                .sum()),
                answer(layout, "SELECT region, support_cost()" + YEAR + " AND region = 'north' GROUP BY region"));
    }

    /** A customer that stands in two rows counts in both; those who are like it count once. */
    @Test
    void aDoubledCustomerStandsForItself() throws SQLException, IOException {
        Map<String, Double> once =
                answer(Layout.DUCKDB, "SELECT customer_id, support_cost()" + YEAR + " GROUP BY customer_id");
        Map<String, Double> found =
                answer(Layout.DOUBLED, "SELECT industry, support_cost()" + YEAR + " GROUP BY industry");
        assertEquals(once.get("b"), found.get("W"), 1e-3);
        assertEquals(once.get("b") + once.get("b2"), found.get("Y"), 1e-3);
        assertEquals(once.get("a"), found.get("X"), 1e-3);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOUBLED")
    void onlySumsBySegmentAreAllocatedSo(Layout layout) throws SQLException, IOException {
        assertTrue(told(layout, "SELECT industry, support_cost()" + YEAR + " GROUP BY industry"));
        assertFalse(told(layout, "SELECT customer_id, support_cost()" + YEAR + " GROUP BY customer_id"));
        assertFalse(told(layout, "SELECT * FROM allocated_costs"));
    }

    private boolean told(Layout layout, String question) throws SQLException, IOException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = open(layout);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + question)) {
            while (rows.next()) {
                lines.append(rows.getString(2)).append('\n');
            }
        }
        return lines.toString().contains("customer_members");
    }
}
