package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.Quoted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Dates of a CSV file whose year has two digits. Where DuckDB expects four it reads 02.06.26 as of the first century,
 * without a word; so does it where it takes a text for a moment by itself.
 */
final class CsvYears {

    private static final String FOUR_DIGITS = "'\\d{4}'";

    private final DataFile file;
    private final Connection duckdb;

    CsvYears(DataFile file, Connection duckdb) {
        this.file = file;
        this.duckdb = duckdb;
    }

    /** Refuses the file where one of its first rows has such a date, and its format has none. */
    void requireFourDigits(CsvDialect dialect) {
        List<String> columns = dialect.columns().keySet().stream()
                .filter(c -> expectsFour(dialect, c))
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        String which = columns.stream()
                .map(c -> "WHEN " + isShort(c) + " THEN " + Quoted.text(c))
                .collect(Collectors.joining(" ", "CASE ", " END"));
        String any = columns.stream().map(CsvYears::isShort).collect(Collectors.joining(" OR "));
        String rows = dialect.asTexts(columns)
                .with(Optional.empty(), Optional.empty())
                .read(file);
        String sql = "SELECT \"row of the file\", " + which
                + " FROM (SELECT *, row_number() OVER () AS \"row of the file\" FROM (FROM " + rows + " LIMIT "
                + CsvFile.SAMPLE + ")) WHERE " + any + " LIMIT 1";
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                throw DataFault.DATE_TEXT.in(
                        file.name(),
                        "row " + row.getLong(1) + " below the header, column '" + row.getString(2)
                                + "', has a date whose year is not of four digits.",
                        "Write all years with four, or let the source say the order, where all have two: dates: {"
                                + file.path().get(1) + ": dmy}.");
            }
        } catch (SQLException e) {
            // A row that does not fit its file fails every question, with its line.
        }
    }

    private static boolean expectsFour(CsvDialect dialect, String column) {
        String type = dialect.columns().get(column);
        Optional<DateFormat> format = type.equals("DATE") ? dialect.date() : dialect.timestamp();
        return (type.equals("DATE") || type.startsWith("TIMESTAMP"))
                && format.filter(f -> f.text().contains("%y")).isEmpty();
    }

    private static String isShort(String column) {
        return "NOT regexp_matches(" + Quoted.name(column) + ", " + FOUR_DIGITS + ")";
    }
}
