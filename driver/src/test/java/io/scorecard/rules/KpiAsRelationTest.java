package io.scorecard.rules;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rule 18: kpi without measures is a relation of months, of values in use, or of both. */
class KpiAsRelationTest extends BothEngines {

    @ParameterizedTest
    @EnumSource
    void rule18CountsWhatAnInnerSelectTakes(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT (SELECT COUNT(*) FROM (SELECT month FROM kpi) AS m),"
                                + " (SELECT COUNT(*) FROM (SELECT industry FROM kpi) AS i),"
                                + " (SELECT COUNT(*) FROM (SELECT month, industry FROM kpi) AS b),"
                                + " (SELECT COUNT(*) FROM (SELECT month FROM kpi WHERE year = DATE '2026-01-01') AS y)",
                        "SELECT 18, COUNT(*), 18 * COUNT(*), 6 FROM (SELECT DISTINCT industry FROM customers) AS t");
    }

    @ParameterizedTest
    @EnumSource
    void rule18KeepsSelectsApart(Company.Engine engine) throws SQLException {
        company(engine)
                .assertSame(
                        "SELECT MIN(m), MAX(m), COUNT(*), COUNT(DISTINCT m) FROM (SELECT month AS m, industry FROM kpi) AS t",
                        "SELECT DATE '2025-01-01', DATE '2026-06-01', 18 * COUNT(*), 18"
                                + " FROM (SELECT DISTINCT industry FROM customers) AS t");
    }
}
