package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import io.scorecard.random.Answer;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rule 6: a ticket every half hour, for a day and a half around each of the six moments at which Berlin, New York and
 * Lord Howe (by half an hour) change their clocks in 2026; Kolkata never does. Each is asked in its own zone, over
 * columns in UTC and over columns in Berlin's time, and compared with what the engine itself makes of the zones.
 */
class ZonesTest {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE customers (customer_id VARCHAR(10))",
            "INSERT INTO customers VALUES ('a')",
            "CREATE TABLE subscriptions (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), status VARCHAR(10), mrr DECIMAL(18, 4), valid_from TIMESTAMP,"
                    + " valid_to TIMESTAMP)",
            "INSERT INTO subscriptions SELECT CAST(n AS VARCHAR), CAST(n AS VARCHAR), CAST(n AS VARCHAR), 'active', 1,"
                    + " TIMESTAMP '2026-03-31 00:15:00' + n * INTERVAL '1 hour', NULL FROM GENERATE_SERIES(0, 47) AS s(n)",
            "CREATE TABLE tickets (ticket_id VARCHAR(20), customer_id VARCHAR(10), status VARCHAR(10), created_at TIMESTAMP,"
                    + " first_response_at TIMESTAMP)",
            "INSERT INTO tickets SELECT CAST(d AS VARCHAR) || '-' || CAST(n AS VARCHAR), 'a', 'open',"
                    + " CAST(d AS TIMESTAMP) + n * INTERVAL '30 minutes',"
                    + " CAST(d AS TIMESTAMP) + n * INTERVAL '80 minutes' + INTERVAL '7 hours'"
                    + " FROM (VALUES (DATE '2026-03-08'), (DATE '2026-03-29'), (DATE '2026-04-04'), (DATE '2026-10-03'),"
                    + " (DATE '2026-10-25'), (DATE '2026-11-01')) AS days(d) CROSS JOIN GENERATE_SERIES(0, 71) AS s(n)");

    private static final String TICKETS =
            "(SELECT created_at %1$s AT TIME ZONE '%2$s' AS t FROM tickets) AS local_tickets";

    @TempDir
    static Path folder;

    private static Connection duckDb;
    private static Connection postgres;

    @BeforeAll
    static void load() throws SQLException {
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            run(file, "CREATE SCHEMA zones");
            run(file, "SET schema = 'zones'");
            fill(file);
        }
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        fill(duckDb);
        postgres = Postgres.connect();
        run(postgres, "DROP SCHEMA IF EXISTS zones CASCADE");
        run(postgres, "CREATE SCHEMA zones");
        run(postgres, "SET search_path = zones");
        fill(postgres);
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
        postgres.close();
    }

    private static void fill(Connection connection) throws SQLException {
        for (String sql : TABLES) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, UTC",
        "America/New_York, UTC",
        "Australia/Lord_Howe, UTC",
        "Asia/Kolkata, UTC",
        "Europe/Berlin, Europe/Berlin",
        "America/New_York, Europe/Berlin",
        "Australia/Lord_Howe, Europe/Berlin",
        "Asia/Kolkata, Europe/Berlin"
    })
    void rule6BucketsAreLocalAndDurationsAreNot(String zone, String stored) throws SQLException, IOException {
        Path home = Files.createDirectories(folder.resolve((zone + stored).replace('/', '-')));
        Files.copy(folder.resolve("company.duckdb"), home.resolve("company.duckdb"));
        try (Connection asked = open(CompanyModel.overDuckDb("zones"), zone, stored, home)) {
            compare(asked, duckDb, zone, stored);
        }
        try (Connection asked = open(CompanyModel.overPostgres("zones"), zone, stored, home)) {
            compare(asked, postgres, zone, stored);
        }
    }

    private static Connection open(CompanyModel model, String zone, String stored, Path home)
            throws SQLException, IOException {
        String source = model.source().replace("}", ", time_zone: " + stored + "}");
        return new CompanyModel(source, model.prefix(), List.of())
                .with("time_zone: " + zone)
                .withTables("customers", "subscriptions", "tickets")
                .openAsOf("2026-12-01T00:00:00Z", home, "model");
    }

    private static void compare(Connection asked, Connection byHand, String zone, String stored) throws SQLException {
        String instant = "AT TIME ZONE '" + stored + "'";
        String tickets = TICKETS.formatted(instant, zone);
        for (String bucket : List.of("day", "week", "month")) {
            same(
                    asked,
                    "SELECT " + bucket + ", ticket_volume() FROM kpi WHERE year = DATE '2026-01-01' GROUP BY " + bucket
                            + " HAVING ticket_volume() > 0",
                    byHand,
                    "SELECT CAST(DATE_TRUNC('" + bucket + "', t) AS DATE), COUNT(*) FROM " + tickets + " GROUP BY 1");
        }
        for (String day : List.of("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")) {
            same(
                    asked,
                    "SELECT ticket_volume() FROM kpi WHERE ts >= TIMESTAMP '" + day + " 00:00:00' AND ts < TIMESTAMP '"
                            + day + " 12:00:00'",
                    byHand,
                    "SELECT COUNT(*) FROM " + tickets + " WHERE t >= TIMESTAMP '" + day
                            + " 00:00:00' AND t < TIMESTAMP '" + day + " 12:00:00'");
        }
        same(
                asked,
                "SELECT SUM(minutes_between(created_at, first_response_at)) FROM tickets",
                byHand,
                "SELECT CAST(SUM(EXTRACT(EPOCH FROM (first_response_at " + instant + ") - (created_at " + instant
                        + "))) AS DOUBLE PRECISION) / 60 FROM tickets");
        String start = "valid_from " + instant + " AT TIME ZONE '" + zone + "'";
        same(
                asked,
                "SELECT day, opening_mrr(), new_mrr(), closing_mrr() FROM kpi"
                        + " WHERE day >= DATE '2026-03-31' AND day <= DATE '2026-04-01' GROUP BY day",
                byHand,
                "SELECT d, COALESCE(SUM(CASE WHEN f < CAST(d AS TIMESTAMP) THEN mrr END), 0), COALESCE(SUM(CASE WHEN"
                        + " f >= CAST(d AS TIMESTAMP) AND f < d + INTERVAL '1 day' THEN mrr END), 0),"
                        + " COALESCE(SUM(CASE WHEN f < d + INTERVAL '1 day' THEN mrr END), 0)"
                        + " FROM (SELECT mrr, " + start + " AS f FROM subscriptions) AS s"
                        + " CROSS JOIN (VALUES (DATE '2026-03-31'), (DATE '2026-04-01')) AS days(d) GROUP BY d");
    }

    private static void same(Connection asked, String question, Connection byHand, String sql) throws SQLException {
        Answer expected = Answer.of(byHand, sql);
        assertTrue(!expected.rows().isEmpty(), sql);
        assertEquals(Optional.empty(), Answer.of(asked, question).difference(expected, false), question);
    }
}
