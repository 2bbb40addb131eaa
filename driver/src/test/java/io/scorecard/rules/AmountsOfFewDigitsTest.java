package io.scorecard.rules;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts that DuckDB reads in 18 digits are the largest that their column takes: what is computed of them has 38. */
class AmountsOfFewDigitsTest extends BothEngines {

    @Override
    List<String> revenue() {
        return List.of(
                "CREATE TABLE revenue (revenue_id VARCHAR(10), customer_id VARCHAR(10), occurred_at TIMESTAMP,"
                        + " amount DECIMAL(12, 2), revenue_type VARCHAR(10))",
                "INSERT INTO revenue VALUES ('1', 'a', '2026-01-01', 9999999999.99, 'recurring'),"
                        + " ('2', 'a', '2026-01-02', 9999999999.98, 'one_off'), ('3', 'b', '2026-01-03', -9999999999.99,"
                        + " 'refund'), ('4', 'b', '2026-01-04', 0.01, 'usage'), ('5', 'c', '2026-01-05', NULL, 'recurring')");
    }

    @Test
    void sumsAndMeansAreThoseOfTheColumn() throws SQLException {
        assertSame(
                "SELECT total_revenue(), recurring_revenue(), one_off_revenue() FROM kpi WHERE month = DATE '2026-01-01'",
                "SELECT SUM(amount), SUM(CASE WHEN revenue_type = 'recurring' THEN amount END),"
                        + " SUM(CASE WHEN revenue_type IN ('one_off', 'usage') THEN amount END) FROM revenue");
        assertSame(
                "SELECT SUM(amount), MIN(amount), MAX(amount), COUNT(amount) FROM revenue",
                "SELECT SUM(amount), MIN(amount), MAX(amount), COUNT(amount) FROM revenue");
    }

    @Test
    void productsHaveRoom() throws SQLException {
        assertSame(
                "SELECT amount * amount, amount * 10000000, amount * 1.5 FROM revenue ORDER BY revenue_id",
                "SELECT CAST(amount AS DECIMAL(38, 4)) * amount, CAST(amount AS DECIMAL(38, 4)) * 10000000,"
                        + " CAST(amount AS DECIMAL(38, 4)) * 1.5 FROM revenue ORDER BY revenue_id");
        assertSame(
                "SELECT SUM(amount * amount * 100) FROM revenue",
                "SELECT SUM(CAST(amount AS DECIMAL(38, 4)) * amount * 100) FROM revenue");
    }

    @Test
    void sumsOfARowHaveRoom() throws SQLException {
        assertSame(
                "SELECT amount + amount - 0.00001, amount - CAST(999999999999999999 AS DECIMAL(18, 0)), -amount, ABS(amount)"
                        + " FROM revenue ORDER BY revenue_id",
                "SELECT CAST(amount AS DECIMAL(38, 4)) + amount - 0.00001, CAST(amount AS DECIMAL(38, 4))"
                        + " - CAST(999999999999999999 AS DECIMAL(18, 0)), -amount, ABS(amount) FROM revenue ORDER BY revenue_id");
    }
}
