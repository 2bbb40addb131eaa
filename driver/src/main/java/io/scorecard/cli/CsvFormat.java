package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them. NULL is an empty field, the empty text is {@code ""}. */
final class CsvFormat implements ResultFormat {
    private static final String LINE_END = "\r\n";

    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        Cells cells = Cells.of(rows);
        StringBuilder line = new StringBuilder();
        for (String label : cells.labels()) {
            append(line, label);
        }
        end(line, out);
        while (rows.next()) {
            for (int i = 0; i < cells.count(); i++) {
                append(line, cells.text(i));
            }
            end(line, out);
        }
    }

    private static void append(StringBuilder line, @Nullable String value) {
        if (value != null) {
            line.append(mustBeQuoted(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        line.append(',');
    }

    private static void end(StringBuilder line, PrintStream out) {
        line.setLength(Math.max(0, line.length() - 1));
        out.append(line).append(LINE_END);
        line.setLength(0);
    }

    private static boolean mustBeQuoted(String value) {
        return value.isEmpty() || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }
}
