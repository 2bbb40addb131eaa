package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 25: a KPI that is NULL says why. */
class WhyNullTest extends BothEngines {

    @ParameterizedTest
    @EnumSource
    void rule25ExplainTellsWhenAMeasureIsNull(Company.Engine engine) throws SQLException {
        List<List<Object>> lines =
                List.copyOf(company(engine).rows("EXPLAIN SELECT churn_rate(), previous(nps()), mrr() FROM kpi"));
        assertTrue(
                lines.contains(List.of(
                        "null",
                        "churn_rate() is NULL where there is nothing to divide by: customers active at the start")),
                lines.toString());
        assertTrue(
                lines.contains(List.of(
                        "null",
                        "previous(nps()) is NULL where there is nothing to divide by: answers given in the period")),
                lines.toString());
        assertEquals(2, lines.stream().filter(l -> "null".equals(l.get(0))).count());
    }

    @Test
    void rule25ExplainKpiTellsWhyAValueIsNull() throws SQLException {
        assertSame(
                "SELECT value, denominator, why_null FROM explain_kpi('churn_rate', period => '2020-01')",
                "SELECT CAST(NULL AS DECIMAL), 0, 'there is nothing to divide by: customers active at the start'");
        assertSame(
                "SELECT value IS NULL, why_null FROM explain_kpi('churn_rate', period => '2026-03')",
                "SELECT FALSE, CAST(NULL AS VARCHAR)");
    }

    @Test
    void rule25ExplainKpiTellsWhatAnExpressionRestsOn() throws SQLException {
        String nobodyLeft = "average_monthly_churn_rate() is 0, by which nothing is divided";
        assertSame(
                "SELECT value, why_null FROM explain_kpi('average_lifetime_months', period => '2025-08')",
                "SELECT CAST(NULL AS DECIMAL), '" + nobodyLeft + "'");
        assertSame(
                "SELECT value, why_null FROM explain_kpi('clv', period => '2025-08')",
                "SELECT CAST(NULL AS DECIMAL), 'average_lifetime_months() is NULL: " + nobodyLeft + "'");
        assertSame(
                "SELECT value, why_null FROM explain_kpi('clv', period => '2020-01')",
                "SELECT CAST(NULL AS DECIMAL), 'arpa() is NULL: there is nothing to divide by: customers active at the end'");
    }
}
