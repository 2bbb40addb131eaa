package io.scorecard.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement that a client was seen to send.
 *
 * @param protocol simple or extended, or what PostgreSQL itself refused
 */
record Recorded(String protocol, String sql) {

    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+ = (?:'((?:[^']|'')*)'|NULL)");

    /** What was bound, as it stands in a comment before the statement. */
    List<String> parameters() {
        if (!sql.startsWith("-- parameters:")) {
            return List.of();
        }
        return PARAMETER
                .matcher(sql.lines().findFirst().orElseThrow())
                .results()
                .map(found -> found.group(1) == null ? "" : found.group(1).replace("''", "'"))
                .toList();
    }

    static List<Recorded> of(Path file) throws IOException {
        List<Recorded> all = new ArrayList<>();
        String protocol = "";
        StringBuilder sql = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("-- [") || line.startsWith("-- client:")) {
                add(all, protocol, sql);
                sql = new StringBuilder();
                protocol = line.startsWith("-- [") ? line.substring(4, line.indexOf(']')) : "";
            } else {
                sql.append(line).append('\n');
            }
        }
        add(all, protocol, sql);
        return all;
    }

    private static void add(List<Recorded> all, String protocol, StringBuilder sql) {
        if (!sql.toString().isBlank()) {
            all.add(new Recorded(protocol, sql.toString().strip()));
        }
    }
}
