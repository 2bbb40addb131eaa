package io.scorecard.source;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The lines of a CSV file as an editor counts them. DuckDB counts a row whose cells have lines of their own as one, so its
 * numbers fall behind.
 */
final class CsvLines {

    private CsvLines() {}

    /** @param counted by DuckDB, from 1; the same where the file cannot be read */
    static long shown(Path file, long counted) {
        try (Reader reader = CsvHeader.open(file)) {
            return shown(reader, counted).orElse(counted);
        } catch (IOException e) {
            return counted;
        }
    }

    private static Optional<Long> shown(Reader reader, long counted) throws IOException {
        boolean quoted = false;
        long ended = 0;
        long line = 1;
        int before = 0;
        for (int c = reader.read(); ended < counted - 1; c = reader.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            quoted ^= c == '"';
            boolean ends = c == '\n' ? before != '\r' : c == '\r';
            if (ends) {
                line++;
                ended += quoted ? 0 : 1;
            }
            before = c;
        }
        return Optional.of(line);
    }
}
