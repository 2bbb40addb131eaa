package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 3 and 22: groupings of every shape, and KPIs wherever an aggregate may stand. */
class GroupingTest extends BothEngines {

    /** What customers of a condition paid when June, or May, was over. */
    private static String mrr(String customers, String end) {
        return "(SELECT COALESCE(SUM(u.mrr), 0) FROM subscriptions u JOIN customers c ON c.customer_id = u.customer_id WHERE "
                + customers + " AND u.valid_from < " + end + " AND (u.valid_to IS NULL OR u.valid_to >= " + end + "))";
    }

    private static final String NPS =
            "100.0 * SUM(CASE WHEN score > 8 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) / COUNT(*)";

    @ParameterizedTest
    @ValueSource(strings = {"CUBE(month, segment)", "GROUPING SETS ((month, segment), (month), (segment), ())"})
    void rule3EachGroupingSetIsComputedForItself(String grouping) throws SQLException {
        String cells = "SELECT m, s, " + mrr("c.segment = s", "e")
                + " FROM (VALUES (DATE '2026-05-01', DATE '2026-06-01'), (DATE '2026-06-01', DATE '2026-07-01')) AS p(m, e),"
                + " (VALUES ('big'), ('small')) AS g(s)";
        String months = "SELECT m, NULL, " + mrr("1 = 1", "e")
                + " FROM (VALUES (DATE '2026-05-01', DATE '2026-06-01'), (DATE '2026-06-01', DATE '2026-07-01')) AS p(m, e)";
        String segments = "SELECT NULL, s, " + mrr("c.segment = s", "DATE '2026-07-01'")
                + " FROM (VALUES ('big'), ('small')) AS g(s)";
        String total = "SELECT NULL, NULL, " + mrr("1 = 1", "DATE '2026-07-01'");
        assertSame(
                "SELECT month, segment, mrr() FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY " + grouping
                        + " ORDER BY 1 NULLS LAST, 2 NULLS LAST",
                cells + " UNION ALL " + months + " UNION ALL " + segments + " UNION ALL " + total
                        + " ORDER BY 1 NULLS LAST, 2 NULLS LAST");
    }

    @Test
    void rule3RollupWithFilterHavingAndWindows() throws SQLException {
        assertSame(
                "SELECT month, mrr() FILTER (WHERE segment = 'big'), RANK() OVER (ORDER BY mrr() DESC),"
                        + " SUM(mrr()) OVER () FROM kpi WHERE month >= DATE '2026-05-01' GROUP BY ROLLUP(month)"
                        + " HAVING month IS NOT NULL ORDER BY month",
                "SELECT m, " + mrr("c.segment = 'big'", "e") + ", RANK() OVER (ORDER BY " + mrr("1 = 1", "e")
                        + " DESC), SUM(" + mrr("1 = 1", "e") + ") OVER () FROM (VALUES (DATE '2026-05-01',"
                        + " DATE '2026-06-01'), (DATE '2026-06-01', DATE '2026-07-01')) AS p(m, e) ORDER BY m");
    }

    /** What a FILTER looks at is its own fact's: the others need not know it. */
    @Test
    void aFilterIsOfItsOwnFact() throws SQLException {
        assertSame(
                "SELECT segment, mrr(), ticket_volume() FILTER (WHERE ticket_channel = 'email') FROM kpi"
                        + " WHERE month = DATE '2025-05-01' AND segment IS NOT NULL GROUP BY segment ORDER BY 1",
                "SELECT s, " + mrr("c.segment = s", "DATE '2025-06-01'") + ", (SELECT COUNT(*) FROM tickets t"
                        + " JOIN customers c ON c.customer_id = t.customer_id WHERE c.segment = s AND t.channel = 'email'"
                        + " AND t.created_at >= DATE '2025-05-01' AND t.created_at < DATE '2025-06-01')"
                        + " FROM (VALUES ('big'), ('small')) AS g(s) ORDER BY 1");
    }

