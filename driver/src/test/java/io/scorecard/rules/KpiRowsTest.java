package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 30: the rows behind a number, which give it back when they are added up. */
class KpiRowsTest extends BothEngines {

    private static final String FROM_MARCH = " WHERE month >= DATE '2026-03-01'";

    @Test
    void leaversByHand() throws SQLException {
        assertSame(
                "SELECT row_key, industry, in_numerator FROM kpi_rows('churn_rate') WHERE month = DATE '2026-03-01'"
                        + " ORDER BY row_key",
                "SELECT c.customer_id, industry, CASE WHEN c.customer_id = 'b' THEN 1 ELSE 0 END FROM customers AS c"
                        + " WHERE c.customer_id IN ('a', 'b', 'c', 'e', 'f') ORDER BY 1");
    }

    @Test
    void optionsAreGivenByNameAsToOtherFunctions() throws SQLException {
        String rows = " WHERE month = DATE '2026-03-01' ORDER BY row_key";
        assertSameAnswers(
                "SELECT row_key, in_numerator FROM kpi_rows('churn_rate', options => 'event')" + rows,
                "SELECT row_key, in_numerator FROM kpi_rows('churn_rate', 'event')" + rows);
        assertRefused("22023", "has no argument 'grain'", "SELECT * FROM kpi_rows('churn_rate', grain => 'month')");
    }

    @Test
    void ticketsAreTheirOwnRows() throws SQLException {
        assertSame(
                "SELECT month, ticket_channel, segment, row_key, in_numerator, in_denominator FROM"
                        + " kpi_rows('ticket_volume') AS r" + FROM_MARCH
                        + " AND segment = 'big' ORDER BY CAST(row_key AS INTEGER)",
                "SELECT CAST(DATE_TRUNC('month', created_at) AS DATE), channel, segment, ticket_id, 1, NULL FROM"
                        + " tickets AS t JOIN customers AS c ON c.customer_id = t.customer_id WHERE segment = 'big'"
                        + " AND created_at >= DATE '2026-03-01' AND created_at < DATE '2026-07-01' ORDER BY"
                        + " ticket_id");
    }

    @ParameterizedTest
    @CsvSource({
        "DUCKDB, nps", "POSTGRESQL, nps",
        "DUCKDB, churn_rate", "POSTGRESQL, churn_rate",
        "DUCKDB, net_revenue_retention", "POSTGRESQL, net_revenue_retention",
        "DUCKDB, average_monthly_churn_rate", "POSTGRESQL, average_monthly_churn_rate",
        "DUCKDB, arpa", "POSTGRESQL, arpa",
        "DUCKDB, promoter_share", "POSTGRESQL, promoter_share",
    })
    void addedUpTheyGiveTheNumberBack(Company.Engine engine, String kpi) throws SQLException {
        Company company = company(engine);
        for (String segment : new String[] {"industry", "segment"}) {
            String question = "SELECT month, " + segment + ", %s FROM %s" + FROM_MARCH + " GROUP BY month, " + segment
                    + " %s ORDER BY 1, 2 NULLS LAST";
            String parts = "numerator(%1$s()), denominator(%1$s())".formatted(kpi);
            company.assertSameAnswers(
                    question.formatted(parts, "kpi", "HAVING denominator(" + kpi + "()) > 0"),
                    question.formatted(
                            "SUM(in_numerator), SUM(in_denominator)",
                            "kpi_rows('" + kpi + "') AS r",
                            "HAVING SUM(in_denominator) > 0"));
        }
    }

    /** At the end of March a pays 150, c 300 and f 500; tickets are no money. */
    @Test
    void amountIsTheMoneyThatARowAdds() throws SQLException {
        assertSame(
                "SELECT row_key, amount FROM kpi_rows('mrr') WHERE month = DATE '2026-03-01' AND segment = 'big' ORDER BY 1",
                "SELECT * FROM (VALUES ('a', 150), ('c', 300), ('f', 500)) AS t(k, amount) ORDER BY 1");
        assertSame(
                "SELECT SUM(amount) FROM kpi_rows('arpa') WHERE month = DATE '2026-03-01' AND segment = 'big'",
                "SELECT 950");
        assertRefused("42703", "amount", "SELECT SUM(amount) FROM kpi_rows('ticket_volume')");
    }

    @Test
    void whatIsNoSumIsRefused() {
        assertRefused("0A000", "no sum over rows", "SELECT * FROM kpi_rows('clv')");
        assertRefused("42704", "nonsense", "SELECT * FROM kpi_rows('nonsense')");
    }
}
