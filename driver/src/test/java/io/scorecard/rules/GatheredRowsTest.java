package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rows of a long time are added up for each customer before they meet the customers. Some are of nobody or of somebody
 * unknown, one has no amount, and a branch of business has none.
 */
class GatheredRowsTest extends BothEngines {

    private static final String LONG = " FROM kpi WHERE month >= DATE '2025-01-01'";
    private static final String ROWS = " FROM (SELECT c.industry, c.segment, r.* FROM revenue r LEFT JOIN customers c"
            + " ON c.customer_id = r.customer_id WHERE r.occurred_at >= TIMESTAMP '2025-01-01 00:00:00'"
            + " AND r.occurred_at < TIMESTAMP '2026-07-01 00:00:00' AND r.revenue_type <> 'tax') AS x";
    private static final String INDUSTRIES =
            "(SELECT DISTINCT industry FROM customers) AS i LEFT JOIN (SELECT industry, %s%s GROUP BY industry) AS v"
                    + " ON v.industry IS NOT DISTINCT FROM i.industry ORDER BY i.industry NULLS LAST";

    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id VARCHAR(10), customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(12, 2), revenue_type VARCHAR(10))",
                "INSERT INTO revenue VALUES ('1', 'a', '2025-01-01', 100.50, 'recurring'),"
                        + " ('2', 'a', '2025-07-01', 50, 'one_off'), ('3', 'a', '2026-06-30 23:59:59', -20.25, 'refund'),"
                        + " ('4', 'b', '2025-03-01', 70, 'recurring'), ('5', 'c', '2025-05-05', 7, 'usage'),"
                        + " ('6', 'c', '2024-12-31 23:59:59', 1000, 'recurring'), ('7', 'c', '2026-01-01', 9, 'tax'),"
                        + " ('8', 'd', '2026-02-02', NULL, 'recurring'), ('9', 'e', '2026-02-02', 11, 'recurring'),"
                        + " ('10', NULL, '2026-02-02', 13, 'recurring'), ('11', 'unknown', '2026-02-02', 17, 'usage')");
    }

    private static boolean areGathered(List<?> explained) {
        return explained.toString().replaceAll("\\s+", " ").contains("GROUP BY \"customer_id\"");
    }

    @Test
    void rowsOfALongTimeAreAddedUpForEachCustomerFirst() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            Company company = company(engine);
            assertEquals(
                    true, areGathered(company.rows("EXPLAIN SELECT industry, total_revenue()" + LONG + " GROUP BY 1")));
            for (String other : List.of(
                    "SELECT industry, total_revenue() FROM kpi WHERE year = DATE '2025-01-01' GROUP BY industry",
                    "SELECT industry, total_revenue()" + LONG + " AND segment = 'big' GROUP BY industry",
                    "SELECT industry, nps()" + LONG + " GROUP BY industry",
                    "SELECT total_revenue()" + LONG)) {
                assertEquals(false, areGathered(company.rows("EXPLAIN " + other)), other);
            }
        }
    }

    @Test
    void kindsOfRowsAreReadTogether() throws SQLException {
        for (Company.Engine engine : Company.Engine.values()) {
            String sql = company(engine)
                    .rows("EXPLAIN SELECT industry, recurring_share(), refunds()" + LONG + " GROUP BY industry")
                    .toString();
            assertEquals(2, sql.split("\"revenue\"", -1).length, sql);
        }
        assertSame(
                "SELECT industry, recurring_revenue(), refunds()" + LONG
                        + " GROUP BY industry ORDER BY industry NULLS LAST",
                "SELECT i.industry, COALESCE(v.n, 0), COALESCE(v.m, 0) FROM "
                        + INDUSTRIES.formatted(
                                "SUM(CASE WHEN revenue_type = 'recurring' THEN amount END) AS n,"
                                        + " SUM(CASE WHEN revenue_type = 'refund' THEN amount END) AS m",
                                ROWS));
    }

    @Test
    void sumsAndCountsAreThoseOfTheRows() throws SQLException {
        assertSame(
                "SELECT industry, total_revenue()" + LONG + " GROUP BY industry ORDER BY industry NULLS LAST",
                "SELECT i.industry, COALESCE(v.n, 0) FROM " + INDUSTRIES.formatted("SUM(amount) AS n", ROWS));
        assertSame(
                "SELECT industry, ticket_volume()" + LONG + " GROUP BY industry ORDER BY industry NULLS LAST",
                "SELECT c.industry, COUNT(*) FROM tickets t LEFT JOIN customers c ON c.customer_id = t.customer_id"
                        + " GROUP BY c.industry ORDER BY c.industry NULLS LAST");
        assertSame(
                "SELECT industry, recurring_share()" + LONG + " GROUP BY industry ORDER BY industry NULLS LAST",
                "SELECT i.industry, v.n FROM "
                        + INDUSTRIES.formatted(
                                "CAST(SUM(CASE WHEN revenue_type = 'recurring' THEN amount ELSE 0 END) AS DOUBLE PRECISION)"
                                        + " / NULLIF(SUM(CASE WHEN revenue_type <> 'refund' THEN amount END), 0) AS n",
                                ROWS));
    }

    @Test
    void conditionsOfAMeasureOnCustomersAreMetAfterwards() throws SQLException {
        assertSame(
                "SELECT industry, total_revenue() FILTER (WHERE segment = 'big'), ticket_volume()" + LONG
                        + " GROUP BY industry ORDER BY industry NULLS LAST",
                "SELECT i.industry, COALESCE(v.n, 0), (SELECT COUNT(*) FROM tickets t LEFT JOIN customers c"
                        + " ON c.customer_id = t.customer_id WHERE c.industry IS NOT DISTINCT FROM i.industry) FROM "
                        + INDUSTRIES.formatted("SUM(CASE WHEN segment = 'big' THEN amount END) AS n", ROWS));
    }

    @Test
    void aTotalBesideItsPartsIsTheSum() throws SQLException {
        assertSame(
                "SELECT total_revenue()" + LONG + " GROUP BY ROLLUP(industry) ORDER BY total_revenue() DESC LIMIT 1",
                "SELECT SUM(amount)" + ROWS);
        assertSame(
                "SELECT industry, segment, refunds()" + LONG + " GROUP BY industry, segment ORDER BY 3, 1, 2 LIMIT 1",
                "SELECT 'retail', 'big', SUM(amount)" + ROWS + " WHERE revenue_type = 'refund'");
    }
}
