package io.scorecard.model;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.Nearest;
import io.scorecard.functions.Place;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code tables}, and adds what a source's {@code canonical: true} implies: a mapping for every
 * canonical table that has no line of its own.
 */
final class MappingReader {

    static final List<String> KEYS =
            List.of("from", "source", "query", "columns", "where", "inclusive_ends", "all_columns");
    private static final List<String> LATER = List.of("row_filter", "masks", "pii", "derive");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final CanonicalTables canonical = CanonicalTables.builtIn();
    private final Map<String, SourceSpec> sources;

    private MappingReader(Map<String, SourceSpec> sources) {
        this.sources = sources;
    }

    static Map<String, TableMapping> read(YamlMap model, Map<String, SourceSpec> sources) {
        MappingReader reader = new MappingReader(sources);
        Map<String, TableMapping> tables = new LinkedHashMap<>();
        model.optionalMap("tables")
                .ifPresent(map -> map.keys().forEach(name -> {
                    YamlValue value = map.value(name);
                    CanonicalTable table = reader.canonical
                            .find(name)
                            .filter(t -> !t.ofModel())
                            .orElseThrow(() -> value.wrong(
                                    "'" + name + "' is not a canonical table",
                                    Nearest.advice(name, reader.names(), "Canonical tables:")));
                    tables.put(name, reader.mapping(table, value.map()));
                }));
        reader.implied(model)
                .ifPresent(source -> reader.mappable().forEach(t -> tables.putIfAbsent(t.name(), implied(t, source))));
        return tables;
    }

    private List<String> names() {
        return mappable().stream().map(CanonicalTable::name).toList();
    }

    private List<CanonicalTable> mappable() {
        return canonical.all().stream().filter(t -> !t.ofModel()).toList();
    }

    private Optional<SourceSpec> implied(YamlMap model) {
        List<SourceSpec> found = new ArrayList<>();
        for (SourceSpec source : sources.values()) {
            YamlMap keys = model.map("sources").map(source.name());
            if (keys.flag("canonical")) {
                found.add(source);
                if (found.size() > 1) {
                    throw keys.value("canonical")
                            .wrong("only one source can be canonical", "Map the tables of the other under 'tables'.");
                }
            }
        }
        return found.stream().findFirst();
    }

    private static TableMapping implied(CanonicalTable table, SourceSpec source) {
        return new TableMapping(
                table,
                source.name(),
                List.of(table.name()),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false,
                table.open(),
                true,
                source.place(),
                Map.of());
    }

    private TableMapping mapping(CanonicalTable table, YamlMap keys) {
        for (String later : LATER) {
            if (keys.has(later)) {
                throw Later.key(keys, later);
            }
        }
        keys.only(KEYS);
        List<String> from = from(table, keys);
        if (keys.flag("inclusive_ends") && table.column("valid_to").isEmpty()) {
            throw keys.value("inclusive_ends").wrong(table.name() + " has no valid_to", "Remove 'inclusive_ends'.");
        }
        if (keys.flag("all_columns") && !table.open()) {
            throw keys.value("all_columns")
                    .wrong(table.name() + " has no columns but its own", "Remove 'all_columns'.");
        }
        return new TableMapping(
                table,
                from.get(0),
                from.subList(1, from.size()),
                keys.optionalText("query"),
                columns(table, keys),
                keys.optionalText("where"),
                keys.flag("inclusive_ends"),
                keys.flag("all_columns"),
                false,
                keys.place(),
                lines(keys));
    }

    private static Map<String, Place> lines(YamlMap keys) {
        Map<String, Place> lines = new LinkedHashMap<>();
        List.of("where", "query").forEach(k -> keys.find(k).ifPresent(v -> lines.put(k, v.place())));
        keys.optionalMap("columns")
                .ifPresent(map ->
                        map.keys().forEach(c -> lines.put(c, map.value(c).place())));
        return lines;
    }

    private List<String> from(CanonicalTable table, YamlMap keys) {
        if (keys.has("from") == keys.has("source")) {
            throw keys.wrong(
                    "a table needs 'from' or 'source', and only one of them",
                    "Write 'from: source.table', or 'source' alone where its table has the canonical name.");
        }
        if (keys.has("query") && keys.has("from")) {
            throw keys.value("query")
                    .wrong(
                            "a query stands beside 'source'",
                            "Write 'source' instead of 'from'; the query names tables.");
        }
        YamlValue value = keys.has("from") ? keys.value("from") : keys.value("source");
        List<String> parts = new ArrayList<>(keys.has("from") ? DottedName.parts(value) : List.of(value.text()));
        if (!sources.containsKey(parts.get(0))) {
            throw value.wrong(
                    "'" + parts.get(0) + "' is not a source",
                    Nearest.advice(parts.get(0), sources.keySet(), "Sources:"));
        }
        if (keys.has("query")) {
            return parts;
        }
        if (keys.has("source")) {
            parts.add(table.name());
        }
        boolean single = sources.get(parts.get(0)) instanceof SourceSpec.Files
                || sources.get(parts.get(0)) instanceof SourceSpec.Sample;
        if (parts.size() < 2 || parts.size() > (single ? 2 : 3)) {
            throw value.wrong(
                    "this is not a table of a source",
                    single ? "Write 'source.table'." : "Write 'source.table' or 'source.schema.table'.");
        }
        return parts;
    }

    private static Map<String, String> columns(CanonicalTable table, YamlMap keys) {
        Map<String, String> columns = new LinkedHashMap<>();
        keys.optionalMap("columns").ifPresent(map -> {
            List<String> unknown = map.keys().stream()
                    .filter(name -> table.column(name).isEmpty())
                    .filter(name -> !table.open() || !NAME.matcher(name).matches())
                    .toList();
            if (!unknown.isEmpty()) {
                throw unknown(table, unknown, map.value(unknown.get(0)));
            }
            map.keys().forEach(name -> {
                YamlValue value = map.value(name);
                if (table.column(name).flatMap(Column::derived).isPresent()) {
                    throw value.wrong("'" + name + "' is computed from other columns", "Remove it.");
                }
                columns.put(name, value.text());
            });
        });
        return columns;
    }

    /** All that a mapping misspells, so that it is mended at once. */
    private static RuntimeException unknown(CanonicalTable table, List<String> names, YamlValue first) {
        List<String> known = table.columns().stream().map(Column::name).toList();
        if (names.size() == 1) {
            return first.wrong(
                    "'" + names.get(0) + "' is not a column of " + table.name(),
                    Nearest.advice(names.get(0), known, "Columns:"));
        }
        StringBuilder advice = new StringBuilder();
        names.forEach(n -> Nearest.meant(n, known)
                .ifPresent(m -> advice.append(n).append(": ").append(m).append(' ')));
        return first.wrong(
                "'" + String.join("', '", names) + "' are no columns of " + table.name(),
                advice + "Columns: " + String.join(", ", known.stream().sorted().toList()) + ".");
    }
}
