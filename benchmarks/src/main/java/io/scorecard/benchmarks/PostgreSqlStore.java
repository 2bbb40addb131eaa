package io.scorecard.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * The company in a PostgreSQL server of its own, filled from the DuckDB file.
 *
 * <p>The server works with one process for each connection: parallel workers come and go, and their CPU
 * time with them.
 */
final class PostgreSqlStore implements Store {

    private static final List<String> TABLES = List.of("customers", "subscriptions", "tickets", "surveys", "costs");

    private final EmbeddedPostgres server;
    private final Path model;

    private PostgreSqlStore(EmbeddedPostgres server, Path model) {
        this.server = server;
        this.model = model;
    }

    static PostgreSqlStore filledFrom(DuckDbStore company) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("work_mem", "256MB")
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .start();
        Path model = company.model().resolveSibling("postgresql.yaml");
        Files.writeString(model, Texts.of("postgresql.yaml").replace("PORT", String.valueOf(server.getPort())));
        PostgreSqlStore store = new PostgreSqlStore(server, model);
        store.fill(company);
        return store;
    }

    private void fill(DuckDbStore company) throws IOException, SQLException {
        try (Connection from = company.direct();
                Connection to = server.getPostgresDatabase().getConnection();
                Statement source = from.createStatement();
                Statement target = to.createStatement()) {
            target.execute(Texts.of("postgresql.sql"));
            for (String table : TABLES) {
                Path csv = Files.createTempFile(company.model().getParent(), table, ".csv");
                try {
                    source.execute("COPY " + table + " TO '" + csv + "' (FORMAT csv, HEADER false)");
                    try (Reader rows = Files.newBufferedReader(csv)) {
                        to.unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn("COPY " + table + " FROM STDIN (FORMAT csv)", rows);
                    }
                } finally {
                    Files.delete(csv);
                }
            }
            target.execute(Texts.of("postgresql-indexes.sql"));
            target.execute("VACUUM ANALYZE");
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    int port() {
        return server.getPort();
    }

    @Override
    public Path model() {
        return model;
    }

    @Override
    public Connection direct() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("defaultRowFetchSize", "1000");
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", properties);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        connection.commit();
        return connection;
    }

    /** A session's process tells its parent, the server. */
    @Override
    public Meter meter() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return Meter.with(ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow(() -> new IllegalStateException("the server runs on another machine")));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
