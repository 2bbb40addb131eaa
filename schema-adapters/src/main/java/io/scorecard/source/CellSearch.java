package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Looks for a value that a cast could not read, after a question has failed at it: DuckDB tells the column alone. What is
 * found is such a value for sure, and the first one of its table; the question may have met another one first.
 *
 * @param session of the statement that failed, so that whoever ends the question ends this, too
 */
record CellSearch(Connection session, FailedCast cast) {

    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");

    private static final String[] DAYS = {
        "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%y", "%d/%m/%y"
    };
    private static final String[] CLOCKS = {"", " %H:%M", " %H:%M:%S"};

    /** @param table as SQL names it */
    Optional<Long> row(List<String> table) {
        if (!cast.plain()) {
            return Optional.empty();
        }
        String column = Quoted.name(cast.columns().get(0));
        String from = table.stream().map(Quoted::name).collect(Collectors.joining("."));
        String sql =
                "SELECT \"row of the table\" FROM (SELECT %1$s, row_number() OVER () AS \"row of the table\" FROM %2$s)"
                                .formatted(column, from)
                        + " WHERE %1$s IS NOT NULL AND TRY_CAST(%1$s AS %2$s) IS NULL ORDER BY %3$s 1 LIMIT 1"
                                .formatted(column, cast.type(), cast.isOfTime() ? isDate(column) + "," : "");
        try {
            begin();
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /**
     * One text that is no date makes texts of all the others, and no cast reads 28.02.2026: what has to be fixed is the
     * text that is none, however many stand before it.
     */
    private static String isDate(String column) {
        return "try_strptime(CAST(" + column + " AS VARCHAR), "
                + Stream.of(DAYS)
                        .flatMap(d -> Stream.of(CLOCKS).map(c -> Quoted.text(d + c)))
                        .collect(Collectors.joining(", ", "[", "]"))
                + ") IS NOT NULL";
    }

    /**
     * The line of a row: that which the file's reader tells when it reads the type at once; counted where the reader is of
     * another mind, as it is of dates whose order it was not told.
     */
    String line(DataFile file, long row) {
        return csvLine(file)
                .filter(l -> l == row + 1)
                .map(l -> CsvLines.shown(file.file(), l))
                .or(() -> file.isText() ? CsvLines.ofRow(file.file(), row) : Optional.empty())
                .map(l -> "line " + l)
                .orElse("row " + row + (file.isText() ? " below the header" : ""));
    }

    private Optional<Long> csvLine(DataFile file) {
        if (!file.isText()) {
            return Optional.empty();
        }
        String column = cast.columns().get(0);
        try {
            begin();
            String rows = CsvFile.of(file).read(session, column, cast.type());
            // In chunks: while rows stream, what fails before the first one is not told.
            try (PreparedStatement counting =
                    session.prepareStatement("SELECT COUNT(" + Quoted.name(column) + ") FROM " + rows)) {
                DuckDBPreparedStatement plain = counting.unwrap(DuckDBPreparedStatement.class);
                plain.query().close();
            }
            return Optional.empty();
        } catch (SQLException e) {
            Matcher line = CSV_LINE.matcher(String.valueOf(e.getMessage()));
            return line.find() ? Optional.of(Long.parseLong(line.group(1))) : Optional.empty();
        }
    }

    /** A transaction of its own: that of the statement that failed is of no use any more. */
    private void begin() throws SQLException {
        try (Statement rollback = session.createStatement()) {
            rollback.execute("ROLLBACK");
        } catch (SQLException e) {
            // It was over already.
        }
        try (Statement begin = session.createStatement()) {
            begin.execute("BEGIN TRANSACTION READ ONLY");
        }
    }
}
