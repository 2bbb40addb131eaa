package io.scorecard.oracle;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;

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

    /** Fills a table from a CSV file with a header; an empty field that is not quoted is NULL. */
    public static void load(Connection postgres, String table, Path csv) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement reading = duckdb.createStatement();
                ResultSet rows =
                        reading.executeQuery("FROM read_csv('" + csv.toString().replace("'", "''")
                                + "', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"',"
                                + " allow_quoted_nulls = false)")) {
            int columns = rows.getMetaData().getColumnCount();
            String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
            try (PreparedStatement insert = postgres.prepareStatement("INSERT INTO " + table + " VALUES " + row)) {
                for (int waiting = 1; rows.next(); waiting++) {
                    for (int i = 1; i <= columns; i++) {
                        insert.setObject(i, rows.getString(i), Types.OTHER);
                    }
                    insert.addBatch();
                    if (waiting % 1000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
        }
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
