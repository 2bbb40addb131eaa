package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A statement does not look for what a question does not ask; asked of the sample company. */
class UnaskedJoinsTest {

    private static Connection sample;

    @BeforeAll
    static void connect() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    private static List<String> last(String question) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                values.add(rows.getString(rows.getMetaData().getColumnCount()));
            }
        }
        return values;
    }

    private static boolean looksForReasons(String question) throws SQLException {
        return last("EXPLAIN " + question).stream().anyMatch(l -> l.contains("\"ended_versions\""));
    }

    @Test
    void reasonsAreLookedForOnlyWhereTheyAreAsked() throws SQLException {
        assertFalse(looksForReasons("SELECT month, departures() FROM kpi GROUP BY month"));
        assertFalse(looksForReasons("SELECT month, departed_mrr() FROM kpi GROUP BY month"));
        assertTrue(looksForReasons(
                "SELECT subscription_churn_reason, departures() FROM kpi GROUP BY subscription_churn_reason"));
        assertTrue(looksForReasons("SELECT departures(), voluntary_departures() FROM kpi"));
    }

    @Test
    void aSubqueryLeavesOutWhatItDoesNotAskAndKeepsWhatItDoes() throws SQLException {
        for (String more : List.of("", " AND status = 'open'")) {
            String tickets = "(SELECT customer_id FROM tickets WHERE priority = 'urgent'" + more + ")";
            assertEquals(
                    last("SELECT COUNT(DISTINCT customer_id) FROM " + tickets + " AS t"),
                    last("SELECT COUNT(*) FROM customers WHERE customer_id IN " + tickets));
        }
    }

    @Test
    void departuresAreTheSameWithAndWithoutTheirReasons() throws SQLException {
        String byReason = "SELECT subscription_churn_reason, departures() AS n, departed_mrr() AS m FROM kpi"
                + " WHERE year = DATE '2025-01-01' GROUP BY subscription_churn_reason";
        String total = " FROM kpi WHERE year = DATE '2025-01-01'";
        assertEquals(last("SELECT SUM(n) FROM (" + byReason + ") AS t"), last("SELECT departures()" + total));
        assertEquals(last("SELECT SUM(m) FROM (" + byReason + ") AS t"), last("SELECT departed_mrr()" + total));
        assertTrue(Integer.parseInt(last("SELECT departures()" + total).get(0)) > 0);
    }

    @Test
    void aTextIsComparedWithOthersOnlyWhereItMayStandInAGroupTwice() throws SQLException {
        String total = "SELECT month, theme_mentions() FROM kpi GROUP BY month";
        String byTheme = "SELECT theme, theme_mentions() FROM kpi GROUP BY theme";
        String byThemesOf = "SELECT theme_swot, theme_mentions() FROM kpi GROUP BY theme_swot";
        assertTrue(last("EXPLAIN " + total).stream().noneMatch(l -> l.contains("DISTINCT")));
        assertTrue(last("EXPLAIN " + byTheme).stream().noneMatch(l -> l.contains("COUNT(DISTINCT")));
        assertTrue(last("EXPLAIN " + byThemesOf).stream().anyMatch(l -> l.contains("COUNT(DISTINCT")));
        assertEquals(
                last("SELECT theme_mentions() FROM kpi"),
                last("SELECT theme_mentions() FROM kpi WHERE theme IN (SELECT theme FROM themes)"));
    }

    private static String sharedCosts(String question) throws SQLException {
        String all = String.join("\n", last("EXPLAIN " + question));
        int from = all.indexOf("\"shared_costs\" AS (");
        return all.substring(from, all.indexOf("GROUP BY", from));
    }

    @Test
    void sharedCostsAreAllocatedWhereTheirCategoryIsAsked() throws SQLException {
        String support = sharedCosts("SELECT support_cost() FROM kpi");
        assertTrue(support.contains("'support'") && !support.contains("'service'"), support);
        String both = sharedCosts("SELECT profit() FROM kpi");
        assertTrue(both.contains("'support'") && both.contains("'service'"), both);
        String any = sharedCosts("SELECT category, SUM(amount) FROM allocated_costs GROUP BY category");
        assertFalse(any.contains("'support'") || any.contains("'service'"), any);
        String beside = sharedCosts("SELECT support_cost(), (SELECT SUM(amount) FROM allocated_costs) AS v FROM kpi");
        assertFalse(beside.contains("'support'") || beside.contains("'service'"), beside);
    }

    @Test
    void aCategoryCostsTheSameByItselfAndAmongOthers() throws SQLException {
        List<String> alone = last("SELECT ROUND(SUM(amount), 2) FROM allocated_costs WHERE category = 'support'");
        assertEquals(
                alone,
                last("SELECT ROUND(SUM(CASE WHEN category = 'support' THEN amount END), 2) FROM allocated_costs"));
        assertTrue(Double.parseDouble(alone.get(0)) > 0);
    }
}
