package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rule 20: a relation that has each segment once filters kpi, or is kept with kpi's answer; other joins are refused. */
class JoinsWithKpiTest extends BothEngines {

    private static String mrr(String customers) {
        return "(SELECT COALESCE(SUM(mrr), 0) FROM subscriptions u JOIN customers c ON c.customer_id = u.customer_id WHERE "
                + customers + " AND valid_from < TIMESTAMP '2026-07-01 00:00:00'"
                + " AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-07-01 00:00:00'))";
    }

    /** How Superset limits the series of a chart. */
    @Test
    void rule20SeriesLimitIsAFilter() throws SQLException {
        assertSame(
                "SELECT DATE_TRUNC('MONTH', ts) AS ts, industry AS industry, mrr() AS \"mrr()\" FROM kpi JOIN"
                        + " (SELECT industry AS industry__, mrr() AS mme_inner__ FROM kpi WHERE ts >="
                        + " TO_TIMESTAMP('2026-06-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') AND industry IS NOT NULL"
                        + " GROUP BY industry ORDER BY mme_inner__ DESC LIMIT 2) AS anon_1 ON industry = industry__"
                        + " WHERE ts >= TO_TIMESTAMP('2026-06-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US')"
                        + " GROUP BY DATE_TRUNC('MONTH', ts), industry ORDER BY \"mrr()\" DESC LIMIT 1000",
                "SELECT TIMESTAMP '2026-06-01 00:00:00', i, " + mrr("c.industry = i")
                        + " FROM (VALUES ('health'), ('energy')) AS v(i) ORDER BY 3 DESC");
    }

    @Test
    void rule20AddsWhatTheRelationKnows() throws SQLException {
        assertSame(
                "SELECT t.industry, t.label, mrr() FROM kpi k JOIN (SELECT industry, MAX(segment) AS label FROM customers"
                        + " WHERE industry <> 'health' GROUP BY industry) AS t ON t.industry = k.industry"
                        + " GROUP BY t.industry, t.label ORDER BY 1",
                "SELECT i, (SELECT MAX(segment) FROM customers WHERE industry = i), " + mrr("c.industry = i")
                        + " FROM (VALUES ('energy'), ('retail')) AS v(i) ORDER BY i");
    }

    @Test
    void rule20CustomersAreSegmentsThatKpiHas() throws SQLException {
        assertSame(
                "SELECT c.segment, mrr(), ticket_volume() FROM kpi JOIN customers c USING (customer_id)"
                        + " WHERE c.industry = 'retail' AND month = DATE '2026-06-01' GROUP BY c.segment ORDER BY 1",
                "SELECT s, " + mrr("c.industry = 'retail' AND c.segment = s")
                        + ", (SELECT COUNT(*) FROM tickets t"
                        + " JOIN customers c ON c.customer_id = t.customer_id WHERE c.industry = 'retail'"
                        + " AND c.segment = s AND t.created_at >= DATE '2026-06-01' AND t.created_at < DATE '2026-07-01')"
                        + " FROM (VALUES ('big'), ('small')) AS v(s) ORDER BY s");
    }

    @Test
    void rule20ConditionsAndRollupsGoOn() throws SQLException {
        assertSame(
                "SELECT k.segment, mrr(), mrr() FILTER (WHERE t.industry = 'energy') FROM kpi AS k,"
                        + " (VALUES ('retail'), ('energy')) AS t(industry) WHERE t.industry = k.industry"
                        + " AND k.month = DATE '2026-06-01' GROUP BY ROLLUP(k.segment) ORDER BY 1 NULLS LAST",
                "SELECT s, " + mrr("c.industry IN ('retail', 'energy') AND c.segment = s") + ", "
                        + mrr("c.industry = 'energy' AND c.segment = s")
                        + " FROM (VALUES ('big'), ('small')) AS v(s) UNION ALL SELECT NULL, "
                        + mrr("c.industry IN ('retail', 'energy')") + ", " + mrr("c.industry = 'energy'")
                        + " ORDER BY 1 NULLS LAST");
    }

    @Test
    void rule20SubqueriesOnSegmentsAreFilters() throws SQLException {
        assertSame(
                "SELECT mrr() FROM kpi WHERE customer_id IN (SELECT customer_id FROM tickets WHERE channel = 'email')"
                        + " AND industry NOT IN (SELECT 'health' FROM customers)",
                "SELECT "
                        + mrr("c.customer_id IN (SELECT customer_id FROM tickets WHERE channel = 'email')"
                                + " AND c.industry <> 'health'"));
    }

