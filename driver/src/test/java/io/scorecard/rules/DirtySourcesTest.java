package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same small and dirty company in CSV and Parquet files and in PostgreSQL: customers whom nobody knows, spans that end
 * before they begin, scores off the scale, unknown statuses, rows at the very end of what is seen. What is asked has been
 * computed by hand, own KPIs, scorecards and health among it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirtySourcesTest {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("customers", """
                SELECT * FROM (VALUES ('a', 'Big', '2'), ('b', ' ', '1'), ('c', NULL, 'x'))
                AS t(customer_id, segment, crew)""");
        // Called as in customers, where the crew is a text; a was small until 20 January.
        TABLES.put("customer_history", """
                SELECT * FROM (VALUES
                  ('a', 'Small', 1, TIMESTAMP '2025-01-01 00:00:00', TIMESTAMP '2026-01-20 00:00:00'),
                  ('a', 'Big', 2, TIMESTAMP '2026-01-20 00:00:00', NULL),
                  ('b', ' ', 1, TIMESTAMP '2025-01-01 00:00:00', NULL)
                ) AS t(customer_id, segment, team, valid_from, valid_to)""");
        // The last of a ends before it begins, so it never was; z is no known customer.
        TABLES.put("subscriptions", """
                SELECT *, subscription_item_id AS subscription_id FROM (VALUES
                  ('i1', 'a', 100.0, TIMESTAMP '2025-12-01 00:00:00', NULL),
                  ('i2', 'b', 50.0, TIMESTAMP '2025-12-01 00:00:00', TIMESTAMP '2026-02-10 00:00:00'),
                  ('i3', 'c', 30.0, TIMESTAMP '2026-01-15 00:00:00', NULL),
                  ('i4', 'z', 20.0, TIMESTAMP '2026-01-01 00:00:00', NULL),
                  ('i5', 'a', 10.0, TIMESTAMP '2026-02-20 00:00:00', TIMESTAMP '2026-02-10 00:00:00')
                ) AS t(subscription_item_id, customer_id, mrr, valid_from, valid_to)""");
        // The last second of February counts; March, what is deleted, and what has no moment do not.
        TABLES.put("tickets", """
                SELECT * FROM (VALUES
                  ('t1', 'a', TIMESTAMP '2026-02-03 10:00:00', 'open', 'urgent', NULL),
                  ('t2', 'a', TIMESTAMP '2026-02-04 10:00:00', 'solved', 'urgent', TIMESTAMP '2026-02-05 10:00:00'),
                  ('t3', NULL, TIMESTAMP '2026-02-05 10:00:00', 'opened', 'low', NULL),
                  ('t4', 'z', TIMESTAMP '2026-02-28 23:59:59', 'open', NULL, NULL),
                  ('t5', 'b', TIMESTAMP '2026-03-01 00:00:00', 'open', 'urgent', NULL),
                  ('t6', 'z', NULL, 'open', 'urgent', NULL),
                  ('t7', 'a', TIMESTAMP '2026-02-10 10:00:00', 'deleted', 'urgent', NULL)
                ) AS t(ticket_id, customer_id, created_at, status, priority, last_solved_at)""");
        TABLES.put("surveys", """
                SELECT * FROM (VALUES
                  ('r1', 'a', 'nps', 10.0, TIMESTAMP '2026-02-05 10:00:00'),
                  ('r2', 'b', 'nps', 99.0, TIMESTAMP '2026-02-06 10:00:00'),
                  ('r3', 'c', 'nps', 0.0, TIMESTAMP '2026-02-07 10:00:00'),
                  ('r4', NULL, 'nps', 9.0, TIMESTAMP '2026-02-08 10:00:00'),
                  ('r5', 'a', 'mood', 1.0, TIMESTAMP '2026-02-09 10:00:00')
                ) AS t(response_id, customer_id, survey_type, score, responded_at)""");
    }

    private static final String MODEL = """
            as_of: 2026-03-01
            health: {weights: {usage: 0, sentiment: 0.5, support: 0.5, payment: 0, outcomes: 0, finances: 0}}
            kpis:
              share_of_urgent:
                title: Share of urgent tickets
                over: tickets where status IS DISTINCT FROM 'deleted'
                formula: COUNT(*) FILTER (WHERE priority = 'urgent') / COUNT(*)
                unit: ratio
                better: lower
            scorecards:
              desk: {title: Desk, audience: desk, objective: Answer, kpis: [ticket_volume, share_of_urgent, nps]}
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException, SQLException {
        Files.createDirectory(folder.resolve("csv"));
        Files.createDirectory(folder.resolve("parquet"));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement files = duckdb.createStatement();
                Connection postgres = Postgres.connect();
                Statement database = postgres.createStatement()) {
            database.execute("DROP SCHEMA IF EXISTS dirty CASCADE");
            database.execute("CREATE SCHEMA dirty");
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                for (String form : List.of("csv", "parquet")) {
                    Path file = folder.resolve(form).resolve(table.getKey() + "." + form);
                    files.execute("COPY (" + table.getValue() + ") TO '" + file + "' (FORMAT " + form
                            + (form.equals("csv") ? ", HEADER)" : ")"));
                }
                database.execute("CREATE TABLE dirty." + table.getKey() + " AS " + table.getValue());
            }
        }
    }

    private static List<String> rows(String form, String question) throws IOException, SQLException {
        String source = form.equals("postgresql")
                ? "{type: postgresql, host: localhost, port: " + Postgres.port()
                        + ", database: postgres, user: postgres}"
                : "{type: files, folder: ./" + form + "}";
        String from = form.equals("postgresql") ? "dirty." : "";
        StringBuilder model = new StringBuilder(MODEL + "sources: {own: " + source + "}\ntables:\n");
        TABLES.keySet()
                .forEach(t -> model.append("  %s: {from: own.%s%s%s}\n"
                        .formatted(t, from, t, t.equals("customers") ? ", columns: {team: crew}" : "")));
        Path file = Files.writeString(folder.resolve(form + ".yaml"), model);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder cells = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object cell = row.getObject(i);
                    cells.append(i == 1 ? "" : " ")
                            .append(cell instanceof Number n ? "%.3f".formatted(n.doubleValue()) : cell);
                }
                rows.add(cells.toString());
            }
            return rows;
        }
    }

    /**
     * February: of a, b, c and z at its opening b leaves; 100 + 30 + 20 are left. Of t1 to t4 two are urgent. Of the three
     * scores on the scale two promote and one detracts.
     */
    @ParameterizedTest
    @CsvSource({"csv", "parquet", "postgresql"})
    void kpisOfDirtyRows(String form) throws IOException, SQLException {
        assertEquals(List.of("4.000 3.000 0.250 150.000 4.000 0.500 33.333"), rows(form, """
                        SELECT opening_customers(), closing_customers(), churn_rate(), mrr(), ticket_volume(),
                          share_of_urgent(), nps() FROM kpi WHERE month = DATE '2026-02-01'"""));
        assertEquals(
                List.of("ticket_volume 4.000", "share_of_urgent 0.500", "nps 33.333"),
                rows(
                        form,
                        "SELECT kpi, value FROM scorecard WHERE name = 'desk' AND month = DATE '2026-02-01'"
                                + " ORDER BY position"));
        // A blank is a segment like any other; nobody knows that of z, who is with c in none.
        assertEquals(
                List.of("  0.000 0.000", "Big 100.000 2.000", "null 50.000 2.000"),
                rows(
                        form,
                        "SELECT segment, mrr(), ticket_volume() FROM kpi WHERE month = DATE '2026-02-01'"
                                + " GROUP BY segment ORDER BY segment NULLS LAST"));
    }

    /** January: the 100 of a were small at its opening and are big at its end, and the crew changed on the same day. */
    @ParameterizedTest
    @CsvSource({"csv", "parquet", "postgresql"})
    void historyNeedsNoLineForWhatIsCalledAsInCustomers(String form) throws IOException, SQLException {
        assertEquals(
                List.of("  50.000 0.000", "Big 0.000 100.000", "Small 100.000 -100.000", "null 0.000 0.000"),
                rows(
                        form,
                        "SELECT segment, opening_mrr(), transfer_mrr() FROM kpi WHERE month = DATE '2026-01-01'"
                                + " GROUP BY segment ORDER BY segment NULLS LAST"));
        assertEquals(
                List.of("1 150.000 -100.000", "2 0.000 100.000", "null 0.000 0.000"),
                rows(
                        form,
                        "SELECT team, opening_mrr(), transfer_mrr() FROM kpi WHERE month = DATE '2026-01-01'"
                                + " GROUP BY team ORDER BY team NULLS LAST"));
    }

    /** a: a promoter, one open ticket: (100 + 90) / 2. c: a detractor without any: (0 + 100) / 2. b has left. */
    @ParameterizedTest
    @CsvSource({"csv", "parquet", "postgresql"})
    void healthOfDirtyRows(String form) throws IOException, SQLException {
        assertEquals(
                List.of("a 95.000 green 100.000 90.000", "c 50.000 amber 0.000 100.000"),
                rows(
                        form,
                        "SELECT customer_id, score, band, sentiment_points, support_points FROM customer_health"
                                + " WHERE customer_id IN ('a', 'b', 'c') ORDER BY customer_id"));
    }

    @Test
    void findingsAreTheSameEverywhere() throws IOException, SQLException {
        List<String> expected = List.of(
                "subscriptions ends_before_it_begins 1.000 i5 i5",
                "subscriptions unknown_customer 1.000 i4 i4",
                "surveys score_off_scale 1.000 r2 r2",
                "surveys unknown_kind 1.000 r5 r5",
                "tickets no_customer 1.000 t3 t3",
                "tickets unknown_customer 2.000 t4 t6",
                "tickets unknown_status 1.000 t3 t3");
        for (String form : List.of("csv", "parquet", "postgresql")) {
            assertEquals(
                    expected,
                    rows(
                            form,
                            "SELECT table_name, code, affected_rows, first_key, last_key FROM data_quality WHERE affected_rows > 0"
                                    + " AND severity <> 'note' OR code = 'no_customer' AND affected_rows > 0 ORDER BY 1, 2"),
                    form);
        }
    }
}
