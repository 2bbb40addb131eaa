package io.scorecard.docs;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Column;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the canonical tables: the authority on the spelling and type of every column. */
final class TablePage {

    private final Catalogue catalogue = CatalogueReader.builtIn();
    private final Needs needs = new Needs(catalogue);
    private final Markdown page = new Markdown();

    String text() {
        page.heading(1, "Canonical tables");
        page.paragraph(
                "What a [model](../guide/model.md) maps its sources to, and what KPIs are defined over. A table that "
                        + "a model does not map does not exist in it, and what needs it cannot be asked; the same holds for columns. "
                        + "Only the required columns of a table must be there.");
        page.table(
                List.of("type", "in SQL", "what it holds"),
                List.of(
                        List.of("text", "VARCHAR", "names and keys"),
                        List.of("instant", "TIMESTAMP", "a moment, in UTC"),
                        List.of("day", "DATE", "a calendar day"),
                        List.of("money", "DECIMAL(38, 4)", "an amount in the model's currency"),
                        List.of("count", "BIGINT", "a whole number"),
                        List.of("share", "DOUBLE", "a share, a score or a duration"),
                        List.of("flag", "BOOLEAN", "yes or no")));
        page.paragraph("A column with a *segment* is a column of `kpi` under that name, to group and filter by.");
        page.list(CanonicalTables.builtIn().all().stream()
                .map(t -> "[" + t.name() + "](#" + t.name() + "): " + t.meaning())
                .toList());
        page.paragraph("What must be mapped to get which KPI: [at the end](#what-to-map-to-get-which-kpi).");
        CanonicalTables.builtIn().all().forEach(this::section);
        kpis();
        return page.toString();
    }

    /** The direction that somebody asks who wants a number and has data to map. */
    private void kpis() {
        page.heading(2, "What to map to get which KPI");
        page.paragraph("Beside these a KPI takes what refines it where it is there. `scorecard check --model FILE` and "
                + "`SHOW KPIS` tell what a model lacks. Settings that some KPIs need are on their pages.");
        KpiPage.families(catalogue).forEach((family, kpis) -> {
            page.heading(3, Markdown.capital(family));
            page.table(
                    List.of("KPI", "map first"),
                    kpis.stream().map(k -> List.of(link(k), needs.text(k, ""))).toList());
        });
    }

    private static String link(Kpi kpi) {
        return "[" + kpi.name() + "](kpis/" + KpiPage.file(kpi.family()) + "#" + kpi.name() + ")";
    }

    private void section(CanonicalTable table) {
        page.heading(2, table.name());
        page.paragraph(table.meaning() + " One row is " + table.grain() + "."
                + (table.key().isEmpty() ? "" : " Key: " + Markdown.codes(table.key()) + ".")
                + table.date().map(d -> " Dated by " + Markdown.code(d) + ".").orElse("")
                + (table.open() ? " Further columns of the model's own are segments." : ""));
        page.table(
                List.of("column", "type", "required", "segment", "meaning"),
                table.columns().stream().map(c -> row(table, c)).toList());
        String kpis = catalogue.kpis().stream()
                .filter(k -> !k.hidden() && needs.tables(k).contains(table.name()))
                .map(TablePage::link)
                .collect(Collectors.joining(", "));
        if (!kpis.isEmpty()) {
            page.paragraph("KPIs that need it: " + kpis + ".");
        }
    }

    private static List<String> row(CanonicalTable table, Column column) {
        return List.of(
                Markdown.code(column.name()),
                typeName(column.type()),
                column.required() ? "yes" : "",
                column.segment().map(Markdown::code).orElse(""),
                meaning(table, column));
    }

    private static String meaning(CanonicalTable table, Column column) {
        List<String> parts = new ArrayList<>(List.of(column.meaning()));
        String references = table.references().stream()
                .filter(r -> r.column().equals(column.name()) && !r.table().equals(table.name()))
                .map(r -> "in [" + r.table() + "](#" + r.table() + ")")
                .collect(Collectors.joining(", "));
        if (!references.isEmpty()) {
            parts.add(references);
        }
        if (column.derived().isPresent()) {
            parts.add("computed, not mapped");
        }
        if (column.hidden()) {
            parts.add(
                    column.derived().isPresent()
                            ? "for definitions"
                            : "mapped, but shown only through the computed columns");
        }
        if (column.refines()) {
            parts.add("may be missing: definitions then hold without it");
        }
        return String.join("; ", parts);
    }

    private static String typeName(Type type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