    @Test
    void groupsAreNotTakenForWhatIsComputedFromThem() throws SQLException {
        assertSame(
                "SELECT UPPER(d.s) FROM (SELECT segment AS s FROM customers GROUP BY"
                        + " ROLLUP(segment, UPPER(segment))) AS d ORDER BY 1 NULLS LAST",
                "SELECT UPPER(s) FROM (SELECT DISTINCT segment AS s FROM customers UNION ALL"
                        + " SELECT DISTINCT segment FROM customers UNION ALL SELECT NULL) AS d ORDER BY 1 NULLS LAST");
        assertSame(
                "SELECT d.t, COUNT(*) FROM (SELECT TRUE AS t FROM customers) AS d GROUP BY ROLLUP(d.t)"
                        + " ORDER BY 1 NULLS LAST",
                "SELECT TRUE, COUNT(*) FROM customers UNION ALL SELECT NULL, COUNT(*) FROM customers"
                        + " ORDER BY 1 NULLS LAST");
    }

    @Test
    void whatMayNotStandBesideGroupsIsComputedApart() throws SQLException {
        assertSame(
                "SELECT segment, COUNT(*) FROM customers GROUP BY segment"
                        + " HAVING REPLACE(segment, 'b', 'x') <> 'xig' ORDER BY 1",
                "SELECT segment, COUNT(*) FROM customers WHERE segment <> 'big' GROUP BY segment ORDER BY 1");
        assertSame(
                "SELECT d.w, COUNT(*) FROM (SELECT customer_id, LAST_VALUE(7) OVER (ORDER BY customer_id"
                        + " ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) AS w FROM customers) AS d GROUP BY d.w",
                "SELECT 7, COUNT(*) FROM customers");
    }

    @Test
    void severalQuestionsOverKpiAreOneStatement() throws SQLException {
        assertSame(
                "WITH a AS (SELECT segment, mrr() AS m FROM kpi GROUP BY segment), b AS (SELECT segment, ticket_volume()"
                        + " AS t FROM kpi WHERE month = DATE '2026-05-01' GROUP BY segment) SELECT a.segment, a.m, b.t"
                        + " FROM a JOIN b ON b.segment = a.segment UNION ALL SELECT 'all', mrr(), NULL FROM kpi ORDER BY 1",
                "SELECT s, " + mrr("c.segment = s", "DATE '2026-07-01'") + ", (SELECT COUNT(*) FROM tickets t"
                        + " JOIN customers c ON c.customer_id = t.customer_id WHERE c.segment = s AND t.created_at >="
                        + " DATE '2026-05-01' AND t.created_at < DATE '2026-06-01') FROM (VALUES ('big'), ('small')) AS g(s)"
                        + " UNION ALL SELECT 'all', " + mrr("1 = 1", "DATE '2026-07-01'")
                        + ", NULL ORDER BY 1");
    }

    @Test
    void aMeasureMayBeAskedForEachRowOfAnotherTable() throws SQLException {
        assertSame(
                "SELECT customer_id FROM customers c WHERE (SELECT nps(s.nps_score) FROM surveys s"
                        + " WHERE s.customer_id = c.customer_id) > -50 ORDER BY 1",
                "SELECT customer_id FROM customers c WHERE (SELECT " + NPS
                        + " FROM surveys s WHERE s.customer_id = c.customer_id) > -50 ORDER BY 1");
    }

    @Test
    void rule22AggregatesStandInEveryPlace() throws SQLException {
        assertSame(
                "SELECT industry, segment, nps(nps_score), nps(nps_score) FILTER (WHERE responded_at >= DATE '2026-01-01')"
                        + " FROM surveys JOIN customers USING (customer_id) WHERE industry IS NOT NULL"
                        + " GROUP BY CUBE(industry, segment) HAVING nps(nps_score) < 50"
                        + " ORDER BY industry NULLS LAST, segment NULLS LAST, nps(nps_score)",
                "SELECT industry, segment, " + NPS + ", 100.0 * SUM(CASE WHEN responded_at < DATE '2026-01-01' THEN 0"
                        + " WHEN score > 8 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) / SUM(CASE WHEN responded_at >="
                        + " DATE '2026-01-01' THEN 1 ELSE 0 END) FROM surveys JOIN customers USING (customer_id)"
                        + " WHERE industry IS NOT NULL GROUP BY CUBE(industry, segment) HAVING " + NPS
                        + " < 50 ORDER BY industry NULLS LAST, segment NULLS LAST, 3");
        assertSame(
                "SELECT DISTINCT channel, COUNT(*) OVER (PARTITION BY channel) FROM tickets ORDER BY 1",
                "SELECT channel, COUNT(*) FROM tickets GROUP BY channel ORDER BY 1");
        assertSame(
                "SELECT DISTINCT customer_id, nps(nps_score) OVER (PARTITION BY customer_id) FROM surveys ORDER BY 1",
                "SELECT customer_id, " + NPS + " FROM surveys GROUP BY customer_id ORDER BY 1");
    }

