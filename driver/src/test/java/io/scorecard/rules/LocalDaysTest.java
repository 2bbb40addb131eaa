package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Postgres;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Days around those on which clocks are changed, which have 23 or 25 hours; in Beirut they are changed at midnight, so that
 * a day begins at one, and in Havana midnight comes twice.
 */
class LocalDaysTest {

    /** Both kinds of columns say the same days of Berlin, Beirut or Havana. */
    private static final List<String> TABLES = List.of(
            "CREATE TABLE subscriptions (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), mrr DECIMAL(18, 4), valid_from DATE, valid_to DATE)",
            "CREATE TABLE discounted (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), unit_amount DECIMAL(18, 4), discount_percent INTEGER, valid_from DATE,"
                    + " discount_end DATE)",
            "CREATE TABLE revenue (revenue_id VARCHAR(10), customer_id VARCHAR(10), amount DECIMAL(18, 4),"
                    + " occurred_at DATE)",
            "CREATE TABLE moments (subscription_item_id VARCHAR(10), subscription_id VARCHAR(10),"
                    + " customer_id VARCHAR(10), mrr DECIMAL(18, 4), valid_from TIMESTAMP WITH TIME ZONE,"
                    + " valid_to TIMESTAMP WITH TIME ZONE)");

    @TempDir
    static Path folder;

    private static Connection postgres;

    @BeforeAll
    static void load() throws SQLException {
        postgres = Postgres.connect();
        run(postgres, "DROP SCHEMA IF EXISTS local_days CASCADE", "CREATE SCHEMA local_days");
        run(postgres, "SET search_path = local_days");
        run(postgres, TABLES.toArray(new String[0]));
    }

