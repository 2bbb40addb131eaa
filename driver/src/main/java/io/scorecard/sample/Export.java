package io.scorecard.sample;

import io.scorecard.functions.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Copies the tables of a schema to files. */
final class Export {

    private Export() {}

    static void tables(Connection duckdb, String schema, Path folder, Format format, Progress progress)
            throws SQLException {
        List<String> names = names(duckdb, schema);
        try (Statement statement = duckdb.createStatement()) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                Path file = folder.resolve(name + "." + format.ending());
                statement.execute("COPY " + Quoted.name(schema) + "." + Quoted.name(name) + " TO "
                        + Quoted.text(file.toString()) + " (" + format.options() + ")");
                progress.at("files", i + 1, names.size());
            }
        }
    }

    static List<String> names(Connection duckdb, String schema) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = duckdb.prepareStatement(
                "SELECT table_name FROM duckdb_tables() WHERE schema_name = ? ORDER BY table_name")) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
