package io.scorecard.server.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values travel in the bytes that PostgreSQL itself sends: it is asked here. */
class CellBytesTest {

    private static EmbeddedPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        connection = postgres.getPostgresDatabase().getConnection();
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void intervals() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT i::text, interval_send(i) FROM (
                          SELECT age(TIMESTAMP '2026-03-01' + n * INTERVAL '17 days 5 hours 7.25 seconds', TIMESTAMP '2025-01-15') AS i
                          FROM generate_series(-60, 60) AS n
                          UNION ALL SELECT n * INTERVAL '1 day -90.000001 seconds' FROM generate_series(-3, 3) AS n) AS t""")) {
            while (rows.next()) {
                assertArrayEquals(rows.getBytes(2), BinaryInterval.bytes(rows.getString(1)), rows.getString(1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARRAY['a', NULL, 'b c']::text[]| CAST(['a', NULL, 'b c'] AS VARCHAR[])| TEXT_ARRAY",
                "ARRAY[]::text[]| CAST([] AS VARCHAR[])| TEXT_ARRAY",
                "ARRAY[1, NULL, -3]::bigint[]| CAST([1, NULL, -3] AS BIGINT[])| INT8_ARRAY",
                "ARRAY[7]::smallint[]| CAST([7] AS SMALLINT[])| INT2_ARRAY",
                "ARRAY[16, 25]::oid[]| CAST([16, 25] AS UINTEGER[])| OID_ARRAY",
            })
    void arrays(String asked, String held, PgType type) throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement ours = duckDb.createStatement();
                Statement theirs = connection.createStatement();
                ResultSet rows = ours.executeQuery("SELECT " + held);
                ResultSet sent = theirs.executeQuery("SELECT array_send(" + asked + ")")) {
            assertTrue(rows.next() && sent.next());
            assertArrayEquals(sent.getBytes(1), CellBytes.of(rows, 1, type, true));
        }
    }
}
