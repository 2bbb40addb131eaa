package io.scorecard.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns for the eye: numbers to the right and at most six decimals of a ratio, NULL written out.
 *
 * <p>The first thousand rows decide how wide a column is; a wider value further down moves its line, so
 * that a long result can be written while it is read.
 */
final class TableFormat implements ResultFormat {
    private static final int ROWS_THAT_DECIDE = 1000;
    private static final String GAP = "  ";

    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        Cells cells = Cells.of(rows);
        List<String[]> first = new ArrayList<>();
        while (first.size() < ROWS_THAT_DECIDE && rows.next()) {
            first.add(texts(cells));
        }
        int[] widths = widths(cells, first);
        out.println(line(cells, widths, cells.labels()));
        out.println(rule(widths));
        first.forEach(texts -> out.println(line(cells, widths, texts)));
        long count = first.size();
        if (count == ROWS_THAT_DECIDE) {
            while (rows.next()) {
                out.println(line(cells, widths, texts(cells)));
                count++;
            }
        }
        out.println(count == 1 ? "1 row" : count + " rows");
    }

    private static String[] texts(Cells cells) throws SQLException {
        String[] texts = new String[cells.count()];
        for (int i = 0; i < texts.length; i++) {
            Object value = cells.value(i);
            String text = cells.text(i);
            texts[i] = text == null ? "NULL" : value instanceof Double number ? rounded(number, text) : oneLine(text);
        }
        return texts;
    }

    private static String rounded(double value, String text) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= 1e15 || size < 1e-6) {
            return text;
        }
        return Cells.withoutZeros(BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP));
    }

    /** What moves a cursor is written out. */
    static String oneLine(String text) {
        return text.replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\u001b", "\\e");
    }

    private static int[] widths(Cells cells, List<String[]> rows) {
        int[] widths = new int[cells.count()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(cells.labels()[i]);
            for (String[] row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row[i]));
            }
        }
        return widths;
    }

    private static String line(Cells cells, int[] widths, String[] texts) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            line.append(i == 0 ? "" : GAP).append(DisplayWidth.padded(texts[i], widths[i], cells.isNumber(i)));
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        List<String> parts = new ArrayList<>();
        for (int width : widths) {
            parts.add("─".repeat(width));
        }
        return String.join(GAP, parts);
    }
}