    /** What such a relation is made of is ours, too: kpi without a measure, a KPI over rows, the rows behind a number. */
    @Test
    void rule20RelationsMayRestOnKpiThemselves() throws SQLException {
        String bySegment = "SELECT s, %s FROM (VALUES ('big'), ('small')) AS v(s) ORDER BY s";
        String all = bySegment.formatted(mrr("c.segment = s"));
        for (String kpi :
                new String[] {"(SELECT DISTINCT segment FROM kpi)", "(SELECT segment FROM kpi GROUP BY segment)"}) {
            assertSame(
                    "SELECT k.segment, mrr() FROM kpi AS k JOIN " + kpi
                            + " AS j ON j.segment = k.segment GROUP BY 1 ORDER BY 1",
                    all);
            assertSame("SELECT segment, mrr() FROM kpi WHERE segment IN " + kpi + " GROUP BY 1 ORDER BY 1", all);
        }
        assertSame(
                "SELECT segment, mrr() FROM kpi WHERE segment = (SELECT MAX(segment) FROM kpi) GROUP BY 1",
                "SELECT 'small', " + mrr("c.segment = 'small'"));
        assertSame(
                "SELECT segment, mrr() FILTER (WHERE industry IN (SELECT industry FROM kpi WHERE segment = 'big')) FROM kpi"
                        + " GROUP BY 1 ORDER BY 1",
                bySegment.formatted(
                        mrr("c.segment = s AND c.industry IN (SELECT industry FROM customers WHERE segment = 'big')")));
        assertSame(
                "SELECT segment, mrr() FROM kpi WHERE customer_id IN (SELECT customer_id FROM surveys GROUP BY 1"
                        + " HAVING nps(nps_score) > -30) GROUP BY 1 ORDER BY 1",
                bySegment.formatted(
                        mrr("c.segment = s AND c.customer_id IN (SELECT customer_id FROM surveys GROUP BY customer_id"
                                + " HAVING 100.0 * (COUNT(CASE WHEN score >= 9 THEN 1 END) - COUNT(CASE WHEN score <= 6 THEN 1 END))"
                                + " / COUNT(*) > -30)")));
        assertSame(
                "SELECT segment, mrr() FROM kpi WHERE customer_id IN (SELECT customer_id FROM kpi_rows('ticket_volume')"
                        + " WHERE month = DATE '2026-06-01') GROUP BY 1 ORDER BY 1",
                bySegment.formatted(mrr("c.segment = s AND c.customer_id IN (SELECT customer_id FROM tickets"
                        + " WHERE created_at >= TIMESTAMP '2026-06-01 00:00:00')")));
    }

    @Test
    void rule20OtherJoinsAreRefusedWithTheRewrite() {
        assertRefused(
                "0A000",
                "FROM (SELECT customer_id, mrr() FROM kpi GROUP BY customer_id) AS k JOIN tickets USING (customer_id)",
                "SELECT mrr() FROM kpi JOIN tickets USING (customer_id)");
        assertRefused(
                "0A000",
                "Join the answer",
                "SELECT t.label, mrr() FROM kpi k JOIN (SELECT industry, MAX(segment) AS label FROM customers"
                        + " GROUP BY industry) AS t ON t.industry = k.industry GROUP BY t.label");
        assertRefused("0A000", "Join the answer", "SELECT mrr() FROM kpi CROSS JOIN customers");
    }

    private static String june(String table, String date, String customers) {
        return table + " x JOIN customers c ON c.customer_id = x.customer_id WHERE " + customers + " AND x." + date
                + " >= TIMESTAMP '2026-06-01 00:00:00' AND x." + date + " < TIMESTAMP '2026-07-01 00:00:00'";
    }

    /** What kpi does not know is still a row: nothing was sold, and nobody was asked. */
    @Test
    void rule20RowsWithoutKpiHaveEmptyValues() throws SQLException {
        String none = "SELECT 'none', CAST(0 AS DECIMAL(38, 4)), 0, CAST(NULL AS DOUBLE PRECISION)";
        String retail = "SELECT 'retail', " + mrr("c.industry = 'retail'") + ", (SELECT COUNT(*) FROM "
                + june("tickets", "created_at", "c.industry = 'retail'")
                + "), (SELECT 100.0 * (COUNT(CASE WHEN score >= 9 THEN 1 END) - COUNT(CASE WHEN score <= 6 THEN 1 END))"
                + " / COUNT(*) FROM " + june("surveys", "responded_at", "c.industry = 'retail'") + ")";
        String byHand = "SELECT * FROM (" + none + " UNION ALL " + retail + ") AS rows_by_hand ORDER BY 1";
        assertSame(
                "SELECT v.name, mrr(), ticket_volume(), nps() FROM (VALUES ('retail'), ('none')) AS v(name)"
                        + " LEFT JOIN kpi ON kpi.industry = v.name GROUP BY v.name ORDER BY 1",
                byHand);
        assertSame(
                "SELECT v.name, mrr(), ticket_volume(), nps() FROM (SELECT * FROM kpi) AS k"
                        + " RIGHT JOIN (VALUES ('retail'), ('none')) AS v(name) ON v.name = k.industry"
                        + " GROUP BY v.name ORDER BY 1",
                byHand);
        assertSame(
                "SELECT v.name, AVG(k.mrr), SUM(k.ticket_volume), MAX(k.nps) FROM (VALUES ('retail'), ('none')) AS v(name)"
                        + " LEFT JOIN kpi_fields k ON k.industry = v.name GROUP BY v.name ORDER BY 1",
                byHand);
    }

