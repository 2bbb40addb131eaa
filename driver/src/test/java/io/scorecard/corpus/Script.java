package io.scorecard.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of the corpus: the statements that make its tables, and queries with their answers.
 *
 * <p>What is written for other engines than PostgreSQL is left out. Statements between queries end the file: it changes
 * its tables from there on.
 */
record Script(String name, List<String> statements, List<Query> queries) {

    /**
     * @param types a letter for each column: I whole number, R fraction, T text
     * @param sort nosort, rowsort or valuesort
     * @param expected the values, or one line that says how many there are and their hash
     */
    record Query(String sql, String types, String sort, List<String> expected) {}

    static Script read(String name) throws IOException {
        try (InputStream stream = Script.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the corpus is not on the class path; the profile long brings it");
            }
            return read(name, new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        }
    }

    private static Script read(String name, BufferedReader lines) throws IOException {
        Script script = new Script(name, new ArrayList<>(), new ArrayList<>());
        List<String> block = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                block.add(line);
                continue;
            }
            if (!script.take(block)) {
                return script;
            }
            block.clear();
        }
        script.take(block);
        return script;
    }

    private boolean take(List<String> block) {
        int head = 0;
        boolean ours = true;
        while (head < block.size() && block.get(head).matches("(skipif|onlyif|hash-threshold|#).*")) {
            String[] words = block.get(head).split("\\s+");
            if (words[0].equals("halt")) {
                return false;
            }
            ours &= !words[0].equals("skipif") || !words[1].equals("postgresql");
            ours &= !words[0].equals("onlyif") || words[1].equals("postgresql");
            head++;
        }
        if (head == block.size() || !ours) {
            return true;
        }
        String[] words = block.get(head).split("\\s+");
        if (words[0].equals("statement")) {
            if (!queries.isEmpty()) {
                return false;
            }
            statements.add(String.join("\n", block.subList(head + 1, block.size())));
        } else if (words[0].equals("query")) {
            int end = block.indexOf("----");
            int last = end < 0 ? block.size() : end;
            queries.add(new Query(
                    String.join("\n", block.subList(head + 1, last)),
                    words[1],
                    words.length > 2 ? words[2] : "nosort",
                    List.copyOf(block.subList(Math.min(last + 1, block.size()), block.size()))));
        }
        return true;
    }
}
