package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 13: customers in several products count in each of them, and once in the total. */
class ManyValuedSegmentTest extends BothEngines {

    private static final String IN_MONTHS = " WHERE month >= DATE '2026-01-01' AND month < DATE '2026-07-01'";

    private static final String MONTHS =
            "(SELECT DATE '2026-01-01' AS month, DATE '2026-02-01' AS until UNION ALL SELECT"
                    + " DATE '2026-02-01', DATE '2026-03-01' UNION ALL SELECT DATE '2026-03-01', DATE '2026-04-01' UNION ALL"
                    + " SELECT DATE '2026-04-01', DATE '2026-05-01' UNION ALL SELECT DATE '2026-05-01', DATE '2026-06-01'"
                    + " UNION ALL SELECT DATE '2026-06-01', DATE '2026-07-01') AS m";

    private static final String WHOLE = "(SELECT DATE '2026-01-01' AS month, DATE '2026-07-01' AS until) AS m";

    /** Every customer, month and product, and none of them: what the customer pays, and whether it holds. */
    private static String cells(String months) {
        return "(SELECT month, product, c.customer_id, c.segment, " + paid("month") + " AS opening, " + paid("until")
                + " AS closing, (SELECT COUNT(*) FROM subscriptions AS s WHERE s.customer_id = c.customer_id AND"
                + " valid_from < month) AS earlier, " + has("month") + " AS at_opening, " + has("until")
                + " AS at_closing FROM customers AS c CROSS JOIN " + months
                + " CROSS JOIN (SELECT DISTINCT product_id AS product FROM customer_products UNION ALL SELECT NULL)"
                + " AS p) AS cells";
    }

    private static String paid(String bound) {
        return "COALESCE((SELECT SUM(mrr) FROM subscriptions AS s WHERE s.customer_id = c.customer_id AND valid_from < "
                + bound + " AND (valid_to IS NULL OR valid_to >= " + bound + ")), 0)";
    }

    private static String has(String bound) {
        String held = "SELECT 1 FROM customer_products AS x WHERE x.customer_id = c.customer_id AND (valid_from IS NULL"
                + " OR valid_from < " + bound + ") AND (valid_to IS NULL OR valid_to >= " + bound + ")";
        return "CASE WHEN product IS NULL THEN NOT EXISTS (" + held + ") ELSE EXISTS (" + held
                + " AND x.product_id = product) END";
    }

    private static String sum(String condition, String what) {
        return "SUM(CASE WHEN " + condition + " THEN " + what + " ELSE 0 END)";
    }

    private static final String BRIDGE = sum("opening > 0 AND at_opening", "1") + ", "
            + sum("opening = 0 AND closing > 0 AND earlier = 0 AND at_closing", "1") + ", "
            + sum("opening = 0 AND closing > 0 AND earlier > 0 AND at_closing", "1") + ", "
            + sum("opening > 0 AND closing > 0 AND at_closing AND NOT at_opening", "1") + " - "
            + sum("opening > 0 AND closing > 0 AND at_opening AND NOT at_closing", "1") + ", "
            + sum("opening > 0 AND closing = 0 AND at_opening", "1") + ", "
            + sum("closing > 0 AND at_closing", "1") + ", "
            + sum("at_opening", "opening") + ", "
            + sum("opening > 0 AND closing > opening AND at_opening AND at_closing", "closing - opening") + ", "
            + sum("closing > 0 AND closing < opening AND at_opening AND at_closing", "closing - opening") + ", "
            + sum("opening > 0 AND closing > 0 AND at_closing AND NOT at_opening", "closing") + " - "
            + sum("opening > 0 AND closing > 0 AND at_opening AND NOT at_closing", "opening") + ", "
            + sum("closing = 0 AND at_opening", "-opening") + ", " + sum("at_closing", "closing");

    private static final String MEASURES = "opening_customers(), new_customers(), reactivated_customers(),"
            + " transferred_customers(), churned_customers(), closing_customers(), opening_mrr(), expansion_mrr(),"
            + " contraction_mrr(), transfer_mrr(), churned_mrr(), closing_mrr()";