    private static String closing(String industry, String end) {
        return "(SELECT COUNT(DISTINCT u.customer_id) FROM subscriptions u JOIN customers c ON c.customer_id = u.customer_id"
                + " WHERE c.industry = '" + industry + "' AND u.valid_from < " + end
                + " AND (u.valid_to IS NULL OR u.valid_to >= " + end + "))";
    }

    @Test
    void rule20OuterJoinsMayBeByMonth() throws SQLException {
        assertSame(
                "SELECT v.name, k.month, closing_customers(), churned_customers() FILTER (WHERE k.segment = 'small')"
                        + " FROM (VALUES ('energy', 1), ('none', 1), ('retail', 2)) AS v(name, n) LEFT JOIN kpi k"
                        + " ON k.industry = v.name AND k.month IN (DATE '2026-02-01', DATE '2026-03-01') AND v.n = 1"
                        + " GROUP BY v.name, k.month ORDER BY 1, 2",
                "VALUES ('energy', DATE '2026-02-01', " + closing("energy", "TIMESTAMP '2026-03-01 00:00:00'")
                        + ", 0), ('energy', DATE '2026-03-01', "
                        + closing("energy", "TIMESTAMP '2026-04-01 00:00:00'")
                        + ", 0), ('none', NULL, 0, 0), ('retail', NULL, 0, 0)");
    }

    /** In SQL a condition on what may be missing takes it away. */
    @Test
    void rule20ConditionsMakeAnInnerJoinOfIt() throws SQLException {
        assertSame(
                "SELECT v.name, mrr() FROM (VALUES ('retail'), ('none')) AS v(name) LEFT JOIN kpi k"
                        + " ON k.industry = v.name WHERE k.month = DATE '2026-06-01' GROUP BY v.name",
                "SELECT 'retail', " + mrr("c.industry = 'retail'"));
        assertSame(
                "SELECT k.segment, mrr() FROM kpi k LEFT JOIN (VALUES ('retail', 1), ('energy', 2)) AS v(name, n)"
                        + " ON k.industry = v.name WHERE v.n = 2 GROUP BY k.segment ORDER BY 1",
                "SELECT s, " + mrr("c.industry = 'energy' AND c.segment = s")
                        + " FROM (VALUES ('big'), ('small')) AS v(s) ORDER BY s");
        assertSame(
                "SELECT mrr() FROM (VALUES ('retail'), ('none')) AS v(name) LEFT JOIN kpi k ON k.industry = v.name",
                "SELECT " + mrr("c.industry = 'retail'"));
    }

    @Test
    void rule20OuterJoinsTakeNoCustomerAway() throws SQLException {
        assertSame(
                "SELECT mrr() FROM kpi k LEFT JOIN customers c ON c.customer_id = k.customer_id",
                "SELECT " + mrr("1 = 1"));
        assertSame(
                "SELECT k.segment, t.label, mrr() FROM kpi k LEFT JOIN (VALUES ('big', 'B')) AS t(segment, label)"
                        + " ON t.segment = k.segment GROUP BY k.segment, t.label ORDER BY 1",
                "SELECT 'big', 'B', " + mrr("c.segment = 'big'") + " UNION ALL SELECT 'small', NULL, "
                        + mrr("c.segment = 'small'") + " ORDER BY 1");
        assertSame(
                "SELECT segment, mrr() FROM (VALUES ('big')) AS t(segment) RIGHT JOIN kpi USING (segment)"
                        + " WHERE month = DATE '2026-06-01' GROUP BY ROLLUP(segment) ORDER BY 1 NULLS LAST",
                "SELECT s, " + mrr("(s IS NULL OR c.segment = s)")
                        + " FROM (VALUES ('big'), ('small'), (NULL)) AS v(s) ORDER BY 1 NULLS LAST");
    }

    @Test
    void rule20OtherOuterJoinsAreRefusedWithTheRewrite() {
        String left = " FROM (VALUES ('retail', 1), ('none', 1)) AS v(name, n) LEFT JOIN kpi k ON k.industry = v.name ";
        assertRefused(
                "0A000",
                "SELECT .. FROM .. LEFT JOIN (SELECT industry, mrr() FROM kpi GROUP BY industry) AS k ON ..",
                "SELECT v.n, mrr()" + left + "GROUP BY v.n");
        assertRefused("0A000", "LEFT JOIN (", "SELECT v.name, period_start()" + left + "GROUP BY v.name");
        assertRefused(
                "0A000", "LEFT JOIN (", "SELECT v.name, mrr()" + left + "WHERE k.industry IS NULL GROUP BY v.name");
        assertRefused("0A000", "LEFT JOIN (", "SELECT v.name, mrr()" + left + "GROUP BY ROLLUP(v.name)");
        assertRefused(
                "0A000",
                "(SELECT customer_id, mrr() FROM kpi GROUP BY customer_id) AS k LEFT JOIN tickets",
                "SELECT mrr() FROM kpi k LEFT JOIN tickets t ON t.customer_id = k.customer_id");
        assertRefused(
                "0A000",
                "Join the answer",
                "SELECT v.name, mrr() FROM (VALUES ('retail')) AS v(name) FULL JOIN kpi ON kpi.industry = v.name GROUP BY v.name");
    }
}
