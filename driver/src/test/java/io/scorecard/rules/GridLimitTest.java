package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 19: a grid of more than max_cells is refused with a balance, and leaves out empty cells without one. */
class GridLimitTest extends BothEngines {

    @Override
    String settings() {
        return """
                max_cells: 40
                kpis:
                  loyal_customers:
                    title: Loyal customers
                    summary: Customers at both ends of the period.
                    per: customer_id
                    rows: {before: opening_customers, after: closing_customers}
                    formula: COUNT(*) FILTER (WHERE before > 0 AND after > 0)
                    unit: count
                    better: higher
                """;
    }

    /** A KPI that looks at each customer first has a step of eight customers by days, of which 4000 cells may be. */
    @ParameterizedTest
    @EnumSource
    void rule19StepsBeyondAHundredTimesTheLimitAreRefused(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String daily = "SELECT day, loyal_customers() FROM kpi WHERE day >= DATE '%s' AND day < DATE '2026-07-01'"
                + " GROUP BY day";
        company.assertRefused(
                "54000",
                "a step of it has 501 periods for each of 8 groups, more than 4000 cells",
                daily.formatted("2025-02-15"));
        company.assertSame("SELECT COUNT(*) FROM (" + daily.formatted("2025-02-16") + ") AS t", "SELECT 500");
        company.assertSame(
                "SELECT loyal_customers() FROM kpi WHERE day = DATE '2026-06-05'",
                "SELECT COUNT(*) FROM customers c WHERE " + ByHand.active("TIMESTAMP '2026-06-05 00:00:00'") + " AND "
                        + ByHand.active("TIMESTAMP '2026-06-06 00:00:00'"));
    }

    /** Eight customers by six months are 48 cells; retail has three of them. */
    @ParameterizedTest
    @EnumSource
    void rule19BalancesBeyondTheLimitAreRefused(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String by = " FROM kpi WHERE year = DATE '2026-01-01' GROUP BY month, customer_id";
        company.assertRefused("54000", "6 periods for each of 8 groups, more than 40 cells", "SELECT mrr()" + by);
        company.assertRefused("54000", "SC-2010", "SELECT month, customer_id, churned_customers()" + by);
        company.assertRefused("54000", "SC-2010", "SELECT month, customer_id, ticket_volume(), mrr()" + by);
        company.assertRefused(
                "54000",
                "SC-2010",
                "SELECT COUNT(*) FROM (SELECT month, customer_id, mrr()" + by.replace("month,", "ROLLUP(month,")
                        + ")) AS t");
        company.assertSame(
                "SELECT COUNT(*) FROM (SELECT month, customer_id, mrr()"
                        + by.replace("GROUP BY", "AND industry = 'retail' GROUP BY") + ") AS t",
                "SELECT 3 * 6");
        company.assertSame(
                "SELECT COUNT(*) FROM (SELECT month, mrr()" + by.replace(", customer_id", "") + ") AS t", "SELECT 6");
    }

    @ParameterizedTest
    @EnumSource
    void rule19FlowsBeyondTheLimitLeaveOutWhereNothingHappened(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String question = "SELECT month, customer_id, ticket_volume() FROM kpi WHERE year = DATE '2026-01-01'"
                + " AND customer_id IS NOT NULL GROUP BY month, customer_id ORDER BY 1, 2";
        company.assertSame(
                question,
                "SELECT CAST(DATE_TRUNC('month', created_at) AS DATE), customer_id, COUNT(*) FROM tickets"
                        + " WHERE created_at >= DATE '2026-01-01' AND created_at < DATE '2026-07-01'"
                        + " AND customer_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2");
        assertTrue(company.warnings(question).get(0).contains("nothing happened are left out"));
    }

    /** What is counted or sorted must be whole; a list may end. */
    @ParameterizedTest
    @EnumSource
    void rule18ProductsBeyondTheLimitAreNotCutUnseen(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String product = "SELECT month, customer_id FROM kpi WHERE year = DATE '2026-01-01'";
        company.assertRefused("54000", "6 periods for each of 8 groups", "SELECT COUNT(*) FROM (" + product + ") AS t");
        company.assertRefused("54000", "SC-2010", product + " ORDER BY customer_id");
        assertEquals(40, company.rows(product).size());
        assertTrue(company.warnings(product).get(0).contains("ends at 40 rows"));
        assertEquals(5, company.rows(product + " LIMIT 5").size());
        company.assertSame(
                "SELECT COUNT(*), MIN(month) FROM (" + product + " AND industry = 'energy') AS t",
                "SELECT 18, DATE '2026-01-01'");
    }

    /** 181 days of 8 customers are beyond the limit of 40; of the days nobody sees more than that there are any. */
    @ParameterizedTest
    @EnumSource
    void rule18GroupsAreNotCountedForEachDayOfACondition(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String grouped = " FROM kpi WHERE day >= DATE '2026-01-01' AND day < DATE '2026-07-01' GROUP BY customer_id";
        String customers = "SELECT COUNT(*) FROM customers";
        company.assertSame("SELECT COUNT(*) FROM (SELECT customer_id" + grouped + ") AS t", customers);
        company.assertSame(
                "SELECT COUNT(*) FROM (SELECT DISTINCT industry FROM kpi WHERE month >= DATE '2026-01-01'"
                        + " AND (month < DATE '2026-03-01' OR segment = 'big')) AS t",
                "SELECT COUNT(*) FROM (SELECT DISTINCT industry FROM customers) AS t");
        company.assertSame(
                "SELECT COUNT(*) FROM (SELECT customer_id" + grouped.replace("2026", "2036") + ") AS t", "SELECT 0");
        company.assertSame(
                "SELECT COUNT(*) FROM (SELECT month" + grouped.replace("customer_id", "month") + ") AS t", "SELECT 6");
    }
}
