package io.scorecard.compiler;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.ModelFinding;
import io.scorecard.compiler.tree.LiteralTable;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Place;
import io.scorecard.functions.Scorecard;
import io.scorecard.functions.View;
import io.scorecard.run.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as relations, because tools send nothing but SELECT: {@code kpi_catalog}, {@code
 * kpi_segments}, {@code scorecards} and {@code model_findings}. Immutable.
 */
final class SystemTables {

    static final String KPIS = "kpi_catalog";
    static final String SEGMENTS = "kpi_segments";
    static final String SCORECARDS = "scorecards";
    static final String FINDINGS = "model_findings";

    private final Catalog catalog;
    private final Measures measures;
    private final Function<String, Optional<List<ResultColumn>>> viewColumns;
    private final Map<String, LiteralTable> tables = new LinkedHashMap<>();

    /** @param viewColumns the columns of a view, by its name; empty where the model cannot answer it */
    SystemTables(Catalog catalog, Measures measures, Function<String, Optional<List<ResultColumn>>> viewColumns) {
        this.catalog = catalog;
        this.viewColumns = viewColumns;
        this.measures = measures;
        tables.put(KPIS, kpis());
        tables.put(SEGMENTS, segments());
        tables.put(SCORECARDS, scorecards());
        tables.put(FINDINGS, findings());
    }

    Map<String, LiteralTable> tables() {
        return tables;
    }

    void addTo(CalciteSchema schema) {
        tables.forEach(schema::add);
    }

    private LiteralTable kpis() {
        RelDataType text = catalog.types().nullable(SqlTypeName.VARCHAR);
        RelDataType flag = catalog.types().nullable(SqlTypeName.BOOLEAN);
        return new LiteralTable(
                        catalog.types(),
                        "The KPIs, one a row: what each means and whether it can be asked.",
                        this::kpiRows)
                .column("name", text, "What it is called in SQL.")
                .column("aliases", text, "Other names of it.")
                .column("title", text, "What it is called in a report.")
                .column("family", text, "What it is about.")
                .column("summary", text, "What it means, in a sentence.")
                .column("formula", text, "How it is computed.")
                .column("unit", text, "What it is measured in.")
                .column("unit_in_words", text, "What a ratio that is no share counts, as tickets per customer.")
                .column("better", text, "Which way it is better: higher, lower or neither.")
                .column("base", text, "The population that it speaks about.")
                .column("date_role", text, "What dates it.")
                .column("options", text, "Other ways to compute it: churn_rate('event').")
                .column("parameters", text, "Literals that it takes, in order.")
                .column("source", text, "Where the definition was read.")
                .column("version", catalog.types().nullable(SqlTypeName.INTEGER), "The definition's version.")
                .column("available", flag, "Whether this model has the columns that it needs.")
                .column("why_not", text, "What is missing, where it is not available.")
                .column("overridden", flag, "Whether the model defines it otherwise than the built-in catalogue.")
                .column("defined_in", text, "The model's line that defines it, or built in.");
    }

    private List<List<@Nullable Object>> kpiRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Kpi kpi : catalog.model().catalogue().kpis()) {
            if (!kpi.hidden()) {
                rows.add(new KpiFacts(catalog, measures, kpi).row());
            }
        }
        return rows;
    }

    private LiteralTable segments() {
        RelDataType text = catalog.types().nullable(SqlTypeName.VARCHAR);
        return new LiteralTable(
                        catalog.types(), "The columns of kpi to group and filter by, besides time.", this::segmentRows)
                .column("name", text, "The column of kpi.")
                .column("table_name", text, "The table that it comes from.")
                .column("column_name", text, "Its name there.")
                .column("meaning", text, "What it means.")
                .column(
                        "historical",
                        catalog.types().nullable(SqlTypeName.BOOLEAN),
                        "Whether customer_history tells how it changed; else today's value counts for all time.");
    }

    private List<List<@Nullable Object>> segmentRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (KpiColumn column : catalog.kpi().columns()) {
            if (column.time().isEmpty()) {
                rows.add(
                        List.of(column.name(), column.table(), column.column(), column.meaning(), column.historical()));
            }
        }
        return rows;
    }

    private LiteralTable scorecards() {
        RelDataType text = catalog.types().nullable(SqlTypeName.VARCHAR);
        return new LiteralTable(catalog.types(), "Which KPIs each scorecard shows, and to whom.", this::scorecardRows)
                .column("name", text, "Name of the scorecard.")
                .column("title", text, "What it is called in a report.")
                .column("audience", text, "Who looks at it.")
                .column("objective", text, "What they want to reach.")
                .column("position", catalog.types().nullable(SqlTypeName.INTEGER), "Place of the KPI, from 1.")
                .column("kpi", text, "Name of the KPI.");
    }

    private List<List<@Nullable Object>> scorecardRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Scorecard scorecard : catalog.model().catalogue().scorecards()) {
            int position = 0;
            for (String kpi : scorecard.kpis()) {
                position++;
                rows.add(List.of(
                        scorecard.name(),
                        scorecard.title(),
                        scorecard.audience(),
                        scorecard.objective(),
                        position,
                        kpi));
            }
        }
        return rows;
    }

    private LiteralTable findings() {
        RelDataType text = catalog.types().nullable(SqlTypeName.VARCHAR);
        return new LiteralTable(
                        catalog.types(),
                        "What in the model is wrong or may not be what was meant, whatever the data are.",
                        this::findingRows)
                .column("code", text, "What kind of finding it is, in a word that stays.")
                .column("subject", text, "The name that it is about.")
                .column("finding", text, "What may be wrong, and what to do.")
                .column("severity", text, "error (numbers are wrong, or refused), warning or note.")
                .column("defined_in", text, "The model's line, where it has one.");
    }

    private List<List<@Nullable Object>> findingRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<ModelFinding> all = new ArrayList<>(ModelFinding.of(catalog));
        for (View view : catalog.model().catalogue().views()) {
            viewColumns
                    .apply(view.name())
                    .ifPresent(shown -> all.addAll(ModelFinding.ofView(
                            view, shown.stream().map(ResultColumn::label).toList())));
        }
        for (ModelFinding finding : all) {
            rows.add(Arrays.asList(
                    finding.code().name().toLowerCase(Locale.ROOT),
                    finding.subject(),
                    (finding.text() + " " + finding.advice()).strip(),
                    finding.code().severity,
                    finding.place().map(Place::toString).orElse(null)));
        }
        return rows;
    }
}
