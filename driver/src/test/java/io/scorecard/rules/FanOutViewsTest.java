package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets joined to a view by their customer: refused where the view has several rows of a customer, and only there. */
class FanOutViewsTest {

    private static Connection sample;

    @BeforeAll
    static void open() throws SQLException {
        sample = DriverManager.getConnection("jdbc:scorecard:sample");
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    @Test
    void viewsOfSeveralRowsOfACustomerAreRefusedByCustomer() throws SQLException {
        List<String> several = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> views = views();
        for (String view : views) {
            long most = number("SELECT MAX(n) FROM (SELECT customer_id, COUNT(*) AS n FROM " + view
                    + " WHERE customer_id IS NOT NULL GROUP BY customer_id) AS g");
            if (most > 1) {
                several.add(view);
            }
            if (isRefused("SELECT SUM(t.handle_minutes) FROM tickets t JOIN " + view
                    + " v ON v.customer_id = t.customer_id")) {
                refused.add(view);
            }
        }
        assertEquals(several, refused);
        assertTrue(several.contains("allocated_costs") && !several.contains("customer_360"), several + " of " + views);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM tickets t JOIN allocated_costs a ON a.customer_id = t.customer_id",
                "SELECT SUM(r.amount) FROM revenue r JOIN allocated_costs a ON a.customer_id = r.customer_id",
                "SELECT SUM(c.mrr) FROM customer_360 c JOIN allocated_costs a ON a.customer_id = c.customer_id",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN (SELECT customer_id FROM allocated_costs) AS a ON"
                        + " a.customer_id = t.customer_id",
                "SELECT SUM(t.handle_minutes) FROM tickets t JOIN allocated_costs a ON a.customer_id = t.customer_id AND"
                        + " a.period_start = CAST(date_trunc('month', t.created_at) AS DATE) WHERE a.category = 'support'",
            })
    void costsOfACustomerAreSeveral(String question) {
        SQLException refused = assertThrows(SQLException.class, () -> number(question));
        assertTrue(String.valueOf(refused.getMessage()).contains("SC-2017"), refused.getMessage());
        assertTrue(String.valueOf(refused.getMessage()).contains("'allocated_costs'"), refused.getMessage());
    }

    private static List<String> views() throws SQLException {
        List<String> views = new ArrayList<>();
        try (ResultSet tables = sample.getMetaData().getTables(null, null, "%", new String[] {"VIEW"})) {
            while (tables.next()) {
                views.add(tables.getString("TABLE_NAME"));
            }
        }
        List<String> ofCustomers = new ArrayList<>();
        for (String view : views) {
            try (ResultSet column = sample.getMetaData().getColumns(null, null, view, "customer_id")) {
                // Not kpi_fields, which is kpi as other tools see it.
                if (!view.startsWith("kpi") && column.next()) {
                    ofCustomers.add(view);
                }
            }
        }
        return ofCustomers;
    }

    private static boolean isRefused(String question) throws SQLException {
        try {
            number(question);
            return false;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("SC-2017")) {
                return true;
            }
            throw e;
        }
    }

    private static long number(String question) throws SQLException {
        try (Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            assertTrue(rows.next(), question);
            return rows.getLong(1);
        }
    }
}