    @Test
    void everyMovementByMonth() throws SQLException {
        assertSame(
                "SELECT month, product, " + MEASURES + " FROM kpi" + IN_MONTHS
                        + " GROUP BY month, product ORDER BY 1, 2 NULLS LAST",
                "SELECT month, product, " + BRIDGE + " FROM " + cells(MONTHS)
                        + " GROUP BY month, product ORDER BY 1, 2 NULLS LAST");
    }

    @Test
    void everyMovementOfOnePeriodBesideAnotherSegment() throws SQLException {
        assertSame(
                "SELECT product, segment, " + MEASURES + " FROM kpi" + IN_MONTHS
                        + " AND product = 'extra' GROUP BY product, segment ORDER BY 1, 2",
                "SELECT product, segment, " + BRIDGE + " FROM " + cells(WHOLE)
                        + " WHERE product = 'extra' GROUP BY product, segment ORDER BY 1, 2");
    }

    @Test
    void theTotalCountsOnce() throws SQLException {
        assertSame(
                "SELECT product, closing_customers(), mrr(), ticket_volume() FROM kpi" + IN_MONTHS
                        + " GROUP BY ROLLUP(product) HAVING GROUPING(product) = 1",
                "SELECT NULL, COUNT(DISTINCT CASE WHEN valid_to IS NULL OR valid_to >= DATE '2026-07-01' THEN"
                        + " customer_id END), SUM(CASE WHEN valid_to IS NULL OR valid_to >= DATE '2026-07-01'"
                        + " THEN mrr END), (SELECT COUNT(*) FROM tickets WHERE created_at >= DATE '2026-01-01'"
                        + " AND created_at < DATE '2026-07-01') FROM subscriptions");
    }

    @Test
    void aFactCountsInEveryProductOfItsMoment() throws SQLException {
        assertSame(
                "SELECT product, ticket_volume(), nps_n() FROM kpi" + IN_MONTHS
                        + " GROUP BY product ORDER BY 1 NULLS LAST",
                "SELECT product, SUM(tickets), SUM(answers) FROM (SELECT product_id AS product, 1 AS tickets, 0 AS"
                        + " answers, created_at AS moment FROM tickets AS f LEFT JOIN customer_products AS x ON"
                        + " x.customer_id = f.customer_id AND (valid_from IS NULL OR valid_from <= created_at) AND"
                        + " (valid_to IS NULL OR created_at < valid_to) UNION ALL SELECT product_id, 0, 1,"
                        + " responded_at FROM surveys AS f LEFT JOIN customer_products AS x ON x.customer_id ="
                        + " f.customer_id AND (valid_from IS NULL OR valid_from <= responded_at) AND (valid_to IS"
                        + " NULL OR responded_at < valid_to)) AS facts WHERE moment >= DATE '2026-01-01' AND moment <"
                        + " DATE '2026-07-01' GROUP BY product ORDER BY 1 NULLS LAST");
    }

    @ParameterizedTest
    @EnumSource
    void overlapsAreTold(Company.Engine engine) throws SQLException {
        List<String> warnings =
                company(engine).warnings("SELECT month, product, mrr() FROM kpi GROUP BY month, product");
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("do not add up to the total"), warnings.get(0));
    }

    @Test
    void whatWouldCountTwiceIsRefused() {
        for (String sql : new String[] {
            "SELECT closing_customers() FROM kpi WHERE product IN ('core', 'extra')",
            "SELECT closing_customers() FROM kpi WHERE product <> 'core'",
            "SELECT UPPER(product), ticket_volume() FROM kpi GROUP BY UPPER(product)",
            "SELECT ticket_volume() FILTER (WHERE product = 'core' OR product = 'extra') FROM kpi",
            "SELECT ticket_volume() FILTER (WHERE product = 'core') FROM kpi WHERE product = 'extra'",
        }) {
            assertRefused("0A000", "more than once", sql);
        }
    }
}
