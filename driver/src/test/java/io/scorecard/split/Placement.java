package io.scorecard.split;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which table of a company lives in which source: {@code crm} and {@code billing} are PostgreSQL's, two
 * databases to us although one server runs both, {@code desk} is files, {@code books} a DuckDB file.
 * Immutable.
 */
record Placement(String schema, Map<String, String> sources) {

    private static final List<String> TABLES = List.of(
            "customers",
            "customer_history",
            "plans",
            "subscriptions",
            "tickets",
            "surveys",
            "costs",
            "campaigns",
            "revenue");

    /** Every table in one source. */
    static Placement all(String source, String schema) {
        Map<String, String> sources = new TreeMap<>();
        TABLES.forEach(t -> sources.put(t, source));
        return new Placement(schema, sources);
    }

    /** The same, with these tables elsewhere. */
    Placement with(String source, String... tables) {
        Map<String, String> moved = new TreeMap<>(sources);
        for (String table : tables) {
            moved.put(table, source);
        }
        return new Placement(schema, moved);
    }

    Placement without(String table) {
        Map<String, String> left = new TreeMap<>(sources);
        left.remove(table);
        return new Placement(schema, left);
    }

    /** Writes the model into the folder that has the company's files, and connects to it. */
    Connection open(Path folder) throws IOException, SQLException {
        return open(folder, List.of());
    }

    Connection open(Path folder, List<String> settings) throws IOException, SQLException {
        String server = "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres}"
                .formatted(Postgres.port());
        List<String> text = new ArrayList<>(List.of("model: placed", "as_of: 2027-01-01T00:00:00Z"));
        text.addAll(settings);
        text.addAll(List.of(
                "sources:",
                "  crm: " + server,
                "  billing: " + server,
                "  desk: {type: files}",
                "  books: {type: duckdb, file: company.duckdb}",
                "tables:"));
        sources.forEach((table, source) -> text.add("  %s: {from: %s.%s%s%s}"
                .formatted(
                        table,
                        source,
                        source.equals("desk") ? "" : schema + ".",
                        table,
                        table.equals("customer_history") ? ", columns: {segment: segment, region: region}" : "")));
        Path model = Files.createTempFile(folder, "placed", ".yaml");
        Files.write(model, text);
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    @Override
    public String toString() {
        return sources.toString();
    }
}
