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

    private static final String SEPARATORS = ",;\t|";

    private CsvLines() {}

    /** @param counted by DuckDB, from 1; the same where the file cannot be read */
    static long shown(Path file, long counted) {
        try (Reader reader = CsvHeader.open(file)) {
            return shown(reader, counted).orElse(counted);
        } catch (IOException e) {
            return counted;
        }
    }

    /**
     * The line that a row begins on: blank ones between rows are none.
     *
     * @param row below the header, from 1
     * @return empty where a blank line might be a row of a single value that is not there, and where the file cannot be read
     */
    static Optional<Long> ofRow(Path file, long row) {
        try (Reader reader = CsvHeader.open(file)) {
            return ofRow(reader, row);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> ofRow(Reader reader, long row) throws IOException {
        boolean quoted = false;
        boolean blank = true;
        boolean several = false;
        long begun = 0;
        long line = 1;
        int before = 0;
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c != '\n' && c != '\r') {
                begun += blank ? 1 : 0;
                if (begun == row + 1 && blank) {
                    return Optional.of(line);
                }
                blank = false;
                quoted ^= c == '"';
                several |= SEPARATORS.indexOf(c) >= 0;
            } else if (c == '\r' || before != '\r') {
                if (blank && !several) {
                    return Optional.empty();
                }
                line++;
                blank = !quoted;
            }
            before = c;
        }
        return Optional.empty();
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
