package io.scorecard.source;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows of texts alone, given to DuckDB some thousand at once as one text for each column, which it takes apart: a
 * third of what its appender costs, which begins anew every 2,048 rows.
 */
final class StagedTexts {

    private static final int ROWS_AT_ONCE = 16_384;
    private static final int CHARACTERS_AT_ONCE = 1 << 20;
    private static final String END = "\u001f";
    private static final String NOTHING = "\u001e";

    private final DuckDBConnection duckdb;
    private final String insert;
    private final List<List<@Nullable String>> columns;
    private int column;
    private int characters;
    private boolean signs;

    StagedTexts(DuckDBConnection duckdb, String table, int columns) {
        this.duckdb = duckdb;
        this.insert = "INSERT INTO " + table + " SELECT "
                + each(columns, "NULLIF(unnest(string_split(c%d, CAST(? AS VARCHAR))), CAST(? AS VARCHAR))")
                // Of a constant DuckDB would make a list of values while it plans.
                + " FROM (VALUES (" + each(columns, "CAST(? AS VARCHAR)") + ")) AS v (" + each(columns, "c%d") + ")";
        this.columns = IntStream.range(0, columns)
                .<List<@Nullable String>>mapToObj(c -> new ArrayList<>())
                .toList();
    }

    private static String each(int columns, String column) {
        return IntStream.range(0, columns).mapToObj(column::formatted).collect(Collectors.joining(", "));
    }

    void add(@Nullable String value) {
        columns.get(column++).add(value);
        if (value != null) {
            characters += value.length();
            signs |= value.contains(END) || value.startsWith(NOTHING);
        }
    }

    void endRow() throws SQLException {
        column = 0;
        if (columns.get(0).size() == ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (columns.get(0).isEmpty()) {
            return;
        }
        String number = signs ? unused() : "";
        try (PreparedStatement statement = duckdb.prepareStatement(insert)) {
            int parameter = 0;
            for (int c = 0; c < columns.size(); c++) {
                statement.setString(++parameter, END + number);
                statement.setString(++parameter, NOTHING + number);
            }
            for (List<@Nullable String> values : columns) {
                statement.setString(++parameter, joined(values, number));
                values.clear();
            }
            statement.execute();
        }
        characters = 0;
        signs = false;
    }

    /** Makes signs of their own of the two, where a value holds them as they are. */
    private String unused() {
        for (int i = 0; ; i++) {
            String number = String.valueOf(i);
            boolean used = columns.stream()
                    .flatMap(List::stream)
                    .anyMatch(v -> v != null && (v.contains(END + number) || v.equals(NOTHING + number)));
            if (!used) {
                return number;
            }
        }
    }

    private static String joined(List<@Nullable String> values, String number) {
        StringBuilder joined = new StringBuilder();
        String end = "";
        for (String value : values) {
            joined.append(end).append(value == null ? NOTHING + number : value);
            end = END + number;
        }
        return joined.toString();
    }
}
