package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rules 21 and 23: percentiles, what stands at a bound, and what is computed for each customer first. */
class FormsOfDefinitionTest extends BothEngines {

    private static final String MONTHS =
            "(VALUES (DATE '2026-02-01', DATE '2026-03-01'), (DATE '2026-03-01', DATE '2026-04-01'),"
                    + " (DATE '2026-04-01', DATE '2026-05-01'), (DATE '2026-05-01', DATE '2026-06-01')) AS m(month, until)";

    private static final String IN_MONTHS = " WHERE month >= DATE '2026-02-01' AND month < DATE '2026-06-01'";

    @Override
    String settings() {
        return """
                kpis:
                  middle_handling:
                    takes: {handle_minutes: minutes of work}
                    over: tickets where handle_minutes IS NOT NULL
                    formula: PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY handle_minutes)
                    n: COUNT(*)
                    unit: minutes
                    better: lower
                  handling_p90:
                    over: tickets
                    formula: PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY handle_minutes) FILTER (WHERE channel = 'email')
                    unit: minutes
                    better: lower
                  ever_paid:
                    over: payers
                    at: closing
                    formula: COUNT(*)
                    unit: count
                    better: higher
                  still_paying:
                    over: payers where active = 1
                    at: closing
                    formula: COUNT(*)
                    unit: count
                    better: higher
                  still_paying_at_opening:
                    over: payers where active = 1
                    at: opening
                    formula: COUNT(*)
                    unit: count
                    better: higher
                  kept_share:
                    formula: still_paying / ever_paid
                    unit: ratio
                    better: higher
                  lasting_contacts:
                    per: customer_id
                    rows: {here: ticket_volume, before: previous(ticket_volume)}
                    formula: SUM(here) FILTER (WHERE before > 0) / COUNT(*)
                    unit: ratio
                    better: lower
                  kept_revenue_share:
                    per: customer_id
                    rows: {before: opening_mrr, here: mrr}
                    formula: SUM(CASE WHEN here < before THEN here ELSE before END) / SUM(before)
                    unit: ratio
                    better: higher
                  middle_customer_mrr:
                    per: customer_id
                    rows: {here: mrr, active: still_paying}
                    formula: PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY here) FILTER (WHERE active > 0)
                    unit: money
                    better: higher
                relations:
                  payers:
                    grain: a customer who has paid before a bound
                    customer: customer_id
                    at_bound: true
                    needs: [subscriptions.customer_id, subscriptions.valid_from]
                    sql: |
                      SELECT p.customer_id, p.active
                      FROM (
                        SELECT customer_id, MAX(CASE WHEN valid_to IS NULL OR valid_to >= :bound THEN 1 ELSE 0 END) AS active
                        FROM paid_versions WHERE valid_from < :bound GROUP BY customer_id
                      ) AS p
                      LEFT JOIN (SELECT customer_id FROM tickets WHERE created_at < :bound GROUP BY customer_id) AS t
                        ON t.customer_id = p.customer_id
                """;
    }

    @Test
    void medians() throws SQLException {
        assertSame(
                "SELECT month, ticket_channel, middle_handling(), handling_p90(), sample_size(middle_handling()) FROM kpi"
                        + IN_MONTHS + " GROUP BY month, ticket_channel ORDER BY 1, 2",
                "SELECT month, channel, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY handle_minutes),"
                        + " PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY CASE WHEN channel = 'email' THEN handle_minutes END),"
                        + " COUNT(*) FROM tickets JOIN " + MONTHS
                        + " ON created_at >= month AND created_at < until GROUP BY month, channel ORDER BY 1, 2");
    }

    @Test
    void aMedianOfTheTotalIsNoneOfItsParts() throws SQLException {
        assertSame(
                "SELECT industry, middle_handling() FROM kpi" + IN_MONTHS
                        + " GROUP BY ROLLUP(industry) ORDER BY GROUPING(industry), industry NULLS LAST",
                "SELECT industry, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY handle_minutes) FROM tickets"
                        + " LEFT JOIN customers ON customers.customer_id = tickets.customer_id"
                        + " WHERE created_at >= DATE '2026-02-01' AND created_at < DATE '2026-06-01'"
                        + " GROUP BY ROLLUP(industry) ORDER BY GROUPING(industry), industry NULLS LAST");
    }

    @Test
    void aMedianOfOwnRows() throws SQLException {
        assertSame(
                "SELECT channel, middle_handling(handle_minutes) FILTER (WHERE customer_id = 'a') FROM tickets"
                        + " GROUP BY channel ORDER BY 1",
                "SELECT channel, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CASE WHEN customer_id = 'a' THEN"
                        + " handle_minutes END) FROM tickets GROUP BY channel ORDER BY 1");
    }

    @Test
    void atEachClosing() throws SQLException {
        assertSame(
                "SELECT month, ever_paid(), still_paying(), still_paying_at_opening(), kept_share(),"
                        + " previous(still_paying()) FROM kpi" + IN_MONTHS + " GROUP BY month ORDER BY 1",
                "SELECT month, " + paid("until", "") + ", " + paid("until", "until") + ", "
                        + paid("month", "month") + ", CAST(" + paid("until", "until")
                        + " AS DOUBLE PRECISION) / "
                        + paid("until", "") + ", " + paid("month", "month") + " FROM " + MONTHS
                        + " ORDER BY 1");
    }

