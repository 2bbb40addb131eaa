package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views as data: what of them is computed, what shadows them, and a model's own. */
class ViewsTest {

    private static Connection sample;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    private static List<String> first(Connection connection, String question) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                cells.add(rows.getString(1));
            }
        }
        return cells;
    }

    private static String pushed(String question) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + question)) {
            while (rows.next()) {
                text.append(rows.getString(2)).append('\n');
            }
        }
        return text.toString();
    }

    private Connection own(String lines) throws IOException, SQLException {
        String model = Files.readString(Path.of("../examples/sample/model.yaml"));
        Path file = Files.writeString(folder.resolve("own.yaml"), model + "\n" + lines);
        return DriverManager.getConnection("jdbc:scorecard:" + file);
    }

    @Test
    void onlyAskedColumnsAreComputed() throws SQLException {
        assertTrue(pushed("SELECT * FROM customer_360").contains("\"usage_events\""));
        String narrow = pushed("SELECT name, mrr FROM customer_360 WHERE is_active");
        assertFalse(narrow.contains("\"usage_events\"") || narrow.contains("\"surveys\""), narrow);
        assertTrue(narrow.contains("\"subscriptions\""), narrow);
        assertFalse(pushed("SELECT month, new_mrr FROM mrr_movements").contains("LAG"));
        assertFalse(pushed("SELECT COUNT(*) FROM customer_360").contains("\"tickets\""));
    }

    @Test
    void onlyKpisOfTheAskedScorecardAreComputed() throws SQLException {
        assertFalse(pushed("SELECT * FROM scorecard WHERE name = 'vital'").contains("\"tickets\""));
        assertTrue(pushed("SELECT * FROM scorecard WHERE name IN ('vital', 'support')")
                .contains("\"tickets\""));
    }

    @Test
    void conditionOnAnotherTablesColumnPrunesNothing() throws SQLException {
        assertEquals(
                List.of("board"),
                first(
                        sample,
                        "SELECT DISTINCT s.name FROM scorecard AS s JOIN scorecards AS c ON c.kpi = s.kpi"
                                + " WHERE c.name = 'success' AND s.kpi = 'nps' AND s.name <> 'success'"));
    }

    @Test
    void nameThatWithGivesIsThatRelation() throws SQLException {
        assertEquals(List.of("1"), first(sample, "WITH scorecard AS (SELECT 1 AS a) SELECT a FROM scorecard"));
        assertEquals(
                List.of("8"),
                first(
                        sample,
                        "WITH scorecard AS (SELECT * FROM scorecard WHERE name = 'board' AND is_latest)"
                                + " SELECT COUNT(*) FROM scorecard"));
    }

    @Test
    void argumentsGoByNameAndByPosition() throws SQLException {
        assertEquals(
                first(sample, "SELECT SUM(retained) FROM cohort_retention('quarter', 'region')"),
                first(sample, "SELECT SUM(retained) FROM cohort_retention(segment => region, grain => quarter)"));
    }

    /** The sample's May 2026, in which many left: each option is what the measure says. */
    @Test
    void definitionsStandSideBySide() throws SQLException {
        String may = " WHERE month = DATE '2026-05-01'";
        for (String option : List.of("event", "stripe", "midpoint", "daily")) {
            assertEquals(
                    first(sample, "SELECT churn_rate('" + option + "') FROM kpi" + may),
                    first(sample, "SELECT " + option + " FROM compare_definitions('churn_rate')" + may));
        }
        assertEquals(
                List.of("0.0438"),
                first(
                        sample,
                        "SELECT ROUND(CAST(\"value\" AS DECIMAL(9, 6)), 4) FROM compare_definitions('churn_rate')"
                                + may),
                "16 of 365 have left");
        assertRefused("SELECT * FROM compare_definitions('churn_rat')", "Did you mean 'churn_rate'?");
    }

    /** One stays, one leaves for good, one is gone for ten days: only the event of the last one is no departure else. */
    @Test
    void customersWhoDifferBetweenMethodsAreListed() throws Exception {
        Files.writeString(folder.resolve("subscriptions.csv"), """
                subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to
                i1,s1,stays,active,10,2026-01-01,
                i2,s2,leaves,active,10,2026-01-01,2026-03-10
                i3,s3,back,active,10,2026-01-01,2026-03-10
                i3,s3,back,active,10,2026-03-20,
                """);
        Path model = Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                sources:
                  crm: {type: files, folder: ., canonical: true}
                """);
        try (Connection own = DriverManager.getConnection("jdbc:scorecard:" + model)) {
            String differ = "SELECT CONCAT(customer_id, ' ', CAST(numerator AS INTEGER), ' ',"
                    + " CAST(other_numerator AS INTEGER), ' ', CAST(denominator AS INTEGER), ' ',"
                    + " CAST(other_denominator AS INTEGER)) FROM compare_customers('churn_rate', 'snapshot', 'event'%s)";
            assertEquals(List.of("back 0 1 1 1"), first(own, differ.formatted(", period => '2026-03'")));
            assertEquals(List.of("back 0 1 1 1"), first(own, differ.formatted("")), "the last complete month");
            assertEquals(List.of(), first(own, differ.formatted(", '2026-02'")));
        }
        assertRefused("SELECT * FROM compare_customers('churn_rate')", "snapshot, event");
        assertRefused("SELECT * FROM compare_customers('churn_rate', 'evnt', 'event')", "no such option");
    }

    @Test
    void wrongArgumentsAreAnsweredWithTheRightOnes() {
        assertRefused("SELECT * FROM cohort_retention('day')", "month, quarter, year");
        assertRefused("SELECT * FROM cohort_retention(grian => 'month')", "Did you mean 'grain'?");
        assertRefused("SELECT * FROM cohort_retention('month', 'ticket_channel')", "segments of customers");
        assertRefused("SELECT * FROM profit_by_tenure(0)", "from 1 to 120");
        assertRefused("SELECT * FROM data_quality('x')", "Write data_quality().");
    }

    private static void assertRefused(String question, String told) {
        SQLException e = assertThrows(SQLException.class, () -> first(sample, question));
        assertTrue(e.getMessage().contains(told), e.getMessage());
    }

    @Test
    void modelAddsViewsAndScorecards() throws IOException, SQLException {
        try (Connection connection = own("""
                views:
                  big_customers:
                    summary: Customers who pay much.
                    parameters:
                      least: {type: count, default: 1000, meaning: monthly revenue}
                    columns: {name: of the account, mrr: what it pays}
                    sql: SELECT name, mrr FROM customer_360 WHERE mrr >= :least
                """)) {
            int many = first(connection, "SELECT name FROM big_customers").size();
            assertTrue(many > 0);
            assertTrue(first(connection, "SELECT name FROM big_customers(500)").size() > many);
            try (ResultSet rows = connection.getMetaData().getColumns(null, null, "big_customers", "mrr")) {
                assertTrue(rows.next());
                assertEquals("what it pays", rows.getString("REMARKS"));
            }
        }
    }

    @Test
    void viewComesInTheOrderThatItNames() throws IOException, SQLException {
        String tiers = """
                views:
                  paying:
                    summary: Customers who pay.
                    ordered_by: [%s]
                    columns: {name: of the account, mrr: what it pays}
                    sql: SELECT mrr, name FROM customer_360 WHERE mrr > 0
                """;
        try (Connection connection = own(tiers.formatted("mrr, name"))) {
            String ordered = "SELECT name FROM paying ORDER BY mrr, name";
            assertEquals(first(connection, ordered), first(connection, "SELECT name FROM paying"));
            assertEquals(
                    first(connection, ordered + " LIMIT 3"),
                    first(connection, "SELECT p.name FROM paying AS p LIMIT 3"));
        }
        SQLException e = assertThrows(SQLException.class, () -> own(tiers.formatted("mrr, nam")));
        assertTrue(e.getMessage().contains("'nam' is none of its columns"), e.getMessage());
    }

    /** Also where it is written as a function, and where its keys are not shown. */
    @Test
    void viewComesInItsOrderAsAFunctionToo() throws SQLException {
        String ordered = first(sample, "SELECT cohort FROM cohort_retention('quarter') AS c ORDER BY cohort, age")
                .toString();
        assertEquals(
                ordered,
                first(sample, "SELECT cohort FROM cohort_retention('quarter')").toString());
        assertEquals(
                ordered,
                first(sample, "SELECT c.cohort FROM cohort_retention('quarter') AS c")
                        .toString());
        assertEquals(
                first(sample, "SELECT opening_mrr FROM mrr_movements('quarter') AS m ORDER BY quarter"),
                first(sample, "SELECT opening_mrr FROM mrr_movements('quarter')"));
        String values = " FROM kpi_values WHERE kpi IN ('nps', 'csat') AND month >= DATE '2026-05-01'";
        assertEquals(
                first(sample, "SELECT value" + values + " ORDER BY month, kpi, segment_name, segment_value"),
                first(sample, "SELECT value" + values));
    }

    @Test
    void columnThatAViewDescribesAndLacksIsTold() throws IOException, SQLException {
        assertEquals(List.of("0"), first(sample, "SELECT COUNT(*) FROM model_findings"));
        try (Connection connection = own("""
                views:
                  big_customers: {summary: Who pays much., columns: {nam: of the account}, sql: "SELECT name FROM customer_360"}
                """)) {
            String found = first(connection, "SELECT code || ' ' || severity || ' ' || finding FROM model_findings")
                    .get(0);
            assertEquals(
                    "unknown_view_column warning the view 'big_customers' describes 'nam', which its SQL does not show."
                            + " Did you mean 'name'?",
                    found);
        }
    }

    @Test
    void viewThatComesBackToItselfIsRefused() throws IOException, SQLException {
        try (Connection connection = own("""
                views:
                  a_view: {summary: One., sql: SELECT x FROM b_view}
                  b_view: {summary: Two., sql: SELECT x FROM a_view}
                """)) {
            SQLException e = assertThrows(SQLException.class, () -> first(connection, "SELECT x FROM a_view"));
            assertTrue(e.getMessage().contains("a_view -> b_view -> a_view"), e.getMessage());
        }
    }

    @Test
    void viewWithoutItsColumnsIsToldAndNotListed() throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("two.yaml"), """
                as_of: 2026-03-01T00:00:00Z
                sources: {data: {type: files, folder: .}}
                tables: {tickets: {from: data.tickets}}
                """);
        Files.writeString(folder.resolve("tickets.csv"), "ticket_id,created_at,status\nt1,2026-02-01 10:00:00,open\n");
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + file)) {
            SQLException e =
                    assertThrows(SQLException.class, () -> first(connection, "SELECT * FROM cohort_retention"));
            assertTrue(e.getMessage().contains("subscriptions.customer_id"), e.getMessage());
            assertEquals(List.of("t1"), first(connection, "SELECT ticket_id FROM ticket_facts WHERE name IS NULL"));
            List<String> tables = first(connection, "SHOW TABLES");
            assertTrue(tables.contains("ticket_facts") && !tables.contains("cohort_retention"), tables.toString());
        }
    }

    /** 11,720.25 is the cost by the version of the agent that held. */
    @Test
    void joinsWithVersionsAreSeenThroughTotals() throws SQLException {
        String totals = "(SELECT agent_id, SUM(minutes) AS m FROM time_entries GROUP BY agent_id) AS e";
        SQLException refused = assertThrows(
                SQLException.class,
                () -> first(
                        sample,
                        "SELECT SUM(m * hourly_cost / 60) FROM " + totals
                                + " JOIN agents AS a ON a.agent_id = e.agent_id"));
        assertTrue(
                refused.getMessage()
                        .contains(
                                "'SUM(m * hourly_cost / 60)' would take each row of a subquery of 'time_entries' once for"
                                        + " every row of 'agents' that it is joined to. Join the version that held"),
                refused.getMessage());
        assertEquals(
                "11720.25",
                first(
                                sample,
                                "SELECT CAST(SUM(minutes * hourly_cost / 60) AS DECIMAL(18, 2)) FROM time_entries AS t"
                                        + " JOIN agents AS a ON a.agent_id = t.agent_id AND a.valid_from <= t.worked_at"
                                        + " AND (a.valid_to IS NULL OR t.worked_at < a.valid_to)")
                        .get(0));
    }

    @Test
    void rowsOfAViewAreItsOwn() throws SQLException {
        assertEquals(
                first(sample, "SELECT COUNT(*) FROM customers"),
                first(sample, "SELECT COUNT(*) FROM customers JOIN customer_360 USING (customer_id)"));
        assertThrows(
                SQLException.class,
                () -> first(sample, "SELECT SUM(v.mrr) FROM customer_360 AS v JOIN tickets AS t USING (customer_id)"));
        assertThrows(
                SQLException.class,
                () -> first(
                        sample,
                        "SELECT SUM(v.mrr * t.handle_minutes) FROM customer_360 AS v JOIN tickets AS t USING (customer_id)"));
    }
}
