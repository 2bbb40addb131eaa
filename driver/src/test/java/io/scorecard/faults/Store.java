package io.scorecard.faults;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A company in DuckDB or PostgreSQL: {@code customers} are 5,000; {@code agents} are many and quick;
 * {@code products} are 3,000 quick ones, after which the source works on for minutes before the next.
 */
enum Store {
    DUCKDB {
        @Override
        String source(String more) {
            return "{type: duckdb, file: faults.duckdb}";
        }

        @Override
        String prefix() {
            return "crm.";
        }

        @Override
        void fill(Path folder) throws SQLException {
            try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("faults.duckdb"));
                    Statement statement = file.createStatement()) {
                statement.execute("CREATE TABLE customers AS SELECT 'c' || i AS customer_id, 'name ' || i AS name"
                        + " FROM range(5000) AS r(i)");
                statement.execute("CREATE VIEW agents AS SELECT 'a' || i AS agent_id, 'agent number ' || i AS name,"
                        + " i * 2.5 AS hourly_cost FROM range(" + AGENTS + ") AS r(i)");
                statement.execute("CREATE VIEW products AS SELECT 'p' || i AS product_id, 'product ' || i AS name"
                        + " FROM range(1000000000000) AS r(i) WHERE i < 300000 OR hash(i) = 1");
            }
        }
    },
    POSTGRESQL {
        @Override
        String source(String more) {
            return "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres,%s%s}"
                    .formatted(Postgres.port(), " application_name: faults", more);
        }

        @Override
        String prefix() {
            return "crm.faults.";
        }

        @Override
        void fill(Path folder) throws SQLException {
            try (Connection server = Postgres.connect();
                    Statement statement = server.createStatement()) {
                statement.execute("DROP SCHEMA IF EXISTS faults CASCADE");
                statement.execute("CREATE SCHEMA faults");
                statement.execute("CREATE TABLE faults.customers AS SELECT 'c' || i AS customer_id,"
                        + " 'name ' || i AS name FROM generate_series(0, 4999) AS r(i)");
                statement.execute("CREATE VIEW faults.agents AS SELECT 'a' || i AS agent_id,"
                        + " 'agent number ' || i AS name, i * 2.5 AS hourly_cost FROM generate_series(0, "
                        + (AGENTS - 1) + ") AS r(i)");
                statement.execute("CREATE FUNCTION faults.slowly(i bigint) RETURNS text LANGUAGE plpgsql AS $$"
                        + " BEGIN IF i = 2999 THEN PERFORM pg_sleep(600); END IF; RETURN 'product ' || i; END $$");
                statement.execute("CREATE TABLE faults.numbers AS SELECT i FROM generate_series(0, 3000) AS r(i)");
                statement.execute("CREATE VIEW faults.products AS SELECT 'p' || i AS product_id,"
                        + " faults.slowly(i) AS name FROM faults.numbers");
            }
        }
    };

    /** What a busy machine may add to a time that is promised. */
    static final long BUSY_MILLIS = 2_000;

    static final int AGENTS = 3_000_000;

    /** Works for hours at either source. */
    static final String ENDLESS = "SELECT COUNT(*) FROM customers AS a CROSS JOIN customers AS b"
            + " CROSS JOIN customers AS c WHERE CHAR_LENGTH(a.name || b.name || c.name) = 1";

    static final String TRICKLE = "SELECT product_id, name FROM products";

    static final String QUICK = "SELECT COUNT(*) FROM customers";

    abstract String source(String more);

    abstract String prefix();

    abstract void fill(Path folder) throws SQLException;

    /** @param more further keys of a PostgreSQL source: {@code ", pool_size: 1"} */
    Path model(Path folder, String more) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), text(source(more)));
    }

    String text(String source) {
        StringBuilder text =
                new StringBuilder("model: faults\nas_of: 2026-04-01\nfan_out: warn\nsources:\n  crm: " + source);
        text.append("\ntables:\n");
        for (String table : new String[] {"customers", "agents", "products"}) {
            text.append("  %s: {from: %s%s}\n".formatted(table, prefix(), table));
        }
        return text.toString();
    }

    /** A JVM takes a second or two for the first question that it understands; that is no part of what is promised. */
    private static final class Warm {
        static {
            try (Connection connection = DriverManager.getConnection("jdbc:scorecard:sample");
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT nps() FROM kpi")) {
                row.next();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static void up() {}
    }

    static Connection open(Path model, String properties) throws SQLException {
        Warm.up();
        return DriverManager.getConnection("jdbc:scorecard:" + model + properties);
    }

    static long quick(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUICK)) {
            row.next();
            return row.getLong(1);
        }
    }
}
