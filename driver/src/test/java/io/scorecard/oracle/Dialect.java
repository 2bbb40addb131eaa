package io.scorecard.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The engine that holds a company; the naive SQL is one text for both, only the current schema is set differently. */
public enum Dialect {
    DUCKDB("SET schema = '%s'"),
    POSTGRESQL("SET search_path = %s");

    private final String use;

    Dialect(String use) {
        this.use = use;
    }

    /** Makes an empty schema of that name, in place of one that is there, and the connection's current one. */
    void makeSchema(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute(use.formatted(schema));
        }
    }
}
