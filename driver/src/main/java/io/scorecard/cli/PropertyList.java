package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Names and what they stand for, a long text broken between words so that a terminal of 80 columns holds it. */
final class PropertyList implements ResultFormat {

    private static final int WIDTH = 80;
    private static final int NARROWEST = 40;

    /** @param rows two columns, the name and the text */
    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        List<String[]> all = new ArrayList<>();
        int names = 0;
        while (rows.next()) {
            String name = rows.getString(1);
            String text = rows.getString(2);
            all.add(new String[] {name, text == null ? "" : text});
            names = Math.max(names, DisplayWidth.of(name) + 2);
        }
        String before = "";
        for (String[] property : all) {
            String name = property[0].equals(before) ? "" : property[0];
            for (String line : broken(property[1], Math.max(NARROWEST, WIDTH - names))) {
                out.println((DisplayWidth.padded(name, names, false) + line).stripTrailing());
                name = "";
            }
            before = property[0];
        }
    }

    private static List<String> broken(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
