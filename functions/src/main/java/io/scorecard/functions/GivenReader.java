package io.scorecard.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of an example. {@code repeat: 475} stands for that many rows, {@code #} in a text
 * for the row's number in its table, from 1; a required key that is left out is that number.
 */
final class GivenReader {

    private static final int MOST_ROWS = 20_000;

    private final CanonicalTables tables;

    GivenReader(CanonicalTables tables) {
        this.tables = tables;
    }

    List<Given> read(Optional<YamlMap> given) {
        List<Given> all = new ArrayList<>();
        given.ifPresent(map -> map.keys().forEach(name -> all.add(table(name, map.value(name)))));
        return all;
    }

    private Given table(String name, YamlValue value) {
        CanonicalTable table = tables.find(name)
                .orElseThrow(() -> value.wrong(
                        "there is no canonical table '" + name + "'",
                        Nearest.advice(
                                name,
                                tables.all().stream().map(CanonicalTable::name).toList(),
                                "Tables:")));
        List<Given.Pattern> patterns = new ArrayList<>();
        int rows = 0;
        for (YamlValue item : value.list()) {
            YamlMap row = item.map();
            int repeat = row.find("repeat").map(v -> v.integer(1, MOST_ROWS)).orElse(1);
            rows += repeat;
            if (rows > MOST_ROWS) {
                throw row.wrong("there are more than " + MOST_ROWS + " rows", "Choose a smaller example.");
            }
            patterns.add(new Given.Pattern(repeat, values(table, row.without(List.of("repeat")))));
        }
        return new Given(name, patterns);
    }

    private static Map<String, @Nullable String> values(CanonicalTable table, YamlMap row) {
        if (!table.open()) {
            row.only(table.columns().stream()
                    .filter(c -> c.derived().isEmpty())
                    .map(Column::name)
                    .toList());
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        table.columns().stream()
                .filter(c -> c.required() && c.type() == Type.TEXT && c.name().endsWith("_id"))
                .forEach(c -> values.put(c.name(), "#"));
        row.keys().forEach(column -> values.put(column, row.optionalText(column).orElse(null)));
        return values;
    }
}
