package io.scorecard.model;

import io.scorecard.functions.Nearest;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code sources}: types and options are closed lists, and there is no URL and no class among them. */
final class SourceReader {

    static final List<String> COMMON = List.of("type", "expose", "keys", "time_zone", "canonical");

    static final List<String> TYPES = List.of("files", "duckdb", "postgresql", "sample");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern EXPOSED = Pattern.compile("[\\w*$-]+(\\.[\\w*$-]+)?", Pattern.UNICODE_CHARACTER_CLASS);

    /** Names that the embedded database has for itself. */
    private static final Set<String> TAKEN =
            Set.of("main", "memory", "temp", "system", "information_schema", "pg_catalog", "embedded");

    private final Root root;
    private final References references;

    SourceReader(Root root, References references) {
        this.root = root;
        this.references = references;
    }

    Map<String, SourceSpec> read(YamlMap model) {
        Map<String, SourceSpec> sources = new LinkedHashMap<>();
        model.optionalMap("sources")
                .ifPresent(map -> map.keys().forEach(name -> {
                    YamlValue value = map.value(name);
                    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
                        throw value.wrong(
                                YamlValue.shown(name) + " cannot be a source's name",
                                "Write lower case letters, digits and _, and none of "
                                        + String.join(
                                                ", ", TAKEN.stream().sorted().toList()) + ".");
                    }
                    sources.put(name, source(name, value.map()));
                }));
        return sources;
    }

    private SourceSpec source(String name, YamlMap keys) {
        String type = keys.text("type");
        return switch (type) {
            case "files" -> files(name, keys);
            case "duckdb" -> duckDb(name, keys);
            case "postgresql" -> new PostgreSqlReader(root, references).read(name, keys);
            case "sample" -> sample(name, keys);
            default ->
                throw keys.value("type")
                        .wrong(
                                YamlValue.shown(type) + " is not a type of source",
                                Nearest.advice(type, TYPES, "Types:"));
        };
    }

    private SourceSpec files(String name, YamlMap keys) {
        keys.only(with("folder", "types", "nulls", "dates"));
        Map<String, Map<String, String>> types = new LinkedHashMap<>();
        keys.optionalMap("types")
                .ifPresent(tables -> tables.keys().forEach(table -> {
                    Map<String, String> columns = new LinkedHashMap<>();
                    YamlMap map = tables.map(table);
                    map.keys().forEach(column -> columns.put(column, ColumnType.of(map.value(column))));
                    types.put(table, columns);
                }));
        Map<String, List<String>> nulls = new LinkedHashMap<>();
        keys.optionalMap("nulls")
                .ifPresent(tables -> tables.keys()
                        .forEach(table -> nulls.put(
                                table,
                                tables.list(table).stream()
                                        .map(YamlValue::verbatim)
                                        .toList())));
        Map<String, DateOrder> dates = new LinkedHashMap<>();
        keys.optionalMap("dates")
                .ifPresent(tables ->
                        tables.keys().forEach(table -> dates.put(table, DateOrder.of(tables.value(table)))));
        return new SourceSpec.Files(
                name,
                keys.find("folder").map(root::innerFolder).orElse(root.folder()),
                types,
                nulls,
                dates,
                expose(keys),
                declared(keys),
                SettingsReader.zone(keys),
                keys.place());
    }

    private SourceSpec duckDb(String name, YamlMap keys) {
        keys.only(with("file"));
        YamlValue file = keys.value("file");
        return new SourceSpec.DuckDbFile(
                name,
                root.innerFile(file, file.text()),
                expose(keys),
                declared(keys),
                SettingsReader.zone(keys),
                keys.place());
    }

    private static SourceSpec sample(String name, YamlMap keys) {
        keys.only(with("seed", "scale"));
        double scale = keys.find("scale").map(v -> v.number().doubleValue()).orElse(1.0);
        if (!(scale > 0 && scale <= 10_000)) {
            throw keys.value("scale").wrong("a scale is above 0 and at most 10000", "Correct the value.");
        }
        return new SourceSpec.Sample(
                name,
                keys.find("seed").map(v -> v.integer(0, Integer.MAX_VALUE)).orElse(1),
                scale,
                expose(keys),
                declared(keys),
                SettingsReader.zone(keys),
                keys.place());
    }

    static List<String> expose(YamlMap keys) {
        for (YamlValue pattern : keys.list("expose")) {
            if (!EXPOSED.matcher(pattern.text()).matches()) {
                throw pattern.wrong(
                        "this is not a table's name or pattern",
                        "Write 'table' or 'schema.table'; * stands for any letters.");
            }
        }
        return keys.texts("expose");
    }

    static Map<String, List<String>> declared(YamlMap keys) {
        Map<String, List<String>> declared = new LinkedHashMap<>();
        keys.optionalMap("keys")
                .ifPresent(tables -> tables.keys().forEach(table -> {
                    List<String> columns = tables.texts(table);
                    if (columns.isEmpty()) {
                        throw tables.value(table).wrong("this key has no columns", "Write {table: [column]}.");
                    }
                    declared.put(table.toLowerCase(Locale.ROOT), columns);
                }));
        return declared;
    }

    static List<String> with(String... own) {
        return Stream.concat(COMMON.stream(), Stream.of(own)).toList();
    }
}
