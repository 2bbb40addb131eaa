package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a value has on both sources the SQLSTATE that PostgreSQL gives when it is asked straight. */
class DataFaultsTest {

    private static final String[] TABLES = {
        "CREATE TABLE customers (customer_id VARCHAR(40), n INTEGER, b BIGINT, word VARCHAR(40), day VARCHAR(40),"
                + " moment VARCHAR(40), clock VARCHAR(40), many VARCHAR(40), ts TIMESTAMP)",
        "INSERT INTO customers VALUES ('a', 2147483647, 9223372036854775807, 'canary', '2026-02-30',"
                + " '2026-01-01 25:00:00', '25:61:00', '99999999999999999999', '2026-01-01 00:00:00')",
        "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))",
        "INSERT INTO tickets VALUES ('t1', 'a', '2026-04-01 00:00:00', 'open'),"
                + " ('t2', 'a', '2026-04-02 00:00:00', 'open')"
    };

    @TempDir
    static Path folder;

    private static TwoSources sources;

    @BeforeAll
    static void open() throws SQLException, IOException {
        sources = TwoSources.of(folder, "faults", TABLES);
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        sources.close();
    }

    private static SQLException refused(Connection connection, String sql) {
        return assertThrows(
                SQLException.class,
                () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeQuery(sql).next();
                    }
                },
                sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n / (n - n)",
                "MOD(b, n - n)",
                "n + 1",
                "n * n",
                "b + n",
                "CAST(b AS INTEGER)",
                "CAST(many AS INTEGER)",
                "CAST(many AS BIGINT)",
                "CAST(many AS DECIMAL(10, 2))",
                "CAST(word AS INTEGER)",
                "CAST(word AS DECIMAL(10, 2))",
                "CAST(word AS DOUBLE PRECISION)",
                "CAST(word AS BOOLEAN)",
                "CAST(word AS DATE)",
                "CAST(word AS TIMESTAMP)",
                "CAST(word AS TIME)",
                "CAST(day AS DATE)",
                "CAST(day AS TIMESTAMP)",
                "CAST(moment AS TIMESTAMP)",
                "CAST(clock AS TIME)",
                "CAST('x' || word AS INTEGER)",
                "SQRT(-n)",
                "LN(n - n)",
                "LN(-n)",
                "POWER(n - n, -1)",
                "(SELECT status FROM tickets)"
            })
    void stateIsThatOfPostgreSql(String expression) throws SQLException {
        String sql = "SELECT " + expression + " FROM customers";
        String state;
        try (Connection straight = Postgres.connect();
                Statement statement = straight.createStatement()) {
            statement.execute("SET search_path = faults");
            state = refused(straight, sql).getSQLState();
        }
        for (String name : sources.names()) {
            SQLException told = refused(sources.connection(name), sql);
            assertEquals(4005, told.getErrorCode(), name + ": " + told.getMessage());
            assertEquals(state, told.getSQLState(), name + ": " + told.getMessage());
            assertTrue(told.getMessage().startsWith("SC-4005 [" + state + "] Source 'src"), told.getMessage());
            assertFalse(told.getMessage().contains("canary"), told.getMessage());
            assertFalse(told.getMessage().contains("999999"), told.getMessage());
        }
    }

    @Test
    void programsCatchItAsWhatItIs() {
        for (String name : sources.names()) {
            SQLException told = refused(sources.connection(name), "SELECT n / (n - n) FROM customers");
            assertInstanceOf(SQLDataException.class, told);
        }
    }

    /** A cast of the question itself may have failed as well: then no column is blamed. */
    @Test
    void columnIsNamedOnlyWhereItMustHaveBeenOne() {
        String both = "SELECT CAST(word AS INTEGER) FROM customers WHERE CAST('x' || customer_id AS INTEGER) > 0";
        SQLException told = refused(sources.connection(TwoSources.POSTGRESQL), both);
        assertTrue(
                told.getMessage()
                        .contains("a text of one of the columns 'word' of 'customers', 'customer_id' of 'customers'"
                                + " (customers.customer_id) is not of the type"),
                told.getMessage());
        told = refused(
                sources.connection(TwoSources.POSTGRESQL),
                "SELECT CAST(word AS INTEGER) FROM customers WHERE n > CAST('x' || 'y' AS INTEGER)");
        assertFalse(told.getMessage().contains("'word'"), told.getMessage());
        told = refused(sources.connection(TwoSources.DUCKDB), "SELECT CAST(word AS INTEGER) FROM customers");
        assertTrue(
                told.getMessage()
                        .startsWith("SC-4005 [22P02] Source 'src' has a value that does not fit:"
                                + " a value of column 'word' of 'customers'"),
                told.getMessage());
    }
}
