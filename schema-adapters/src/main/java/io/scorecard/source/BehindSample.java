package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of a CSV file behind those that its types were found in: a fraction behind whole numbers would be rounded, a
 * time behind days left out. What fits no type at all is told by whoever reads it.
 */
final class BehindSample {

    /** What DuckDB cuts without a word, by its type: how it is known, and the type that has room for it. */
    private static final Map<String, Cut> CUTS =
            Map.of("BIGINT", new Cut(".", "DOUBLE"), "DATE", new Cut(":", "TIMESTAMP"));

    private record Cut(String mark, String room) {}

    private final DataFile file;
    private final Connection duckdb;

    BehindSample(DataFile file, Connection duckdb) {
        this.file = file;
        this.duckdb = duckdb;
    }

    /** The dialect with types that have room for all rows. */
    CsvDialect roomy(CsvDialect found) throws SQLException {
        List<String> narrow = found.columns().keySet().stream()
                .filter(c -> CUTS.containsKey(found.columns().get(c)) && !file.hasType(c))
                .toList();
        if (narrow.isEmpty() || !isThere()) {
            return found;
        }
        String marked = narrow.stream()
                .map(c -> "bool_or(contains(" + Quoted.name(c) + ", "
                        + Quoted.text(cut(found, c).mark()) + "))")
                .collect(Collectors.joining(", "));
        CsvDialect wide = found;
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + marked + " FROM " + found.asTexts(narrow).read(file))) {
            row.next();
            for (int i = 0; i < narrow.size(); i++) {
                if (row.getBoolean(i + 1)) {
                    wide = wide.as(narrow.get(i), cut(found, narrow.get(i)).room());
                }
            }
        } catch (SQLException e) {
            // A row that does not fit its file fails every question, with its line.
            return found;
        }
        return wide;
    }

    private static Cut cut(CsvDialect found, String column) {
        return CUTS.get(found.columns().get(column));
    }

    /** A row has two bytes at least; what is compressed says nothing. */
    private boolean isThere() {
        try {
            return Files.size(file.file()) > 2 * CsvFile.SAMPLE || CsvHeader.isCompressed(file.file());
        } catch (IOException e) {
            return true;
        }
    }
}
