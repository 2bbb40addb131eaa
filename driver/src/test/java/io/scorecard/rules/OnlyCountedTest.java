package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rows that nobody counts are left out before they meet their customers, and every branch of business is there all the
 * same: one has nothing of the kind, one no row at all.
 */
class OnlyCountedTest extends BothEngines {

    private static final String YEAR = " FROM kpi WHERE year = DATE '2026-01-01' GROUP BY industry";
    private static final String BY_HAND = "SELECT i.industry, %s FROM (SELECT DISTINCT industry FROM customers) AS i"
            + " LEFT JOIN customers c ON c.industry IS NOT DISTINCT FROM i.industry"
            + " LEFT JOIN revenue r ON r.customer_id = c.customer_id AND r.occurred_at >= TIMESTAMP '2026-01-01 00:00:00'"
            + " AND r.occurred_at < TIMESTAMP '2027-01-01 00:00:00' GROUP BY i.industry ORDER BY i.industry NULLS LAST";

    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id VARCHAR(10), customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(12, 2), revenue_type VARCHAR(10))",
                "INSERT INTO revenue VALUES ('1', 'a', '2026-01-01', 100.50, 'recurring'),"
                        + " ('2', 'a', '2026-02-01', -50, 'refund'), ('3', 'b', '2026-03-01', -20.25, 'refund'),"
                        + " ('4', 'c', '2026-04-01', 70, 'recurring'), ('5', 'd', '2025-05-05', -7, 'refund'),"
                        + " ('6', NULL, '2026-04-01', 5, 'usage')");
    }

    @Test
    void whatOneKindOfRowsAddsUpIsThatOfAllTheirCustomers() throws SQLException {
        assertSame(
                "SELECT industry, refunds()" + YEAR + " ORDER BY industry NULLS LAST",
                BY_HAND.formatted("COALESCE(SUM(CASE WHEN r.revenue_type = 'refund' THEN r.amount END), 0)"));
        assertSame(
                "SELECT industry, refunds(), recurring_revenue()" + YEAR + " ORDER BY industry NULLS LAST",
                BY_HAND.formatted("COALESCE(SUM(CASE WHEN r.revenue_type = 'refund' THEN r.amount END), 0),"
                        + " COALESCE(SUM(CASE WHEN r.revenue_type = 'recurring' THEN r.amount END), 0)"));
    }

    @Test
    void theConditionStandsWhereTheRowsAreRead() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            String sql = company(engine)
                    .rows("EXPLAIN SELECT industry, refunds()" + YEAR)
                    .toString();
            assertTrue(sql.matches("(?s).*WHERE[^()]*\"revenue_type\" = 'refund'.*FULL JOIN.*"), sql);
        }
    }
}
