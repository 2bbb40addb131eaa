package io.scorecard.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The first line of a CSV file. It says how many columns there are: where the rows are asked instead, a row of another
 * length makes DuckDB take the header for a title, or the whole file for one column.
 *
 * @param text empty where the file has nothing
 * @param late whether blank lines stand above it: DuckDB takes the header for a row then
 */
record CsvHeader(String text, boolean late) {

    private static final int LONGEST = 1 << 20;
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** Only its ASCII is looked at, so that its encoding does not matter. */
    static CsvHeader of(Path file) throws IOException {
        try (Reader reader = open(file)) {
            StringBuilder line = new StringBuilder();
            boolean quoted = false;
            boolean late = false;
            for (int c = reader.read(); c >= 0 && line.length() < LONGEST; c = reader.read()) {
                boolean ends = !quoted && (c == '\n' || c == '\r');
                if (ends && !line.toString().isBlank()) {
                    break;
                }
                late |= ends;
                quoted ^= c == '"';
                if (!ends) {
                    line.append((char) c);
                }
            }
            return new CsvHeader(line.toString().isBlank() ? "" : line.toString(), late);
        }
    }

    static Reader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream plain = isCompressed(file) ? new GZIPInputStream(bytes) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    static boolean isCompressed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    boolean isMissing() {
        return text.isEmpty();
    }

    /** What may stand between its names, the likeliest first; a comma where there is but one name. */
    List<Character> delimiters() {
        List<Character> found = DELIMITERS.stream()
                .filter(d -> columns(d) > 1)
                .sorted(Comparator.comparing(this::columns).reversed())
                .toList();
        return found.isEmpty() ? List.of(',') : found;
    }

    /** How many columns there are, if this stands between them. */
    int columns(char delimiter) {
        return names(delimiter).size();
    }

    /** What its columns are called, as the file has it in UTF-8; empty where one has no name. */
    private List<String> names(char delimiter) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (char c : decoded().toCharArray()) {
            quoted ^= c == '"';
            if (!quoted && c == delimiter) {
                names.add(name.toString());
                name.setLength(0);
            } else if (c != '"') {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    private String decoded() {
        String read = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return read.startsWith("\uFEFF") ? read.substring(1) : read;
    }

    /** A name that several columns have, in whatever letters: only the first of them could be asked for by it. */
    Optional<String> repeated(char delimiter) {
        Set<String> seen = new HashSet<>();
        return names(delimiter).stream()
                .filter(n -> !n.isBlank() && !seen.add(n.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Names for columns of which only the number counts. */
    List<String> anyNames(char delimiter) {
        return Stream.iterate(1, i -> i + 1)
                .limit(columns(delimiter))
                .map(i -> "c" + i)
                .toList();
    }
}
