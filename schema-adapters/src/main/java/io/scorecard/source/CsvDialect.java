package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a CSV file is read: found once and written down, as finding it again for every question took nine tenths of its
 * time.
 *
 * @param newLine as DuckDB tells it, or empty where it shall find it
 * @param columns their types, by name, in their order
 */
record CsvDialect(
        char delimiter,
        String quote,
        String escape,
        Optional<String> newLine,
        Optional<DateFormat> date,
        Optional<DateFormat> timestamp,
        Map<String, String> columns) {

    CsvDialect {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** What of a file's format is asked of DuckDB, in the order in which {@link #found} reads it. */
    static final String SOUGHT = "SELECT Quote, Escape, NewLineDelimiter, DateFormat, TimestampFormat,"
            + " [c.name FOR c IN Columns], [c.type FOR c IN Columns]";

    static CsvDialect found(char delimiter, ResultSet row) throws SQLException {
        List<String> names = texts(row, 6);
        List<String> types = texts(row, 7);
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), types.get(i));
        }
        return new CsvDialect(
                delimiter,
                mark(row.getString(1)),
                mark(row.getString(2)),
                Optional.of(row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(DateFormat::new),
                Optional.ofNullable(row.getString(5)).map(DateFormat::new),
                columns);
    }

    /** All columns as texts, in the form of RFC 4180. */
    static CsvDialect ofTexts(char delimiter, List<String> names) {
        Map<String, String> columns = new LinkedHashMap<>();
        names.forEach(n -> columns.put(n, "VARCHAR"));
        return new CsvDialect(delimiter, "\"", "\"", Optional.empty(), Optional.empty(), Optional.empty(), columns);
    }

    /** A sample without quotes says nothing of the rows after it. */
    private static String mark(String found) {
        return found.isEmpty() || found.equals("(empty)") ? "\"" : found;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) row.getArray(column).getArray()) {
            texts.add(text.toString());
        }
        return texts;
    }

    CsvDialect with(Optional<DateFormat> date, Optional<DateFormat> timestamp) {
        return new CsvDialect(delimiter, quote, escape, newLine, date, timestamp, columns);
    }

    CsvDialect asTexts(Collection<String> names) {
        return as(names, "VARCHAR");
    }

    CsvDialect as(String column, String type) {
        return as(columns.keySet().stream().filter(column::equalsIgnoreCase).toList(), type);
    }

    private CsvDialect as(Collection<String> names, String type) {
        Map<String, String> changed = new LinkedHashMap<>(columns);
        names.forEach(n -> changed.put(n, type));
        return new CsvDialect(delimiter, quote, escape, newLine, date, timestamp, changed);
    }

    /** What stands behind FROM. */
    String read(DataFile file) {
        return "read_csv(" + Quoted.text(file.file().toString())
                + ", auto_detect = false, header = true, skip = 0, comment = '', nullstr = " + file.nullTexts()
                + option("delim", String.valueOf(delimiter))
                + option("quote", quote)
                + option("escape", escape)
                + newLine.map(n -> option("new_line", n)).orElse("")
                + date.map(d -> option("dateformat", d.text())).orElse("")
                + timestamp.map(t -> option("timestampformat", t.text())).orElse("")
                + ", columns = " + struct(columns) + ")";
    }

    private static String option(String name, String value) {
        return ", " + name + " = " + Quoted.text(value);
    }

    static String struct(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(c -> Quoted.text(c.getKey()) + ": " + Quoted.text(c.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
