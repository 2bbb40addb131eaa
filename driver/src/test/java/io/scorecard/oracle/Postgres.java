package io.scorecard.oracle;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One PostgreSQL server for all tests of a JVM, started at the first connection and stopped with the JVM.
 *
 * <p>The server listens on the loopback address on a free port; where the tests run as root the library starts it in a
 * user namespace of its own, because PostgreSQL refuses root. Safe for use by several threads.
 */
public final class Postgres {
    private Postgres() {}

    /** A new connection to the database {@code postgres}; the caller closes it. */
    public static Connection connect() throws SQLException {
        return Holder.SERVER.getPostgresDatabase().getConnection();
    }

    /** The port on the loopback address, for URLs: user and database are {@code postgres}, the password is free. */
    public static int port() {
        return Holder.SERVER.getPort();
    }

    private static final class Holder {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
