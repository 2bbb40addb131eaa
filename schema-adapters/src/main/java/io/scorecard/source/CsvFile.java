package io.scorecard.source;

import io.scorecard.functions.DataFault;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV or TSV file becomes a table. Its first line is the header, and all rows are as long; what does not agree
 * with that is refused, as DuckDB would leave out rows or the header without a word.
 */
final class CsvFile {

    static final int SAMPLE = 200_000;

    private final DataFile file;
    private final CsvHeader header;

    private CsvFile(DataFile file, CsvHeader header) {
        this.file = file;
        this.header = header;
    }

    static CsvFile of(DataFile file) {
        try {
            CsvHeader header = CsvHeader.of(file.file());
            if (header.isMissing()) {
                throw DataFault.FILE_ROW.in(
                        file.name(),
                        "the file is empty.",
                        "Its first line names the columns, also where no row follows.");
            }
            if (header.late()) {
                throw DataFault.FILE_ROW.in(
                        file.name(),
                        "its first line is blank.",
                        "The first line names the columns: take blank lines above it away.");
            }
            return new CsvFile(file, header);
        } catch (IOException e) {
            throw ErrorCode.SOURCE_FAILED
                    .with(file.name(), "a file cannot be read.", "Check that it is there, and whole.")
                    .because(e);
        }
    }

    String query(Connection duckdb) throws SQLException {
        CsvDialect roomy = new BehindSample(file, duckdb).roomy(dialect(duckdb));
        CsvDialect settled = new CsvDates(file, duckdb).settled(roomy);
        new CsvYears(file, duckdb).requireFourDigits(settled);
        return "SELECT * FROM " + settled.read(file);
    }

    /** What stands behind FROM, where one column is read as a type and all others as texts. */
    String read(Connection duckdb, String column, String type) throws SQLException {
        CsvDialect found = dialect(duckdb);
        return found.asTexts(found.columns().keySet())
                .as(column, type)
                .with(Optional.empty(), Optional.empty())
                .read(file);
    }

    private CsvDialect dialect(Connection duckdb) throws SQLException {
        SQLException reason = null;
        for (char delimiter : delimiters()) {
            try {
                CsvDialect found = sniffed(duckdb, delimiter);
                if (found.columns().size() == header.columns(delimiter)) {
                    refuseRepeated(delimiter);
                    return found;
                }
            } catch (SQLException e) {
                reason = reason == null ? e : reason;
            }
        }
        refuseRows(duckdb);
        if (reason != null) {
            throw reason;
        }
        throw DataFault.FILE_ROW.in(
                file.name(), "its rows do not fit its header.", "Check its delimiter and its quotes.");
    }

    /** DuckDB calls the second {@code name_1}, and whoever maps the name would have the first without a word. */
    private void refuseRepeated(char delimiter) {
        header.repeated(delimiter).ifPresent(name -> {
            throw DataFault.FILE_ROW.in(
                    file.name(),
                    "its first line has the name '" + name + "' twice.",
                    "Give each column a name of its own: either of them could be meant.");
        });
    }

    private List<Character> delimiters() {
        return file.format() == DataFile.Format.TSV ? List.of('\t') : header.delimiters();
    }

    private CsvDialect sniffed(Connection duckdb, char delimiter) throws SQLException {
        String sql =
                CsvDialect.SOUGHT + " FROM sniff_csv(" + Quoted.text(file.file().toString())
                        + ", nullstr = " + file.nullTexts() + ", delim = " + Quoted.text(String.valueOf(delimiter))
                        + ", header = true, skip = 0, comment = '', sample_size = " + SAMPLE
                        + (file.types().isEmpty() ? "" : ", types = " + CsvDialect.struct(file.types())) + ")";
        try (Statement statement = duckdb.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return CsvDialect.found(delimiter, found);
        }
    }

    /** Where the format cannot be found, reading the rows as texts tells which is the first that does not fit. */
    private void refuseRows(Connection duckdb) throws SQLException {
        char delimiter = delimiters().get(0);
        String rows = CsvDialect.ofTexts(delimiter, header.anyNames(delimiter)).read(file);
        try (Statement statement = duckdb.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM " + rows).close();
        }
    }
}
