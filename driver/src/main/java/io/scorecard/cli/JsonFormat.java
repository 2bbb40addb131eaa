package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One array of objects, one object a line. Numbers keep all their digits; NaN and the infinities, which
 * JSON has not, become null.
 */
final class JsonFormat implements ResultFormat {

    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        Cells cells = Cells.of(rows);
        StringBuilder line = new StringBuilder();
        boolean first = true;
        out.append("[");
        while (rows.next()) {
            line.append(first ? "\n" : ",\n").append("  {");
            for (int i = 0; i < cells.count(); i++) {
                line.append(i == 0 ? "" : ", ");
                string(line, cells.labels()[i]);
                line.append(": ");
                value(line, cells.value(i), cells.text(i));
            }
            out.append(line.append('}'));
            line.setLength(0);
            first = false;
        }
        out.append(first ? "]\n" : "\n]\n");
    }

    private static void value(StringBuilder line, @Nullable Object value, @Nullable String text) {
        if (value == null || text == null) {
            line.append("null");
        } else if (value instanceof Number number) {
            line.append(Double.isFinite(number.doubleValue()) ? text : "null");
        } else if (value instanceof Boolean) {
            line.append(text);
        } else {
            string(line, text);
        }
    }

    static void string(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        line.append('"');
    }
}
