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
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A moment that a source has as a text is the one that its zone tells, and without one what the source's clock showed; the
 * day of a moment that carries its zone is that of the source's clock, else of the reporting zone. By hand, from the texts.
 */
class WrittenMomentsTest {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE written.logs AS SELECT * FROM (VALUES (1, '2026-01-31T23:30:00+01:00'),"
                    + " (2, '2026-01-31 18:30:00-05'), (3, '2026-01-31T23:30:00Z'), (4, '2026-01-31 23:30:00'),"
                    + " (5, '2026-02-01'), (6, NULL)) AS t(id, logged)",
            // The first is the midnight in which February begins in Berlin, and the second that in Lisbon.
            "CREATE TABLE written.bills AS SELECT id, CAST(logged AS TIMESTAMP WITH TIME ZONE) AS logged, 100 AS amount, 'support'"
                    + " AS category FROM (VALUES (1, '2026-01-31 23:00:00+00'), (2, '2026-02-01 00:00:00+00'),"
                    + " (3, '2026-01-31 22:30:00+00')) AS t(id, logged)");

    private static final String MODEL = """
            model: written
            time_zone: Europe/Berlin
            as_of: 2026-04-01
            sources:
              own: {%s%s}
            tables:
              tickets:
                from: own.written.logs
                columns: {ticket_id: id, created_at: logged, status: "'open'"}
              customer_history:
                from: own.written.logs
                inclusive_ends: true
                columns: {customer_id: id, valid_from: "TIMESTAMP '2026-01-01 00:00:00'", valid_to: logged}
              costs: {from: own.written.bills, columns: {cost_id: id, period_start: logged}}
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void fill() throws SQLException {
        try (Connection postgres = Postgres.connect();
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("texts.duckdb"))) {
            for (Connection made : List.of(postgres, duckdb)) {
                try (Statement statement = made.createStatement()) {
                    statement.execute("DROP SCHEMA IF EXISTS written CASCADE");
                    statement.execute("CREATE SCHEMA written");
                    for (String table : TABLES) {
                        statement.execute(table);
                    }
                }
            }
        }
    }

    private static List<String> rows(String engine, String zone, String question) throws SQLException, IOException {
        String source = engine.equals("duckdb")
                ? "type: duckdb, file: texts.duckdb"
                : "type: postgresql, host: localhost, port: " + Postgres.port()
                        + ", database: postgres, user: postgres";
        Path model = Files.writeString(
                folder.resolve(engine + zone.length() + ".yaml"),
                MODEL.formatted(source, zone.isEmpty() ? "" : ", time_zone: " + zone));
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgresql"})
    void zoneInATextIsKept(String engine) throws SQLException, IOException {
        String question = "SELECT ticket_id, created_at FROM tickets WHERE created_at > TIMESTAMP '2026-01-01 00:00:00'"
                + " ORDER BY ticket_id";
        assertEquals(
                List.of(
                        "1 2026-01-31 22:30:00",
                        "2 2026-01-31 23:30:00",
                        "3 2026-01-31 23:30:00",
                        "4 2026-01-31 23:30:00",
                        "5 2026-02-01 00:00:00"),
                rows(engine, "", question));
        assertEquals(
                List.of(
                        "1 2026-01-31 22:30:00",
                        "2 2026-01-31 23:30:00",
                        "3 2026-01-31 23:30:00",
                        "4 2026-01-31 22:30:00",
                        "5 2026-01-31 23:00:00"),
                rows(engine, "Europe/Berlin", question));
        // By the clock of Berlin the first and the fourth are of January.
        assertEquals(
                List.of("2026-01-01 2", "2026-02-01 3"),
                rows(
                        engine,
                        "Europe/Berlin",
                        "SELECT month, ticket_volume() FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE"
                                + " '2026-03-01' GROUP BY month ORDER BY month"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgresql"})
    void lastDayInATextIsOneOfItsClock(String engine) throws SQLException, IOException {
        assertEquals(
                List.of("1 2026-02-01 22:30:00", "4 2026-02-01 22:30:00", "5 2026-02-01 23:00:00"),
                rows(
                        engine,
                        "Europe/Berlin",
                        "SELECT customer_id, valid_to FROM customer_history WHERE customer_id IN ('1', '4', '5')"
                                + " ORDER BY customer_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duckdb", "postgresql"})
    void dayOfAMomentIsThatOfAClock(String engine) throws SQLException, IOException {
        String question = "SELECT cost_id, period_start FROM costs ORDER BY cost_id";
        assertEquals(List.of("1 2026-02-01", "2 2026-02-01", "3 2026-01-31"), rows(engine, "", question));
        assertEquals(List.of("1 2026-01-31", "2 2026-02-01", "3 2026-01-31"), rows(engine, "Europe/Lisbon", question));
        assertEquals(
                List.of("2026-01-01 100.0000", "2026-02-01 200.0000"),
                rows(
                        engine,
                        "",
                        "SELECT month, support_cost() FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE"
                                + " '2026-03-01' GROUP BY month ORDER BY month"));
    }
}
