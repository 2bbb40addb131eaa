package io.scorecard.safety;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same tables in a DuckDB file and in a schema of PostgreSQL, a model over each, and a canary: a table
 * that neither model maps and that nothing may touch. PostgreSQL is reached through a port that counts.
 */
final class TwoSources implements AutoCloseable {

    static final String DUCKDB = "DuckDB";
    static final String POSTGRESQL = "PostgreSQL";

    private static final List<String> CANARY = List.of(
            "CREATE TABLE unmapped_canary (v VARCHAR(40))",
            "INSERT INTO unmapped_canary VALUES ('yellow')",
            "CREATE TABLE notes (note_id INTEGER, body VARCHAR(4000))");

    private final Path file;
    private final String schema;
    private final CountedPort port;
    private final Map<String, String> urls = new LinkedHashMap<>();
    private final Map<String, Connection> connections = new LinkedHashMap<>();

    private TwoSources(Path folder, String schema, List<String> ddl) throws SQLException, IOException {
        this.file = folder.resolve(schema + ".duckdb");
        this.schema = schema;
        this.port = new CountedPort(Postgres.port());
        try (Connection duckdb = duckdb();
                Statement statement = duckdb.createStatement()) {
            run(statement, ddl);
        }
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("SET search_path = " + schema);
            run(statement, ddl);
        }
        String end =
                "\nas_of: 2026-05-01\nfan_out: warn\ntables:\n  customers: {from: src.%scustomers, all_columns: true}\n"
                        + "  tickets: {from: src.%stickets}\n"
                        + "kpis:\n  tickets_in_status: {over: tickets where status = :wanted, formula: COUNT(*), unit: count, better: lower,"
                        + " parameters: {wanted: {type: text, meaning: a status}}}\n";
        open(
                DUCKDB,
                folder.resolve(schema + "-duckdb.yaml"),
                "sources:\n  src: {type: duckdb, file: " + file.getFileName() + "}" + end.formatted("", ""));
        open(
                POSTGRESQL,
                folder.resolve(schema + "-postgresql.yaml"),
                "sources:\n  src: {type: postgresql, host: localhost, port: " + port.port()
                        + ", database: postgres, user: postgres}" + end.formatted(schema + ".", schema + "."));
    }

    /** @param ddl makes {@code customers} and {@code tickets}, in words that both understand */
    static TwoSources of(Path folder, String schema, String... ddl) throws SQLException, IOException {
        return new TwoSources(folder, schema, List.of(ddl));
    }

    private static void run(Statement statement, List<String> ddl) throws SQLException {
        for (String sql : CANARY) {
            statement.execute(sql);
        }
        for (String sql : ddl) {
            statement.execute(sql);
        }
    }

    private void open(String name, Path model, String text) throws IOException, SQLException {
        Files.writeString(model, text);
        urls.put(name, "jdbc:scorecard:" + model);
        connections.put(name, DriverManager.getConnection(urls.get(name)));
    }

    Connection connection(String name) {
        return connections.get(name);
    }

    List<String> names() {
        return List.copyOf(connections.keySet());
    }

    String url(String name) {
        return urls.get(name);
    }

    /** Bytes that were said to PostgreSQL so far. */
    long said() {
        return port.said();
    }

    private Connection duckdb() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file);
    }

    /** What PostgreSQL holds: the canary, and the names of all tables of the schema. */
    String canaryInPostgreSql() throws SQLException {
        try (Connection postgres = Postgres.connect()) {
            return cell(
                    postgres,
                    "SELECT (SELECT string_agg(v, ',') FROM " + schema
                            + ".unmapped_canary) || ' of ' || string_agg(tablename, ','"
                            + " ORDER BY tablename) FROM pg_tables WHERE schemaname = '" + schema + "'");
        }
    }

    /** The bytes of DuckDB's file, which is open for reading only. */
    byte[] duckDbFile() throws IOException {
        return Files.readAllBytes(file);
    }

    static String cell(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        port.close();
    }
}
