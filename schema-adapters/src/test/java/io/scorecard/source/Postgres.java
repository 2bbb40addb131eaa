package io.scorecard.source;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A real PostgreSQL on a free port of the loopback interface, one for the whole test run; it ends with
 * the JVM. The role {@code reader} needs the password {@code right}; {@code postgres} needs none.
 */
final class Postgres {

    private static Postgres shared;

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static synchronized Postgres shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    static Postgres start() {
        try {
            Postgres postgres = new Postgres(EmbeddedPostgres.builder().start());
            postgres.run("CREATE ROLE reader LOGIN PASSWORD 'right'");
            Path access = Path.of(postgres.ask("SHOW hba_file"));
            Files.writeString(access, "host all reader 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
            postgres.run("SELECT pg_reload_conf()");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    void run(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String ask(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a source of a model, with more keys if wanted: {@code ", pool_size: 1"}. */
    String source(String more) {
        return "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres%s}"
                .formatted(port(), more);
    }

    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
