package io.scorecard.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One rule's question, and what it must answer.
 *
 * @param hand the same over the source's tables, or empty where the question is refused
 * @param refused SQLSTATEs with {@code |} between them, then a word of the message
 */
record Rule(String name, String ask, String hand, String refused) {

    static List<Rule> all() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String block : text("rules.txt").split("\n== ")) {
            if (!block.startsWith("#")) {
                rules.add(of(block));
            }
        }
        return rules;
    }

    static String text(String file) throws IOException {
        try (InputStream stream = Rule.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IOException(file + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Rule of(String block) {
        String[] lines = block.strip().split("\n");
        return new Rule(lines[0].strip(), line(lines, "ask "), line(lines, "hand "), line(lines, "refused "));
    }

    private static String line(String[] lines, String start) {
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith(start)) {
                return line.substring(start.length());
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return name;
    }
}
