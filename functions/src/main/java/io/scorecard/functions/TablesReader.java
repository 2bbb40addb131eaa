package io.scorecard.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the canonical tables. */
final class TablesReader {

    private static final List<String> TABLE_KEYS = List.of(
            "grain",
            "meaning",
            "key",
            "date",
            "every",
            "completed_by",
            "corrected_by",
            "open",
            "of_model",
            "may_be_empty",
            "columns",
            "references",
            "segments_of");
    private static final List<String> COLUMN_KEYS =
            List.of("type", "required", "segment", "meaning", "hidden", "refines", "words", "derived");

    private TablesReader() {}

    static CanonicalTables read(YamlMap file) {
        List<CanonicalTable> tables = new ArrayList<>();
        for (String name : file.keys()) {
            YamlValue value = file.value(name).faults(Fault.definition(name));
            tables.add(table(name, Words.checkedName(name, value).map().only(TABLE_KEYS)));
        }
        return new CanonicalTables(tables);
    }

    private static CanonicalTable table(String name, YamlMap keys) {
        List<Column> columns = new ArrayList<>();
        YamlMap map = keys.map("columns");
        for (String column : map.keys()) {
            columns.add(column(column, map.value(column)));
        }
        List<Reference> references = new ArrayList<>();
        keys.textMap("references").forEach((column, table) -> references.add(new Reference(column, table)));
        return new CanonicalTable(
                name,
                keys.text("grain"),
                keys.text("meaning"),
                keys.texts("key"),
                keys.optionalText("date"),
                every(keys),
                keys.optionalMap("completed_by")
                        .map(c -> c.only(List.of("relation", "columns")))
                        .map(c -> new CanonicalTable.Completion(c.text("relation"), c.texts("columns"))),
                keys.optionalMap("corrected_by")
                        .map(c -> c.only(List.of("relation", "columns", "unless")))
                        .map(c -> new CanonicalTable.Correction(
                                c.text("relation"), c.texts("columns"), c.text("unless"))),
                keys.flag("open"),
                keys.flag("of_model"),
                keys.flag("may_be_empty"),
                columns,
                references,
                SegmentsOf.read(keys));
    }

    static Optional<Integer> every(YamlMap keys) {
        return keys.find("every").map(e -> e.integer(1, 3650));
    }

    private static Column column(String name, YamlValue value) {
        YamlMap keys = Words.checkedName(name, value).map().only(COLUMN_KEYS);
        return new Column(
                name,
                keys.value("type").choice(Type.class),
                keys.flag("required"),
                keys.optionalText("segment"),
                keys.text("meaning"),
                keys.flag("hidden"),
                keys.flag("refines"),
                keys.texts("words"),
                keys.optionalText("derived"));
    }
}
