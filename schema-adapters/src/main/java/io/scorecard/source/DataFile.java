package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file that is shown as a table of the embedded DuckDB.
 *
 * @param path schema and table
 * @param file where it really is, links followed
 * @param types SQL types by column, where the content does not tell
 * @param nulls texts that mean NULL in CSV, beside the empty one
 */
record DataFile(List<String> path, Path file, Format format, Map<String, String> types, List<String> nulls) {

    enum Format {
        CSV,
        TSV,
        PARQUET,
        JSON
    }

    /** The statement that makes its view; reads as much of the file as it needs to know the types. */
    String view(Connection duckdb) throws SQLException {
        return "CREATE VIEW %s.%s AS %s".formatted(Quoted.name(path.get(0)), Quoted.name(path.get(1)), query(duckdb));
    }

    private String query(Connection duckdb) throws SQLException {
        String where = Quoted.text(file.toString());
        if (format == Format.PARQUET) {
            return "SELECT " + typed() + " FROM read_parquet(" + where + ")";
        }
        if (format == Format.JSON) {
            return "SELECT " + typed() + " FROM read_json(" + where + ")";
        }
        return sniffed(duckdb, where);
    }

    private String typed() {
        if (types.isEmpty()) {
            return "*";
        }
        return types.entrySet().stream()
                .map(t -> "CAST(%1$s AS %2$s) AS %1$s".formatted(Quoted.name(t.getKey()), t.getValue()))
                .collect(Collectors.joining(", ", "* REPLACE (", ")"));
    }

    /**
     * A CSV's dialect and columns are found once and written down: finding them again for every question
     * took nine tenths of its time.
     */
    private String sniffed(Connection duckdb, String where) throws SQLException {
        List<String> empty = new ArrayList<>(List.of(""));
        empty.addAll(nulls);
        String given = ", nullstr = " + list(empty) + (format == Format.TSV ? ", delim = '\t'" : "");
        String sql =
                "SELECT Delimiter, Quote, Escape, NewLineDelimiter, Comment, SkipRows, DateFormat, TimestampFormat,"
                        + " [c.name FOR c IN Columns], [c.type FOR c IN Columns] FROM sniff_csv(" + where + given
                        + ", header = true, sample_size = 200000"
                        + (types.isEmpty() ? "" : ", types = " + struct(types)) + ")";
        try (Statement statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            String options = ", auto_detect = false, header = true, nullstr = " + list(empty)
                    + option("delim", found.getString(1))
                    // A sample without quotes says nothing of the rows after it.
                    + option("quote", marked(found.getString(2)) ? found.getString(2) : "\"")
                    + option("escape", marked(found.getString(3)) ? found.getString(3) : "\"")
                    + option("new_line", found.getString(4))
                    + (marked(found.getString(5)) ? option("comment", found.getString(5)) : "")
                    + ", skip = " + found.getLong(6)
                    + (found.getString(7) == null ? "" : option("dateformat", found.getString(7)))
                    + (found.getString(8) == null ? "" : option("timestampformat", found.getString(8)))
                    + ", columns = " + columns(texts(found, 9), texts(found, 10));
            return "SELECT * FROM read_csv(" + where + options + ")";
        }
    }

    private static boolean marked(String character) {
        return !character.isEmpty() && !character.equals("(empty)");
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object text : (Object[]) row.getArray(column).getArray()) {
            texts.add(text.toString());
        }
        return texts;
    }

    private static String option(String name, String value) {
        return ", " + name + " = " + Quoted.text(value);
    }

    private static String list(List<String> texts) {
        return texts.stream().map(Quoted::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String columns(List<String> names, List<String> types) {
        StringBuilder columns = new StringBuilder("{");
        for (int i = 0; i < names.size(); i++) {
            columns.append(i == 0 ? "" : ", ")
                    .append(Quoted.text(names.get(i)))
                    .append(": ")
                    .append(Quoted.text(types.get(i)));
        }
        return columns.append('}').toString();
    }

    private static String struct(Map<String, String> types) {
        return columns(
                List.copyOf(types.keySet()),
                types.keySet().stream().map(types::get).toList());
    }
}
