package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A business without subscriptions: a customer is one while the last order is at most ten days old. By hand that is
 * asked of the orders at each bound; many are exactly ten days before the next, or before a bound.
 */
class CustomersByOrdersTest extends BothEngines {

    private static final String MONTHS =
            "(VALUES (DATE '2025-11-01', DATE '2025-12-01'), (DATE '2025-12-01', DATE '2026-01-01'),"
                    + " (DATE '2026-01-01', DATE '2026-02-01'), (DATE '2026-02-01', DATE '2026-03-01'),"
                    + " (DATE '2026-03-01', DATE '2026-04-01')) AS p(s, e)";

    @Override
    String settings() {
        return "churn_rule: {inactive_days: 10}\n";
    }

    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id INTEGER, customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(18, 4), revenue_type VARCHAR(10))",
                "INSERT INTO revenue SELECT i, SUBSTRING('abcdefgh', CAST(i * i % 7 AS INTEGER) + 1, 1),"
                        + " TIMESTAMP '2025-06-01 00:00:00' + (i * 53 % 380) * INTERVAL '24 hours'"
                        + " + CASE WHEN i % 4 = 0 THEN INTERVAL '9 hours' ELSE INTERVAL '0 hours' END,"
                        + " CASE WHEN i % 9 = 5 THEN -20 ELSE 20 END, CASE WHEN i % 9 = 5 THEN 'refund' ELSE 'one_off' END"
                        + " FROM GENERATE_SERIES(0, 110) AS s(i)",
                "INSERT INTO revenue VALUES (900, 'h', TIMESTAMP '2025-12-22 00:00:00', 5, NULL),"
                        + " (901, 'h', TIMESTAMP '2026-01-01 00:00:00', 5, NULL),"
                        + " (902, 'h', TIMESTAMP '2026-01-22 00:00:00', 5, NULL),"
                        + " (903, 'h', TIMESTAMP '2026-02-01 00:00:00.000001', 5, NULL),"
                        + " (904, 'h', TIMESTAMP '2026-07-02 00:00:00', 5, NULL),"
                        + " (905, 'h', TIMESTAMP '2026-02-25 00:00:00', 5, 'tax')");
    }

    private static String active(String bound) {
        return "EXISTS (SELECT 1 FROM revenue r WHERE r.customer_id = c.customer_id AND r.amount > 0"
                + " AND COALESCE(r.revenue_type, 'one_off') = 'one_off' AND r.occurred_at < " + bound
                + " AND r.occurred_at >= " + bound + " - INTERVAL '10 days')";
    }

    private static String before(String bound) {
        return "EXISTS (SELECT 1 FROM revenue r WHERE r.customer_id = c.customer_id AND r.amount > 0"
                + " AND COALESCE(r.revenue_type, 'one_off') = 'one_off' AND r.occurred_at < " + bound + ")";
    }

    private static String customers(String condition) {
        return "(SELECT COUNT(*) FROM customers c WHERE " + condition + ")";
    }

    @Test
    void customersComeGoAndReturnByTheirOrders() throws SQLException {
        assertSame(
                "SELECT month, opening_customers(), closing_customers(), new_customers(), churned_customers(),"
                        + " reactivated_customers(), churn_rate(), lapsed_customers() FROM kpi"
                        + " WHERE month BETWEEN DATE '2025-11-01' AND DATE '2026-03-01' GROUP BY month"
                        + " ORDER BY month",
                "SELECT s, " + customers(active("s")) + ", " + customers(active("e")) + ", "
                        + customers(active("e") + " AND NOT " + before("s")) + ", "
                        + customers(active("s") + " AND NOT " + active("e")) + ", "
                        + customers(active("e") + " AND NOT " + active("s") + " AND " + before("s"))
                        + ", 1.0 * "
                        + customers(active("s") + " AND NOT " + active("e")) + " / " + customers(active("s"))
                        + ", " + customers(before("s") + " AND NOT " + active("s"))
                        + " FROM " + MONTHS + " ORDER BY s");
    }

    @Test
    void everyDayOfAMonthAndSegment() throws SQLException {
        assertSame(
                "SELECT day, segment, closing_customers(), churned_customers() FROM kpi"
                        + " WHERE month = DATE '2026-01-01' AND segment IS NOT NULL GROUP BY day, segment"
                        + " ORDER BY day, segment",
                "SELECT CAST(d AS DATE), g.segment, "
                        + customers("c.segment = g.segment AND " + active("(d + INTERVAL '1 day')")) + ", "
                        + customers("c.segment = g.segment AND " + active("d") + " AND NOT "
                                + active("(d + INTERVAL '1 day')"))
                        + " FROM (SELECT TIMESTAMP '2026-01-01 00:00:00' + i * INTERVAL '24 hours' AS d"
                        + " FROM GENERATE_SERIES(0, 30) AS n(i)) AS p,"
                        + " (SELECT DISTINCT segment FROM customers) AS g ORDER BY 1, 2");
    }

    @Test
    void rowsAndCohortsFollow() throws SQLException {
        assertSame(
                "SELECT customer_id FROM kpi_rows('churn_rate') WHERE month = DATE '2026-02-01'"
                        + " AND in_numerator = 1 ORDER BY customer_id",
                "SELECT customer_id FROM customers c WHERE " + active("DATE '2026-02-01'") + " AND NOT "
                        + active("DATE '2026-03-01'") + " ORDER BY customer_id");
        assertSame(
                "SELECT cohort_month, cohort_retention_rate() FROM kpi WHERE month = DATE '2026-02-01'"
                        + " AND cohort_month IS NOT NULL GROUP BY cohort_month ORDER BY cohort_month",
                "SELECT m, 1.0 * SUM(a) / COUNT(*) FROM (SELECT (SELECT CAST(date_trunc('month',"
                        + " MIN(r.occurred_at)) AS DATE) FROM revenue r WHERE r.customer_id = c.customer_id"
                        + " AND r.amount > 0) AS m, CASE WHEN " + active("DATE '2026-03-01'")
                        + " THEN 1 ELSE 0 END AS a FROM customers c WHERE " + before("DATE '2026-03-01'")
                        + ") AS members GROUP BY m ORDER BY m");
    }

    /** There is a table of subscriptions, but they are not what this business lives of. */
    @Test
    void whatIsPaidByTheMonthIsNotThere() {
        assertRefused("0A000", "subscriptions.mrr", "SELECT mrr() FROM kpi");
        assertRefused("0A000", "subscriptions.mrr", "SELECT net_revenue_retention() FROM kpi");
        assertRefused("0A000", "subscriptions.mrr", "SELECT arpa() FROM kpi");
        assertRefused("0A000", "subscriptions.mrr", "SELECT mrr('list') FROM kpi");
        assertRefused("0A000", "subscriptions.mrr", "SELECT price_expansion_mrr() FROM kpi");
        assertRefused("0A000", "which this model does not read: its churn_rule", "SELECT mrr() FROM kpi");
        assertRefused("0A000", "which this model does not read: its churn_rule", "SELECT upsell_rate() FROM kpi");
    }

    /** Nothing is left that still asks subscriptions, and fails in another way than by saying what is missing. */
    @ParameterizedTest
    @EnumSource
    void everyOtherKpiIsThereOrSaysWhatItNeeds(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        assertEquals(
                List.of(),
                company.rows("SELECT name, why_not FROM kpi_catalog WHERE NOT available"
                        + " AND why_not NOT LIKE '%columns that the model does not map%'"
                        + " AND why_not NOT LIKE '%which this model does not read%'"
                        + " AND why_not NOT LIKE '%until the model says%'"));
        assertEquals(
                List.of(List.of("8")), company.rows("SELECT COUNT(*) FROM customer_360"), "one row for each customer");
        assertEquals(8, company.rows("SELECT * FROM customer_360").size(), "without what subscriptions tell alone");
        company.assertSame(
                "SELECT month, SUM(customers) FROM churn_reasons WHERE month BETWEEN DATE '2025-11-01'"
                        + " AND DATE '2026-03-01' GROUP BY month ORDER BY month",
                "SELECT s, n FROM (SELECT s, " + customers(active("s") + " AND NOT " + active("e")) + " AS n FROM "
                        + MONTHS + ") AS lost WHERE n > 0 ORDER BY s");
    }
}
