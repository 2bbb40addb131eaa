package io.scorecard.source;

import io.scorecard.functions.DataFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A CSV file whose columns and types are written down in its view. DuckDB reads it by their places and does not look at
 * its header again: with two columns exchanged each would have the other's values, and a fraction among whole numbers
 * would be rounded. So a file that was changed is looked at as when the model was opened. Thread-safe.
 */
final class ReadFile {

    private record Stamp(FileTime modified, long size) {}

    private final DataFile file;
    private final String name;
    private final String view;
    private Optional<Stamp> stamp;

    private ReadFile(DataFile file, String view, Optional<Stamp> stamp) {
        this.file = file;
        this.name = file.quoted();
        this.view = view;
        this.stamp = stamp;
    }

    /** Looks at the file. */
    static ReadFile of(DataFile file, Connection duckdb) throws SQLException {
        Optional<Stamp> before = stamp(file);
        return new ReadFile(file, file.view(duckdb), before);
    }

    DataFile file() {
        return file;
    }

    String view() {
        return view;
    }

    /** Refuses a statement over the file where it would be read in another way than its view says. */
    void refuseChanged(String sql, Connection duckdb) throws SQLException {
        if (file.isText() && sql.contains(name)) {
            refuseChanged(duckdb);
        }
    }

    private synchronized void refuseChanged(Connection duckdb) throws SQLException {
        Optional<Stamp> now = stamp(file);
        if (now.isPresent() && !now.equals(stamp)) {
            if (!file.view(duckdb).equals(view)) {
                throw DataFault.FILE_ROW.in(
                        file.name(),
                        "its columns, or their types, are others than when the model was opened.",
                        "Save the model's file again: then its sources are read anew.");
            }
            stamp = now;
        }
    }

    /** Empty where there is no file, which DuckDB tells. */
    private static Optional<Stamp> stamp(DataFile file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.file(), BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
