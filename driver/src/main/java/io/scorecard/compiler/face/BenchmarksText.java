package io.scorecard.compiler.face;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Schemas;
import io.scorecard.compiler.tree.ModelRows;
import io.scorecard.functions.Quoted;
import io.scorecard.model.Benchmarks;
import java.util.Optional;

/**
 * The benchmark beside the total of a KPI: of the company's own industry and maturity before one of any, then the latest
 * that was published. Rows without a source, without a median, or in another unit than the KPI's are none.
 */
final class BenchmarksText {

    private static final String NAME = "elsewhere";

    private final Catalog catalog;
    private final boolean shown;

    /** @param wanted whether a question names its columns; they are empty where the model has no benchmarks */
    BenchmarksText(Catalog catalog, boolean wanted) {
        this.catalog = catalog;
        this.shown = wanted && catalog.isMapped(ModelRows.BENCHMARKS);
    }

    /** The number and its source. */
    String columns() {
        return shown
                ? NAME + ".number AS benchmark, " + NAME + ".publisher AS benchmark_source"
                : "CAST(NULL AS DOUBLE) AS benchmark, CAST(NULL AS VARCHAR) AS benchmark_source";
    }

    /** @param rows the alias of rows with a KPI, its unit and a segment */
    String join(String rows) {
        if (!shown) {
            return "";
        }
        Benchmarks own = catalog.model().benchmarks();
        String ranked = "SELECT kpi AS of_kpi, unit AS in_unit, median AS number, source AS publisher,"
                + " ROW_NUMBER() OVER (PARTITION BY kpi, unit ORDER BY " + rank("industry") + ", " + rank("maturity")
                + ", CASE WHEN source_date IS NULL THEN 1 ELSE 0 END, source_date DESC, source, median) AS place FROM "
                + Quoted.name(Schemas.IN_VIEWS + ModelRows.BENCHMARKS)
                + " WHERE median IS NOT NULL AND TRIM(source) <> ''"
                + fits("industry", own.industry()) + fits("maturity", own.maturity());
        return " LEFT JOIN (SELECT of_kpi, in_unit, number, publisher FROM (" + ranked
                + ") AS ranked WHERE place = 1) AS " + NAME + " ON " + NAME + ".of_kpi = " + rows + ".kpi AND " + NAME
                + ".in_unit = " + unit(rows) + " AND " + rows + ".segment_name IS NULL";
    }

    private static String rank(String column) {
        return "CASE WHEN " + column + " IS NULL OR " + column + " = '' THEN 1 ELSE 0 END";
    }

    private static String fits(String column, Optional<String> own) {
        return " AND (" + column + " IS NULL OR " + column + " = ''"
                + own.map(o -> " OR " + column + " = " + Quoted.text(o)).orElse("") + ")";
    }

    /** Money is compared in the model's currency alone. */
    private String unit(String rows) {
        String money = catalog.model().settings().currency().map(Quoted::text).orElse("CAST(NULL AS VARCHAR)");
        return "CASE " + rows + ".unit WHEN 'money' THEN " + money + " ELSE " + rows + ".unit END";
    }
}
