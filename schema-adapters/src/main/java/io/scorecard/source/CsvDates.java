package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.DateOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In which order a CSV file writes day, month and year. DuckDB takes the first that fits its sample; where all rows would
 * fit another one, too, and be other days, the model has to say.
 */
final class CsvDates {

    private final DataFile file;
    private final Connection duckdb;

    CsvDates(DataFile file, Connection duckdb) {
        this.file = file;
        this.duckdb = duckdb;
    }

    /** The dialect with its dates in the order that the model says, or in the only one that fits. */
    CsvDialect settled(CsvDialect dialect) throws SQLException {
        if (file.dates().isPresent()) {
            DateOrder order = file.dates().get();
            return new CsvMoments(file, duckdb).found(in(dialect, order), order);
        }
        for (DateOrder order : DateOrder.values()) {
            CsvDialect other = in(dialect, order);
            if (!other.equals(dialect)) {
                refuseIfBothFit(dialect, other, order);
            }
        }
        return new CsvMoments(file, duckdb).found(dialect);
    }

    private static CsvDialect in(CsvDialect dialect, DateOrder order) {
        return dialect.with(
                dialect.date().map(d -> d.in(order).orElse(d)),
                dialect.timestamp().map(t -> t.in(order).orElse(t)));
    }

    /** A text that is a date in the one order and none in the other decides for the whole file. */
    private void refuseIfBothFit(CsvDialect dialect, CsvDialect other, DateOrder order) throws SQLException {
        List<Column> columns = columns(dialect, other);
        if (columns.isEmpty()) {
            return;
        }
        String rows = dialect.asTexts(columns.stream().map(Column::name).toList())
                .with(Optional.empty(), Optional.empty())
                .read(file);
        String decides = any(columns, c -> c.first() + " IS NOT NULL AND " + c.second() + " IS NULL");
        if (first(columns, rows, decides).isPresent()) {
            return;
        }
        Optional<String> differs = first(columns, rows, any(columns, c -> c.first() + " <> " + c.second()));
        if (differs.isPresent()) {
            throw refusal(dialect, order, differs.get());
        }
    }

    private ScorecardException refusal(CsvDialect dialect, DateOrder order, String place) {
        DateOrder read = List.of(DateOrder.values()).stream()
                .filter(o -> in(dialect, o).equals(dialect))
                .findFirst()
                .orElse(DateOrder.DMY);
        String table = file.path().get(1);
        return DataFault.DATE_TEXT.in(
                file.name(),
                place + " can be read as " + read.words() + " and as " + order.words() + ", and so can all other rows.",
                "Say in the source which it is: dates: {%1$s: %2$s} or dates: {%1$s: %3$s}."
                        .formatted(table, read.key(), order.key()));
    }

    /** A column of dates or timestamps, with the formats that it was and may be read in. */
    private record Column(String name, DateFormat read, DateFormat maybe) {

        String first() {
            return parsed(read);
        }

        String second() {
            return parsed(maybe);
        }

        private String parsed(DateFormat format) {
            return "try_strptime(" + Quoted.name(name) + ", " + Quoted.text(format.text()) + ")";
        }
    }

    private static List<Column> columns(CsvDialect dialect, CsvDialect other) {
        Map<String, List<Optional<DateFormat>>> byType = new LinkedHashMap<>();
        byType.put("DATE", List.of(dialect.date(), other.date()));
        byType.put("TIMESTAMP", List.of(dialect.timestamp(), other.timestamp()));
        List<Column> columns = new ArrayList<>();
        dialect.columns().forEach((name, type) -> {
            List<Optional<DateFormat>> formats = byType.getOrDefault(type, List.of());
            if (!formats.isEmpty()
                    && formats.get(0).isPresent()
                    && !formats.get(0).equals(formats.get(1))) {
                columns.add(
                        new Column(name, formats.get(0).get(), formats.get(1).get()));
            }
        });
        return columns;
    }

    private static String any(List<Column> columns, Function<Column, String> condition) {
        return columns.stream().map(condition).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Row and column of the first that a condition holds for; none where there is none. */
    private Optional<String> first(List<Column> columns, String rows, String condition) throws SQLException {
        String column = columns.stream()
                .map(c -> "WHEN " + c.first() + " IS DISTINCT FROM " + c.second() + " THEN " + Quoted.text(c.name()))
                .collect(Collectors.joining(" ", "CASE ", " END"));
        String sql = "SELECT \"row of the file\", " + column
                + " FROM (SELECT *, row_number() OVER () AS \"row of the file\" FROM " + rows + ") WHERE "
                + condition + " LIMIT 1";
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next()
                    ? Optional.of("row " + row.getLong(1) + " below the header, column '" + row.getString(2) + "',")
                    : Optional.empty();
        }
    }
}
