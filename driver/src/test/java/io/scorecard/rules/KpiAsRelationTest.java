package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 18: kpi without measures is a relation of months, of values in use, or of both. */
class KpiAsRelationTest extends BothEngines {

    @Test
    void rule18CountsWhatAnInnerSelectTakes() throws SQLException {
        assertSame(
                "SELECT (SELECT COUNT(*) FROM (SELECT month FROM kpi) AS m),"
                        + " (SELECT COUNT(*) FROM (SELECT industry FROM kpi) AS i),"
                        + " (SELECT COUNT(*) FROM (SELECT month, industry FROM kpi) AS b),"
                        + " (SELECT COUNT(*) FROM (SELECT month FROM kpi WHERE year = DATE '2026-01-01') AS y)",
                "SELECT 18, COUNT(*), 18 * COUNT(*), 6 FROM (SELECT DISTINCT industry FROM customers) AS t");
    }

    @Test
    void rule18KeepsSelectsApart() throws SQLException {
        assertSame(
                "SELECT MIN(m), MAX(m), COUNT(*), COUNT(DISTINCT m) FROM (SELECT month AS m, industry FROM kpi) AS t",
                "SELECT DATE '2025-01-01', DATE '2026-06-01', 18 * COUNT(*), 18"
                        + " FROM (SELECT DISTINCT industry FROM customers) AS t");
    }

    /** What BI tools put around the query of a dataset. */
    @ParameterizedTest
    @EnumSource
    void rule18CountsAndPeepsAroundADataset(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String dataset =
                "(SELECT month, segment, nps() FROM kpi WHERE month >= DATE '2026-01-01' GROUP BY month, segment) AS t";
        company.assertSame("SELECT COUNT(*) FROM " + dataset, "SELECT 6 * 2");
        assertEquals(List.of(), company.rows("SELECT * FROM " + dataset + " LIMIT 0"));
        assertEquals(List.of(), company.rows("SELECT * FROM " + dataset + " WHERE 1 = 0"));
        assertEquals(List.of(), company.rows("SELECT * FROM kpi LIMIT 0"));
        assertEquals(List.of(), company.rows("SELECT * FROM (SELECT * FROM kpi) AS t WHERE 1 = 0"));
        company.assertSame("SELECT COUNT(*) FROM (SELECT * FROM kpi LIMIT 7) AS t", "SELECT 7");
    }

    /** Without a column it is all of them, as in SELECT *. */
    @ParameterizedTest
    @EnumSource
    void rule18CountsTheRowsThatAStarHas(Company.Engine engine) throws SQLException {
        Company company = company(engine);
        String one = " FROM kpi WHERE day = DATE '2026-06-30' AND customer_id = 'a' AND product = 'core'";
        int rows = company.rows("SELECT *" + one).size();
        company.assertSame("SELECT COUNT(*), SUM(1)" + one, "SELECT " + rows + ", " + rows);
        company.assertSame("SELECT COUNT(*) FROM (SELECT *" + one + ") AS t", "SELECT " + rows);
        company.assertSame("SELECT COUNT(*) FROM kpi_fields", "SELECT 100000");
        String all = "SELECT COUNT(*) FROM (SELECT * FROM kpi) AS t";
        company.assertSame(all, "SELECT 100000");
        assertTrue(company.warnings(all).get(0).contains("at most 100000 are counted"));
    }

    /** Joined without a measure it has the columns that are asked, and no more. */
    @Test
    void rule18IsJoinedByTheColumnsThatAreAsked() throws SQLException {
        assertSame(
                "SELECT COUNT(*), MIN(k.month), COUNT(DISTINCT k.month) FROM kpi k"
                        + " JOIN (VALUES ('retail'), ('energy'), ('none')) AS v(name) ON v.name = k.industry",
                "SELECT 36, DATE '2025-01-01', 18");
        assertSame(
                "SELECT v.name, COUNT(k.month) FROM (VALUES ('retail'), ('none')) AS v(name)"
                        + " LEFT JOIN (SELECT * FROM kpi) AS k ON v.name = k.industry GROUP BY v.name ORDER BY 1",
                "VALUES ('none', 0), ('retail', 18)");
        assertSame(
                "SELECT v.name FROM (VALUES ('retail'), ('none')) AS v(name)"
                        + " WHERE EXISTS (SELECT * FROM kpi WHERE industry = v.name)",
                "SELECT 'retail'");
    }

    @Test
    void viewReadPlainlyComesInItsOrder() throws SQLException {
        assertSameAnswers(
                "SELECT kpi, month, value FROM scorecard WHERE name = 'vital'",
                "SELECT kpi, month, value FROM scorecard WHERE name = 'vital' ORDER BY position, month");
        assertSameAnswers(
                "SELECT c.cohort, c.age, c.retained FROM cohort_retention AS c LIMIT 9",
                "SELECT cohort, age, retained FROM cohort_retention ORDER BY cohort, age LIMIT 9");
    }
}
