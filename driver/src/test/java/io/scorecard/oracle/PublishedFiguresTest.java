package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The naive SQL against figures of a public package over 601 tickets, and of a public file of 7,043 customers. */
class PublishedFiguresTest {
    private static final Period ALL_YEARS = Period.of(LocalDate.of(2019, 1, 1), LocalDate.of(2027, 1, 1));
    private static final Period DECEMBER = Period.of(LocalDate.of(2019, 12, 1), LocalDate.of(2020, 1, 1));

    /** Column of the published file by our call; resolution is by solution, all of it in the interval. */
    private static final Map<String, String> PUBLISHED = Map.of(
            "ticket_volume()", "ticket_volume",
            "resolution_rate()", "resolution_rate",
            "first_response_time()", "frt_cal_mean",
            "first_response_within(24, 'replied_only')", "frt_within_24h",
            "average_resolution_time()", "full_resolution_cal_mean",
            "first_contact_resolution_rate('one_touch')", "one_touch_rate",
            "reopen_rate()", "reopen_rate",
            "csat()", "csat");

    @Test
    void ticketFiguresEqualThePackagesByOrganization() throws SQLException, IOException {
        Path expected = Truth.folder("zendesk").resolve("expected");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            loadTickets(connection, expected.resolve("zendesk__ticket_metrics.csv"));
            List<Map<String, String>> figures = read(expected.resolve("kpis.csv"));
            int compared = 0;
            for (Map.Entry<String, String> published : PUBLISHED.entrySet()) {
                NaiveKpis kpis = NaiveKpis.of(connection);
                List<Row> total = kpis.rows(published.getKey(), ALL_YEARS);
                List<Row> rows = kpis.by("name").rows(published.getKey(), ALL_YEARS);
                for (Map<String, String> figure : figures) {
                    String dimension = figure.getOrDefault("dimension", "");
                    boolean overall = dimension.equals("overall");
                    if (overall || dimension.equals("organization_id")) {
                        String segment = overall ? Row.ALL : figure.get("segment");
                        assertFigure(published, segment, figure.get(published.getValue()), overall ? total : rows);
                        compared++;
                    }
                }
            }
            assertEquals(8 * 41, compared);
        }
    }

    private static void assertFigure(
            Map.Entry<String, String> published, String segment, String figure, List<Row> rows) {
        double value = rows.stream()
                .filter(row -> row.key().segment().equals(segment) && row.value("value") != null)
                .mapToDouble(row -> ((Number) row.value("value")).doubleValue())
                .findFirst()
                .orElse(Double.NaN);
        double wanted = figure.isEmpty() ? Double.NaN : Double.parseDouble(figure);
        assertEquals(wanted, value, 1e-3, () -> published + " of " + segment);
    }

    private static void loadTickets(Connection connection, Path file) throws SQLException {
        run(
                connection,
                "CREATE TABLE t AS SELECT * FROM read_csv('" + file + "', all_varchar = true)",
                "CREATE TABLE customers AS SELECT DISTINCT organization_id AS customer_id, organization_id AS name FROM t",
                """
                CREATE TABLE tickets AS SELECT ticket_id, organization_id AS customer_id, status,
                  CAST(created_at AS TIMESTAMP) AS created_at,
                  CAST(created_at AS TIMESTAMP) + CAST(ROUND(60 * CAST(first_reply_time_calendar_minutes AS DOUBLE))
                    AS INTEGER) * INTERVAL '1' SECOND AS first_response_at,
                  CAST(first_solved_at AS TIMESTAMP) AS first_solved_at,
                  CAST(last_solved_at AS TIMESTAMP) AS last_solved_at,
                  CAST(count_public_agent_comments AS BIGINT) AS agent_reply_count,
                  CAST(count_reopens AS BIGINT) AS reopen_count, FALSE AS is_deleted FROM t""",
                """
                CREATE TABLE surveys AS SELECT ticket_id AS response_id, 'csat' AS survey_type, ticket_id,
                  organization_id AS customer_id, CAST(created_at AS TIMESTAMP) AS responded_at,
                  CASE ticket_satisfaction_score WHEN 'good' THEN 5 WHEN 'bad' THEN 1 END AS score FROM t""");
    }

    @Test
    void telcoChurnEqualsTheFile() throws SQLException, IOException {
        Path telco = Truth.folder("telco");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            run(
                    connection,
                    "CREATE TABLE t AS SELECT * FROM read_csv('" + telco.resolve("Telco-Customer-Churn.csv")
                            + "', all_varchar = true)",
                    "CREATE TABLE customers AS SELECT customerID AS customer_id, Contract AS contract FROM t",
                    """
                    CREATE TABLE subscriptions AS SELECT customerID AS customer_id, 'active' AS status,
                      CAST(MonthlyCharges AS DECIMAL(38, 4)) AS mrr, CAST(NULL AS VARCHAR) AS plan_id,
                      TIMESTAMP '2019-12-01 00:00:00' - GREATEST(CAST(tenure AS INTEGER), 1) * INTERVAL '1' MONTH
                        AS valid_from,
                      CASE WHEN Churn = 'Yes' THEN TIMESTAMP '2019-12-31 00:00:00' END AS valid_to FROM t""",
                    "CREATE TABLE surveys (customer_id VARCHAR, survey_type VARCHAR, score DOUBLE, responded_at TIMESTAMP)");
            List<Row> rows = Grid.of(connection).by("contract").rows(List.of(DECEMBER));
            Row total = Grid.of(connection).rows(List.of(DECEMBER)).get(0);
            List<Map<String, String>> figures = read(telco.resolve("expected.csv"));
            assertEquals(4, figures.size());
            for (Map<String, String> figure : figures) {
                Row row = rows.stream()
                        .filter(each -> each.key().segment().equals(figure.get("contract")))
                        .findFirst()
                        .orElse(total);
                assertNumber(figure.get("customers"), row.value("opening_customers"));
                assertNumber(figure.get("churned"), row.value("churned_customers"));
                assertNumber(figure.get("opening_mrr"), row.value("opening_mrr"));
                assertNumber(figure.get("churned_mrr"), row.value("churned_mrr"));
                assertNumber(figure.get("closing_mrr"), row.value("closing_mrr"));
            }
        }
    }

    private static void assertNumber(String figure, @Nullable Object value) {
        assertEquals(
                0, new BigDecimal(figure).compareTo(new BigDecimal(String.valueOf(value))), () -> figure + " " + value);
    }

    private static List<Map<String, String>> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        return lines.subList(1, lines.size()).stream()
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < names.length; i++) {
                        row.put(names[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