    /** Customers who have paid before a day, and still do at another one. */
    private static String paid(String before, String at) {
        return "(SELECT COUNT(DISTINCT customer_id) FROM subscriptions WHERE valid_from < " + before
                + (at.isEmpty() ? "" : " AND (valid_to IS NULL OR valid_to >= " + at + ")") + ")";
    }

    @Test
    void atOneClosingBySegment() throws SQLException {
        assertSame(
                "SELECT segment, ever_paid(), still_paying() FILTER (WHERE industry = 'retail') FROM kpi"
                        + " WHERE month = DATE '2026-03-01' GROUP BY segment ORDER BY 1",
                "SELECT segment, COUNT(DISTINCT s.customer_id), COUNT(DISTINCT CASE WHEN industry = 'retail'"
                        + " AND (valid_to IS NULL OR valid_to >= DATE '2026-04-01') THEN s.customer_id END)"
                        + " FROM subscriptions AS s JOIN customers AS c ON c.customer_id = s.customer_id"
                        + " WHERE valid_from < DATE '2026-04-01' GROUP BY segment ORDER BY 1");
    }

    @Test
    void forEachCustomerFirst() throws SQLException {
        String volume = "(SELECT COUNT(*) FROM tickets AS t WHERE t.customer_id = c.customer_id AND created_at >= %s"
                + " AND created_at < %s)";
        assertSame(
                "SELECT month, lasting_contacts() FROM kpi" + IN_MONTHS + " GROUP BY month ORDER BY 1",
                "SELECT month, CAST(SUM(CASE WHEN earlier > 0 THEN here END) AS DOUBLE PRECISION)"
                        + " / COUNT(CASE WHEN here > 0 OR earlier > 0 THEN 1 END) FROM (SELECT month, "
                        + volume.formatted("month", "until") + " AS here, "
                        + volume.formatted("month - INTERVAL '1 month'", "month") + " AS earlier FROM customers"
                        + " AS c CROSS JOIN " + MONTHS + ") AS cells GROUP BY month ORDER BY 1");
    }

    @Test
    void theBalancesOfEachCustomer() throws SQLException {
        String money =
                "COALESCE((SELECT SUM(mrr) FROM subscriptions AS s WHERE s.customer_id = c.customer_id AND valid_from"
                        + " < %1$s AND (valid_to IS NULL OR valid_to >= %1$s)), 0)";
        assertSame(
                "SELECT month, segment, kept_revenue_share(), gross_revenue_retention(), middle_customer_mrr() FROM"
                        + " kpi" + IN_MONTHS + " GROUP BY month, segment ORDER BY 1, 2",
                "SELECT month, segment, kept, kept, middle FROM (SELECT month, segment, CAST(SUM(CASE WHEN here <"
                        + " before THEN here ELSE before END) AS DOUBLE PRECISION) / SUM(before) AS kept,"
                        + " PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CASE WHEN here > 0 THEN CAST(here AS"
                        + " DOUBLE PRECISION) END) AS middle FROM (SELECT month, segment, "
                        + money.formatted("month") + " AS before, " + money.formatted("until")
                        + " AS here FROM customers AS c CROSS JOIN " + MONTHS
                        + ") AS cells GROUP BY month, segment) AS k ORDER BY 1, 2");
    }

    /** Rule 17: cohort_month is a segment like any other. */
    @Test
    void theMonthOfTheFirstPaymentIsASegment() throws SQLException {
        assertSame(
                "SELECT cohort_month, month, ever_paid(), closing_customers(), ticket_volume() FROM kpi"
                        + IN_MONTHS
                        + " AND cohort_month IS NOT NULL GROUP BY cohort_month, month ORDER BY 1, 2",
                "SELECT cohort, month, SUM(CASE WHEN first < until THEN 1 ELSE 0 END), SUM((SELECT COUNT(DISTINCT"
                        + " s.customer_id) FROM subscriptions AS s WHERE s.customer_id = k.customer_id AND"
                        + " valid_from < until AND (valid_to IS NULL OR valid_to >= until))), SUM((SELECT COUNT(*)"
                        + " FROM tickets AS t WHERE t.customer_id = k.customer_id AND created_at >= month AND"
                        + " created_at < until)) FROM (SELECT customer_id, MIN(valid_from) AS first,"
                        + " CAST(DATE_TRUNC('month', MIN(valid_from)) AS DATE) AS cohort FROM subscriptions"
                        + " GROUP BY customer_id) AS k CROSS JOIN " + MONTHS
                        + " GROUP BY cohort, month ORDER BY 1, 2");
        assertSame(
                "SELECT DISTINCT cohort_month FROM kpi ORDER BY 1",
                "SELECT DISTINCT CAST(DATE_TRUNC('month', first) AS DATE) FROM (SELECT MIN(valid_from) AS first"
                        + " FROM subscriptions GROUP BY customer_id) AS k ORDER BY 1");
    }
}
