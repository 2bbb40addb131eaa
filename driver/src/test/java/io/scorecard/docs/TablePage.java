package io.scorecard.docs;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the canonical tables: the authority on the spelling and type of every column. */
final class TablePage {

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
        CanonicalTables.builtIn().all().forEach(this::section);
        return page.toString();
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
            parts.add("mapped, but shown only through the computed columns");
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
