package io.scorecard.rules;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Movements that a KPI adds up are the same together as one by one. */
class FewerSumsTest extends BothEngines {

    private static final String TOGETHER = "net_new_mrr(), net_revenue_retention(), nrr('with_reactivation')";
    private static final String ONE_BY_ONE =
            "new_mrr() + reactivation_mrr() + expansion_mrr() + contraction_mrr() + churned_mrr(),"
                    + " (opening_mrr() + expansion_mrr() + contraction_mrr() + churned_mrr()) / NULLIF(opening_mrr(), 0),"
                    + " (opening_mrr() + expansion_mrr() + contraction_mrr() + churned_mrr() + reactivation_mrr())"
                    + " / NULLIF(opening_mrr(), 0)";

    private void assertAddedUp(String keys, String where) throws SQLException {
        List<String> measures = List.of(TOGETHER.split(", "));
        String group = keys.isEmpty() ? "" : " GROUP BY " + keys + " ORDER BY " + keys + " NULLS LAST";
        String columns = keys.isEmpty() ? "" : keys + ", ";
        String from = " FROM kpi WHERE " + where + group;
        assertSameAnswers(
                "SELECT " + columns + rounded(measures) + from,
                "SELECT " + columns + rounded(List.of(ONE_BY_ONE.split(",(?= \\()"))) + from);
        for (String measure : measures) {
            int i = measures.indexOf(measure);
            assertSameAnswers(
                    "SELECT " + columns + rounded(List.of(measure)) + from,
                    "SELECT " + columns + rounded(List.of(ONE_BY_ONE.split(",(?= \\()")[i])) + from);
        }
    }

    /** Doubles of another order of division. */
    private static String rounded(List<String> measures) {
        return measures.stream()
                .map(m -> "ROUND(" + m.strip() + ", 8)")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    @Test
    void ofAPeriod() throws SQLException {
        assertAddedUp("", "quarter = DATE '2026-04-01'");
        assertAddedUp("", "year = DATE '2025-01-01'");
        assertSame(
                "SELECT net_new_mrr() FROM kpi WHERE year = DATE '2025-01-01'",
                "SELECT SUM(mrr) FROM subscriptions WHERE valid_from < TIMESTAMP '2026-01-01' AND (valid_to IS NULL OR"
                        + " valid_to >= TIMESTAMP '2026-01-01')");
    }

    @Test
    void ofMonthsAndOfCustomersSegments() throws SQLException {
        assertAddedUp("month", "month >= DATE '2025-06-01' AND month < DATE '2026-07-01'");
        assertAddedUp("industry", "quarter = DATE '2026-04-01'");
        assertAddedUp("month, industry", "month >= DATE '2025-06-01' AND month < DATE '2026-07-01'");
    }

    @Test
    void ofSegmentsOfWhichACustomerHasSeveral() throws SQLException {
        assertAddedUp("product", "year = DATE '2025-01-01'");
        assertAddedUp("month, product", "month >= DATE '2026-01-01' AND month < DATE '2026-07-01'");
    }

    @Test
    void ofTwelveMonths() throws SQLException {
        assertSameAnswers(
                "SELECT ROUND(trailing_net_revenue_retention(), 8) FROM kpi WHERE month = DATE '2026-06-01'",
                "SELECT ROUND(net_revenue_retention(), 8) FROM kpi WHERE month >= DATE '2025-07-01'"
                        + " AND month < DATE '2026-07-01'");
    }
}