    @Test
    void rule22DistinctHasNoMeaningInside() {
        assertRefused("22023", "DISTINCT", "SELECT nps(DISTINCT nps_score) FROM surveys");
        assertRefused("22023", "DISTINCT", "SELECT nps(DISTINCT nps_score) OVER () FROM surveys");
    }

    /** PostgreSQL shows such a grouping twice; shown once, a sum over the answer would be another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLUP (channel, channel)",
                "CUBE (channel, status, CHANNEL)",
                "ROLLUP ((channel, status), status)"
            })
    void columnThatRollupHasTwiceIsRefused(String grouping) {
        company(Company.Engine.DUCKDB)
                .assertRefused("0A000", "twice", "SELECT channel, COUNT(*) FROM tickets GROUP BY " + grouping);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GROUPING SETS ((channel), (channel), ())", "channel, ROLLUP (channel)"})
    void groupingThatIsAskedForTwiceIsShownTwice(String grouping) throws SQLException {
        String each = "SELECT channel, COUNT(*) FROM tickets GROUP BY channel";
        String all = grouping.endsWith("())") ? " UNION ALL SELECT NULL, COUNT(*) FROM tickets" : "";
        assertSame(
                "SELECT channel, COUNT(*) FROM tickets GROUP BY " + grouping + " ORDER BY 1, 2",
                "SELECT * FROM (" + each + " UNION ALL " + each + all + ") AS a ORDER BY 1, 2");
    }

    /** Rules 14 and 19: costs and tickets without customer are a group like any other. */
    @ParameterizedTest
    @EnumSource
    void rule19RowsWithoutCustomerAreAGroupOfTheirOwn(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT segment, ticket_volume(), churn_rate() IS NULL FROM kpi WHERE month = DATE '2026-03-01'"
                                + " GROUP BY segment HAVING segment IS NULL",
                        "SELECT CAST(NULL AS VARCHAR), COUNT(*), TRUE FROM tickets WHERE customer_id IS NULL"
                                + " AND created_at >= DATE '2026-03-01' AND created_at < DATE '2026-04-01'");
        assertEquals(
                2,
                company(engine)
                        .rows("SELECT segment, churn_rate() FROM kpi WHERE month = DATE '2026-03-01' GROUP BY segment")
                        .size());
    }

    @ParameterizedTest
    @EnumSource
    void rule5ParametersMayBePartOfWhatIsGrouped(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String big = "CASE WHEN segment = ? THEN ? ELSE 'others' END";
        assertEquals(
                company.rows("SELECT * FROM (VALUES ('big ones', 3), ('others', 5)) AS t (a, b) ORDER BY 1"),
                company.rows(
                        "SELECT " + big + " AS s, COUNT(*) FROM customers GROUP BY 1 ORDER BY 1", "big", "big ones"));
        assertEquals(
                company.rows("SELECT CASE WHEN segment = 'big' THEN 1 ELSE 0 END AS s, mrr() FROM kpi"
                        + " WHERE month = DATE '2026-05-01' GROUP BY 1 ORDER BY 1"),
                company.rows(
                        "SELECT CASE WHEN segment = ? THEN 1 ELSE 0 END AS s, mrr() FROM kpi"
                                + " WHERE month = ? GROUP BY 1 ORDER BY 1",
                        "big",
                        java.time.LocalDate.of(2026, 5, 1)));
    }
}
