package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Business time of random help desks, as it is counted day by day. Every ticket is a customer of its own. */
class BusinessTimeTest {

    private static final String SCHEMA = "business_time";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyTicketsMinutesAreThoseCountedByHand(long seed) throws SQLException, IOException {
        RandomDesk desk = new RandomDesk(seed);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            load(desk, file);
        }
        assertMinutes(desk, CompanyModel.overDuckDb(SCHEMA), "seed " + seed + " on DuckDB");
        try (Connection server = Postgres.connect()) {
            load(desk, server);
        }
        assertMinutes(desk, CompanyModel.overPostgres(SCHEMA), "seed " + seed + " on PostgreSQL");
    }

    private static void load(RandomDesk desk, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (String sql : desk.statements()) {
                statement.execute(sql.replace("CREATE TABLE ", "CREATE TABLE " + SCHEMA + ".")
                        .replace("INSERT INTO ", "INSERT INTO " + SCHEMA + "."));
            }
            statement.execute("ANALYZE");
        }
    }

    private void assertMinutes(RandomDesk desk, CompanyModel empty, String where) throws SQLException, IOException {
        CompanyModel model = empty.withTables("tickets", "business_hours", "holidays", "ticket_schedules");
        try (Connection connection = model.open(folder, "desk")) {
            Map<String, Map<String, String>> answered = Csv.answered(
                    connection,
                    "SELECT customer_id, first_response_time('business') AS answered,"
                            + " average_resolution_time('business') AS solved,"
                            + " first_response_time('last_schedule') AS last_answered,"
                            + " average_resolution_time('last_schedule') AS last_solved FROM kpi"
                            + " WHERE ts >= TIMESTAMP '2025-01-01 00:00:00' AND ts < TIMESTAMP '2027-01-01 00:00:00'"
                            + " GROUP BY customer_id");
            int outside = 0;
            for (RandomDesk.Ticket ticket : desk.tickets) {
                Map<String, String> row = answered.get(ticket.id());
                double first = desk.minutes(ticket, ticket.answer());
                double last = desk.minutes(ticket, ticket.solution());
                outside += first == 0 ? 1 : 0;
                assertEquals(first, Double.parseDouble(row.get("answered")), 1e-6, where + ", answer of " + ticket);
                assertEquals(
                        desk.minutesOfLast(ticket, ticket.answer()),
                        Double.parseDouble(row.get("last_answered")),
                        1e-6,
                        where + ", answer by the last schedule of " + ticket);
                assertEquals(
                        desk.minutesOfLast(ticket, ticket.solution()),
                        Double.parseDouble(row.get("last_solved")),
                        1e-6,
                        where + ", solution by the last schedule of " + ticket);
                assertEquals(last, Double.parseDouble(row.get("solved")), 1e-6, where + ", solution of " + ticket);
            }
            assertTrue(outside < desk.tickets.size() / 2, where + ": most tickets never meet an open hour");
        }
    }
}
