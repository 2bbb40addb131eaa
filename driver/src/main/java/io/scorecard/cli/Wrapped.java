package io.scorecard.cli;

import java.util.ArrayList;
import java.util.List;

/** Names with commas between them, on as many lines as they need. */
final class Wrapped {

    private Wrapped() {}

    static List<String> lines(List<String> names, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i) + (i + 1 < names.size() ? "," : "");
            if (line.length() > 0 && line.length() + 1 + name.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(name);
        }
        lines.add(line.toString());
        return lines;
    }
}
