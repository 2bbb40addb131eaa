package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 20: a relation that has each segment once filters kpi and adds its columns; any other join is refused. */
class JoinsWithKpiTest extends BothEngines {

    private static String mrr(String customers) {
        return "(SELECT COALESCE(SUM(mrr), 0) FROM subscriptions u JOIN customers c ON c.customer_id = u.customer_id WHERE "
                + customers + " AND valid_from < TIMESTAMP '2026-07-01 00:00:00'"
                + " AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-07-01 00:00:00'))";
    }

    /** How Superset limits the series of a chart. */
    @ParameterizedTest
    @EnumSource
    void rule20SeriesLimitIsAFilter(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT DATE_TRUNC('MONTH', ts) AS ts, industry AS industry, mrr() AS \"mrr()\" FROM kpi JOIN"
                                + " (SELECT industry AS industry__, mrr() AS mme_inner__ FROM kpi WHERE ts >="
                                + " TO_TIMESTAMP('2026-06-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND industry IS NOT NULL"
                                + " GROUP BY industry ORDER BY mme_inner__ DESC LIMIT 2) AS anon_1 ON industry = industry__"
                                + " WHERE ts >= TO_TIMESTAMP('2026-06-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')"
                                + " GROUP BY DATE_TRUNC('MONTH', ts), industry ORDER BY \"mrr()\" DESC LIMIT 1000",
                        "SELECT TIMESTAMP '2026-06-01 00:00:00', i, " + mrr("c.industry = i")
                                + " FROM (VALUES ('health'), ('energy')) AS v(i) ORDER BY 3 DESC");
    }

    @ParameterizedTest
    @EnumSource
    void rule20AddsWhatTheRelationKnows(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT t.industry, t.label, mrr() FROM kpi k JOIN (SELECT industry, MAX(segment) AS label FROM customers"
                                + " WHERE industry <> 'health' GROUP BY industry) AS t ON t.industry = k.industry"
                                + " GROUP BY t.industry, t.label ORDER BY 1",
                        "SELECT i, (SELECT MAX(segment) FROM customers WHERE industry = i), " + mrr("c.industry = i")
                                + " FROM (VALUES ('energy'), ('retail')) AS v(i) ORDER BY i");
    }

    @ParameterizedTest
    @EnumSource
    void rule20CustomersAreSegmentsThatKpiHas(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT c.segment, mrr(), ticket_volume() FROM kpi JOIN customers c USING (customer_id)"
                                + " WHERE c.industry = 'retail' AND month = DATE '2026-06-01' GROUP BY c.segment ORDER BY 1",
                        "SELECT s, " + mrr("c.industry = 'retail' AND c.segment = s")
                                + ", (SELECT COUNT(*) FROM tickets t"
                                + " JOIN customers c ON c.customer_id = t.customer_id WHERE c.industry = 'retail'"
                                + " AND c.segment = s AND t.created_at >= DATE '2026-06-01' AND t.created_at < DATE '2026-07-01')"
                                + " FROM (VALUES ('big'), ('small')) AS v(s) ORDER BY s");
    }

    @ParameterizedTest
    @EnumSource
    void rule20ConditionsAndRollupsGoOn(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT k.segment, mrr(), mrr() FILTER (WHERE t.industry = 'energy') FROM kpi AS k,"
                                + " (VALUES ('retail'), ('energy')) AS t(industry) WHERE t.industry = k.industry"
                                + " AND k.month = DATE '2026-06-01' GROUP BY ROLLUP(k.segment) ORDER BY 1 NULLS LAST",
                        "SELECT s, " + mrr("c.industry IN ('retail', 'energy') AND c.segment = s") + ", "
                                + mrr("c.industry = 'energy' AND c.segment = s")
                                + " FROM (VALUES ('big'), ('small')) AS v(s) UNION ALL SELECT NULL, "
                                + mrr("c.industry IN ('retail', 'energy')") + ", " + mrr("c.industry = 'energy'")
                                + " ORDER BY 1 NULLS LAST");
    }

    @ParameterizedTest
    @EnumSource
    void rule20SubqueriesOnSegmentsAreFilters(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT mrr() FROM kpi WHERE customer_id IN (SELECT customer_id FROM tickets WHERE channel = 'email')"
                                + " AND industry NOT IN (SELECT 'health' FROM customers)",
                        "SELECT "
                                + mrr("c.customer_id IN (SELECT customer_id FROM tickets WHERE channel = 'email')"
                                        + " AND c.industry <> 'health'"));
    }

    @ParameterizedTest
    @EnumSource
    void rule20OtherJoinsAreRefusedWithTheRewrite(Company.Engine engine) {
        Company company = company(engine);
        company.assertRefused(
                "0A000",
                "FROM (SELECT customer_id, mrr() FROM kpi GROUP BY customer_id) AS k JOIN tickets USING (customer_id)",
                "SELECT mrr() FROM kpi JOIN tickets USING (customer_id)");
        company.assertRefused(
                "0A000",
                "Join the answer",
                "SELECT t.label, mrr() FROM kpi k JOIN (SELECT industry, MAX(segment) AS label FROM customers"
                        + " GROUP BY industry) AS t ON t.industry = k.industry GROUP BY t.label");
        company.assertRefused(
                "0A000",
                "Join the answer",
                "SELECT mrr() FROM kpi k LEFT JOIN customers c ON c.customer_id = k.customer_id");
        company.assertRefused("0A000", "Join the answer", "SELECT mrr() FROM kpi CROSS JOIN customers");
    }
}