    @AfterAll
    static void close() throws SQLException {
        postgres.close();
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first goes on after the last day of its first version, the second leaves, the third was there all the time. */
    private static List<String> versions(String zone, LocalDate last) {
        List<String> statements = new ArrayList<>(List.of("DELETE FROM subscriptions", "DELETE FROM moments"));
        statements.add("INSERT INTO subscriptions VALUES"
                + " ('1', '1', 'stays', 100, DATE '2025-01-01', DATE '%1$s'), ('1', '1', 'stays', 100, DATE '%2$s', NULL),"
                        .formatted(last, last.plusDays(1))
                + " ('2', '2', 'leaves', 50, DATE '2025-01-01', DATE '%s'),".formatted(last)
                + " ('3', '3', 'always', 70, DATE '2025-01-01', NULL)");
        statements.add("INSERT INTO moments SELECT subscription_item_id, subscription_id, customer_id, mrr,"
                + " CAST(valid_from AS TIMESTAMP) AT TIME ZONE '" + zone
                + "', CAST(valid_to AS TIMESTAMP) AT TIME ZONE '"
                + zone + "' FROM subscriptions");
        return statements;
    }

    private static List<CompanyModel> filled(Path home, List<String> rows) throws SQLException, IOException {
        Files.createDirectories(home);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("company.duckdb"))) {
            run(file, "CREATE SCHEMA local_days", "SET schema = 'local_days'");
            run(file, TABLES.toArray(new String[0]));
            run(file, rows.toArray(new String[0]));
        }
        run(postgres, rows.toArray(new String[0]));
        return List.of(CompanyModel.overDuckDb("local_days"), CompanyModel.overPostgres("local_days"));
    }

    private static CompanyModel in(CompanyModel model, String stored, String reported) {
        String source = stored.isEmpty() ? model.source() : model.source().replace("}", ", time_zone: " + stored + "}");
        return new CompanyModel(source, model.prefix(), List.of()).with("time_zone: " + reported);
    }

    private static Connection subscriptions(CompanyModel model, String table, Path home)
            throws SQLException, IOException {
        String from = model.prefix() + table;
        List<String> lines = new ArrayList<>(model.lines());
        lines.add("  subscriptions: {from: " + from + ", inclusive_ends: true}");
        return new CompanyModel(model.source(), model.prefix(), lines).openAsOf("2026-07-01T00:00:00Z", home, "model");
    }

    private static List<String> rows(Connection asked, String question) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = asked.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(i == 1 ? "" : " ").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static final String DAYS =
            "SELECT day, opening_customers(), churned_customers(), reactivated_customers(), mrr(), departures() FROM kpi"
                    + " WHERE day >= DATE '%s' AND day <= DATE '%s' GROUP BY day ORDER BY day";

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2025-10-26",
        "Europe/Berlin, 2025-10-25",
        "Europe/Berlin, 2025-03-30",
        "Asia/Beirut, 2025-03-29",
        "Asia/Beirut, 2025-03-30",
        "Asia/Beirut, 2025-10-25",
        "Asia/Beirut, 2025-10-26",
        "America/Havana, 2025-11-01",
        "America/Havana, 2025-11-02",
        "America/Havana, 2025-03-08",
    })
    void rule8TheLastDayIsAWholeDay(String zone, LocalDate last) throws SQLException, IOException {
        Path home = folder.resolve(zone.replace('/', '-') + last);
        LocalDate next = last.plusDays(1);
        List<String> expected = List.of(last + " 3 0 0 220.0000 0", next + " 3 1 0 170.0000 1");
        for (CompanyModel model : filled(home, versions(zone, last))) {
            try (Connection asked = subscriptions(in(model, zone, zone), "subscriptions", home)) {
                assertEquals(expected, rows(asked, DAYS.formatted(last, next)), "days");
            }
            try (Connection asked = subscriptions(in(model, "", zone), "moments", home)) {
                assertEquals(expected, rows(asked, DAYS.formatted(last, next)), "moments");
            }
        }
    }

    /** Berlin's midnight is six in the evening in New York, or seven while only Berlin has changed its clocks. */
    @ParameterizedTest
    @CsvSource({"subscriptions, America/New_York", "moments, America/New_York", "subscriptions, UTC", "moments, UTC"})
    void theLastDayIsOneOfTheSourcesClock(String table, String reported) throws SQLException, IOException {
        Path home = folder.resolve(table + reported.replace('/', '-'));
        for (CompanyModel model : filled(home, versions("Europe/Berlin", LocalDate.of(2025, 10, 26)))) {
            try (Connection asked = subscriptions(in(model, "Europe/Berlin", reported), table, home)) {
                assertEquals(
                        List.of("2025-10-25 3 0 0 220.0000 0", "2025-10-26 3 1 0 170.0000 1"),
                        rows(asked, DAYS.formatted("2025-10-25", "2025-10-26")));
                assertEquals(
                        List.of("2025-10-26 23:00:00"),
                        rows(asked, "SELECT DISTINCT valid_to FROM subscriptions WHERE valid_to IS NOT NULL"));
            }
        }
    }

    /** A discount of one bill lasts for no renewal and is none; October has an hour more than 31 days. */
    @ParameterizedTest
    @CsvSource({"2025-10-01, 2025-11-01", "2025-03-01, 2025-04-01", "2025-08-01, 2025-09-01"})
    void aDiscountOfOneMonthIsNoneInAnyMonth(LocalDate from, LocalDate until) throws SQLException, IOException {
        List<String> rows = List.of(
                "DELETE FROM discounted",
                "INSERT INTO discounted VALUES ('1', '1', 'once', 100, 20, DATE '%s', DATE '%s')"
                        .formatted(from, until),
                "INSERT INTO discounted VALUES ('2', '2', 'lasts', 100, 20, DATE '%s', DATE '%s')"
                        .formatted(from, until.plusDays(1)));
        Path home = folder.resolve("discount" + from);
        for (CompanyModel model : filled(home, rows)) {
            CompanyModel berlin = in(model, "Europe/Berlin", "Europe/Berlin");
            List<String> lines = new ArrayList<>(berlin.lines());
            lines.add("  subscriptions: {from: " + model.prefix() + "discounted}");
            try (Connection asked = new CompanyModel(berlin.source(), model.prefix(), lines)
                    .openAsOf("2026-07-01T00:00:00Z", home, "model")) {
                assertEquals(
                        List.of(from + " 180.0000 -20.0000 0.0000", until + " 200.0000 0.0000 20.0000"),
                        rows(
                                asked,
                                "SELECT month, mrr(), discounts(), expansion_mrr() FROM kpi WHERE month IN (DATE '"
                                        + from + "', DATE '" + until + "') GROUP BY month ORDER BY month"));
            }
        }
    }

    /**
     * A customer is one for 30 days after an order: who ordered on the 2nd until a month of 31 days ends, and who ordered
     * on the 1st until the day before, so that he came and went within the month.
     */
    @ParameterizedTest
    @CsvSource({"2025-10-02, 2025-10-01, 2025-11-01", "2025-03-02, 2025-03-01, 2025-04-01"})
    void aCustomerLeavesSoManyDaysAfterTheLastOrder(LocalDate ordered, LocalDate month, LocalDate next)
            throws SQLException, IOException {
        List<String> rows = List.of(
                "DELETE FROM revenue",
                "INSERT INTO revenue VALUES ('1', 'a', 10, DATE '%s'), ('2', 'b', 10, DATE '%s')"
                        .formatted(ordered, ordered.minusDays(1)));
        Path home = folder.resolve("orders" + ordered);
        for (CompanyModel model : filled(home, rows)) {
            CompanyModel berlin = in(model, "Europe/Berlin", "Europe/Berlin").with("churn_rule: {inactive_days: 30}");
            try (Connection asked = berlin.withTable("revenue").openAsOf("2026-07-01T00:00:00Z", home, "model")) {
                assertEquals(
                        List.of(month + " 1 1 0", next + " 0 0 1"),
                        rows(
                                asked,
                                "SELECT month, new_customers(), closing_customers(), churned_customers() FROM kpi"
                                        + " WHERE month IN (DATE '" + month + "', DATE '" + next
                                        + "') GROUP BY month ORDER BY month"));
            }
        }
    }
}
