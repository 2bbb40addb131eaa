package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.model.DateOrder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that is shown as a table of the embedded DuckDB.
 *
 * @param path schema and table
 * @param file where it really is, links followed
 * @param types SQL types by column, where the content does not tell
 * @param nulls texts that mean NULL in CSV, beside the empty one
 * @param dates how a CSV orders day, month and year, where its rows do not tell
 */
record DataFile(
        List<String> path,
        Path file,
        Format format,
        Map<String, String> types,
        List<String> nulls,
        Optional<DateOrder> dates) {

    enum Format {
        CSV,
        TSV,
        PARQUET,
        JSON
    }

    /** Whether nothing but its rows tells types. */
    boolean isText() {
        return format == Format.CSV || format == Format.TSV;
    }

    /** Whether the model gives a column its type. */
    boolean hasType(String column) {
        return types.keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** The statement that makes its view; reads as much of the file as it needs to know the types. */
    String view(Connection duckdb) throws SQLException {
        return "CREATE VIEW " + quoted() + " AS " + query(duckdb);
    }

    private String query(Connection duckdb) throws SQLException {
        String where = Quoted.text(file.toString());
        if (format == Format.PARQUET) {
            return "SELECT " + typed() + " FROM read_parquet(" + where + ")";
        }
        if (format == Format.JSON) {
            return "SELECT " + typed() + " FROM read_json(" + where + ")";
        }
        return CsvFile.of(this).query(duckdb);
    }

    private String typed() {
        if (types.isEmpty()) {
            return "*";
        }
        return types.entrySet().stream()
                .map(t -> "CAST(%1$s AS %2$s) AS %1$s".formatted(Quoted.name(t.getKey()), t.getValue()))
                .collect(Collectors.joining(", ", "* REPLACE (", ")"));
    }

    /** As statements name it. */
    String quoted() {
        return path.stream().map(Quoted::name).collect(Collectors.joining("."));
    }

    /** As questions name it. */
    String name() {
        return String.join(".", path);
    }

    /** The texts that mean NULL, as a list of DuckDB's. */
    String nullTexts() {
        return Stream.concat(Stream.of(""), nulls.stream())
                .map(Quoted::text)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
