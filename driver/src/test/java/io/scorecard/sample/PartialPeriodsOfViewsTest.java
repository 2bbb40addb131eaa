package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views with SQL of their own list the month that is not over where kpi lists it, up to where the data end in it. */
class PartialPeriodsOfViewsTest {

    /** What is paid before July's first, and where the data end: within 11 June, nine days before as_of. */
    private static final String PAID = """
            WITH paid AS (SELECT customer_id, plan_id, valid_from, valid_to, mrr FROM subscriptions
                WHERE mrr > 0 AND status IN ('active', 'past_due') AND (valid_to IS NULL OR valid_to > valid_from)),
            bounds AS (SELECT utc(TIMESTAMP '2026-06-01') AS opens, TIMESTAMP '2026-06-11 10:00:00' AS closes),
            before AS (SELECT customer_id, SUM(mrr) AS mrr FROM paid, bounds
                WHERE valid_from < opens AND (valid_to IS NULL OR valid_to >= opens) GROUP BY 1),
            after AS (SELECT customer_id, SUM(mrr) AS mrr FROM paid, bounds
                WHERE valid_from < closes AND (valid_to IS NULL OR valid_to >= closes) GROUP BY 1)
            """;

    private static Loaded hand;
    private static Connection duckDb;
    private static Connection postgres;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void load() throws SQLException, IOException {
        hand = new Loaded(42, 1);
        duckDb = DriverManager.getConnection("jdbc:scorecard:sample");
        postgres = InPostgres.connect(hand, folder);
        for (Connection connection : List.of(duckDb, postgres)) {
            run(connection, "SET as_of = '2026-06-20'");
            run(connection, "SET data_through = '2026-06-11T10:00:00Z'");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        hand.close();
        duckDb.close();
        postgres.close();
    }

    @Test
    void reasonsAreOfWhoHasLeftSoFar() throws SQLException {
        assertShown(
                "SELECT month, SUM(customers), SUM(churned_mrr) FROM churn_reasons WHERE is_partial GROUP BY month",
                "SELECT DATE '2026-06-01', COUNT(*), -SUM(mrr) FROM before WHERE customer_id NOT IN (SELECT customer_id FROM after)");
    }

    @Test
    void cohortsAreLookedAtWhereTheDataEnd() throws SQLException {
        assertShown(
                "SELECT period, SUM(retained), SUM(mrr) FROM cohort_retention WHERE is_partial GROUP BY period",
                "SELECT DATE '2026-06-01', COUNT(*), SUM(mrr) FROM after");
    }

    @Test
    void tiersAreLookedAtWhereTheDataEnd() throws SQLException {
        assertShown(
                "SELECT month, SUM(CASE WHEN movement = 'left' THEN customers ELSE 0 END), SUM(mrr_before), SUM(mrr_after)"
                        + " FROM tier_migration WHERE is_partial GROUP BY month",
                "SELECT DATE '2026-06-01', (SELECT COUNT(*) FROM before WHERE customer_id NOT IN (SELECT customer_id FROM after)),"
                        + " (SELECT SUM(mrr) FROM before), (SELECT SUM(mrr) FROM after)");
    }

    @Test
    void withoutBeingAskedForNoViewListsIt() throws SQLException {
        for (Connection connection : List.of(duckDb, postgres)) {
            run(connection, "SET partial_periods = 'hide'");
            for (String view : List.of("churn_reasons", "tier_migration", "staying_reasons")) {
                assertEquals(
                        List.of(List.of("2026-05-01")),
                        Loaded.rows(connection, "SELECT MAX(month) FROM " + view),
                        view);
            }
            assertEquals(
                    List.of(List.of("2026-05-01")),
                    Loaded.rows(connection, "SELECT MAX(period) FROM cohort_retention"));
        }
    }

    private static void assertShown(String asked, String byHand) throws SQLException {
        List<List<String>> expected = hand.rows(PAID + byHand);
        assertFalse(expected.get(0).contains("0"), "it would prove nothing");
        for (Connection connection : List.of(duckDb, postgres)) {
            run(connection, "SET partial_periods = 'show'");
            assertEquals(List.of(), Loaded.differences(expected, Loaded.rows(connection, asked)));
        }
    }

    private static void run(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
        }
    }
}
