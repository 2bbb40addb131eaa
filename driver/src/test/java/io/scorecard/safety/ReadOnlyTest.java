package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every form of writing, and of reading what is none of the model's, is refused before a source hears of it:
 * PostgreSQL is told not a single byte, DuckDB's file stays as it is.
 */
class ReadOnlyTest {

    @TempDir
    static Path folder;

    private static TwoSources sources;

    /** One a line. */
    private static final String FORMS = """
            INSERT INTO canary VALUES ('x')
            INSERT INTO customers (customer_id) VALUES ('x')
            INSERT INTO customers SELECT * FROM customers
            INSERT INTO canary VALUES ('x') RETURNING v
            INSERT INTO canary VALUES ('x') ON CONFLICT DO NOTHING
            INSERT OR REPLACE INTO canary VALUES ('x')
            UPSERT INTO canary VALUES ('x')
            REPLACE INTO canary VALUES ('x')
            UPDATE canary SET v = 'x'
            UPDATE customers SET customer_id = 'x' WHERE customer_id = 'a'
            DELETE FROM canary
            DELETE FROM customers WHERE customer_id = 'a'
            MERGE INTO canary USING customers ON canary.v = customers.customer_id WHEN MATCHED THEN DELETE
            MERGE INTO customers AS c USING tickets AS t ON c.customer_id = t.customer_id WHEN MATCHED THEN UPDATE SET customer_id = 'x'
            TRUNCATE canary
            TRUNCATE TABLE canary
            CREATE TABLE mine (a INTEGER)
            CREATE TABLE mine AS SELECT * FROM customers
            CREATE TEMP TABLE mine (a INTEGER)
            CREATE TEMPORARY TABLE mine AS SELECT 1
            CREATE OR REPLACE TABLE mine AS SELECT 1
            CREATE VIEW mine AS SELECT 1
            CREATE MATERIALIZED VIEW mine AS SELECT 1
            CREATE INDEX i ON canary (v)
            CREATE SCHEMA mine
            CREATE SEQUENCE mine
            CREATE FUNCTION f() RETURNS INTEGER AS 'SELECT 1' LANGUAGE sql
            CREATE FUNCTION f AS 'java.lang.System.exit'
            CREATE MACRO m() AS 1
            CREATE EXTENSION dblink
            CREATE ROLE evil SUPERUSER
            CREATE USER evil PASSWORD 'x'
            CREATE DATABASE evil
            CREATE TYPE mine AS ENUM ('a')
            CREATE TRIGGER t AFTER INSERT ON canary EXECUTE FUNCTION f()
            CREATE SECRET s (TYPE s3)
            CREATE FOREIGN TABLE mine () SERVER s
            CREATE POLICY p ON canary
            CREATE RULE r AS ON SELECT TO canary DO INSTEAD NOTHING
            DROP TABLE canary
            DROP TABLE IF EXISTS canary CASCADE
            DROP SCHEMA public CASCADE
            DROP VIEW customers
            DROP DATABASE postgres
            DROP ROLE postgres
            ALTER TABLE canary ADD COLUMN w INTEGER
            ALTER TABLE canary RENAME TO yellow
            ALTER ROLE postgres SUPERUSER
            ALTER SYSTEM SET log_statement = 'all'
            ALTER SESSION SET x = 1
            ALTER DATABASE postgres SET search_path = evil
            COPY canary TO '/tmp/evil.csv'
            COPY canary FROM '/etc/passwd'
            COPY (SELECT 1) TO '/tmp/evil.csv'
            COPY canary FROM PROGRAM 'id'
            COPY canary TO STDOUT
            EXPORT DATABASE '/tmp/evil'
            IMPORT DATABASE '/tmp/evil'
            ATTACH '/tmp/evil.duckdb' AS evil
            DETACH src
            USE src
            INSTALL httpfs
            LOAD httpfs
            LOAD '/tmp/evil.so'
            PRAGMA database_list
            PRAGMA enable_profiling
            CHECKPOINT
            FORCE CHECKPOINT
            VACUUM
            VACUUM FULL canary
            ANALYZE
            REINDEX TABLE canary
            CLUSTER canary
            REFRESH MATERIALIZED VIEW mine
            LOCK TABLE canary
            LOCK TABLE customers IN ACCESS EXCLUSIVE MODE
            GRANT ALL ON canary TO PUBLIC
            REVOKE ALL ON canary FROM PUBLIC
            REASSIGN OWNED BY postgres TO evil
            COMMENT ON TABLE canary IS 'x'
            SECURITY LABEL ON TABLE canary IS 'x'
            CALL evil()
            CALL checkpoint()
            EXECUTE evil
            EXEC evil
            PREPARE evil AS DELETE FROM canary
            DO $$ BEGIN DELETE FROM canary; END $$
            DO 'BEGIN DELETE FROM canary; END'
            START TRANSACTION READ WRITE
            LISTEN evil
            NOTIFY evil
            SET ROLE postgres
            SET SESSION AUTHORIZATION postgres
            SET transaction_read_only = off
            SET default_transaction_read_only = off
            SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE
            SET TRANSACTION READ WRITE
            SET enable_external_access = true
            SET allowed_directories = ['/']
            SET lock_configuration = false
            SET standard_conforming_strings = off
            SET VARIABLE x = 1
            SET GLOBAL time_zone = 'UTC'
            RESET ROLE
            RESET SESSION AUTHORIZATION
            SELECT * INTO mine FROM customers
            SELECT customer_id INTO TEMP mine FROM customers
            SELECT customer_id INTO OUTFILE '/tmp/evil' FROM customers
            SELECT * FROM customers FOR UPDATE
            SELECT * FROM customers FOR NO KEY UPDATE
            SELECT * FROM customers FOR SHARE
            SELECT * FROM customers FOR KEY SHARE SKIP LOCKED
            WITH d AS (DELETE FROM canary RETURNING v) SELECT * FROM d
            WITH i AS (INSERT INTO canary VALUES ('x') RETURNING v) SELECT * FROM i
            WITH u AS (UPDATE canary SET v = 'x' RETURNING v) SELECT * FROM u
            WITH c AS (SELECT 1) INSERT INTO canary SELECT 'x' FROM c
            WITH c AS (SELECT 1) DELETE FROM canary
            SELECT * FROM (DELETE FROM canary RETURNING v) AS d
            SELECT (DELETE FROM canary)
            VALUES (DELETE FROM canary)
            EXPLAIN DELETE FROM canary
            EXPLAIN ANALYZE DELETE FROM canary
            EXPLAIN (ANALYZE) DELETE FROM canary
            EXPLAIN PLAN FOR DELETE FROM canary
            EXPLAIN PLAN FOR INSERT INTO customers (customer_id) VALUES ('x')
            EXPLAIN UPDATE customers SET customer_id = 'x'
            DESCRIBE DELETE FROM canary
            SELECT nextval('s')
            SELECT setval('s', 1)
            SELECT NEXT VALUE FOR s
            SELECT lo_create(1)
            SELECT lo_import('/etc/passwd')
            SELECT lo_export(1, '/tmp/evil')
            SELECT lo_unlink(1)
            SELECT lo_put(1, 0, 'x')
            SELECT pg_sleep(1)
            SELECT pg_terminate_backend(1)
            SELECT pg_cancel_backend(1)
            SELECT pg_reload_conf()
            SELECT pg_rotate_logfile()
            SELECT pg_read_file('/etc/passwd')
            SELECT pg_read_binary_file('/etc/passwd')
            SELECT pg_ls_dir('/')
            SELECT pg_stat_file('/etc/passwd')
            SELECT pg_write_file('/tmp/evil', 'x')
            SELECT pg_file_write('/tmp/evil', 'x', false)
            SELECT pg_advisory_lock(1)
            SELECT pg_try_advisory_lock(1)
            SELECT pg_notify('a', 'b')
            SELECT pg_switch_wal()
            SELECT pg_create_restore_point('x')
            SELECT pg_start_backup('x')
            SELECT pg_logical_emit_message(true, 'a', 'b')
            SELECT pg_export_snapshot()
            SELECT pg_stat_reset()
            SELECT set_config('transaction_read_only', 'off', false)
            SELECT txid_current()
            SELECT dblink('host=127.0.0.1', 'SELECT 1')
            SELECT dblink_exec('host=127.0.0.1', 'DROP TABLE canary')
            SELECT query_to_xml('DELETE FROM canary', true, false, '')
            SELECT database_to_xml(true, false, '')
            SELECT table_to_xml('canary', true, false, '')
            SELECT cursor_to_xml('c', 1, true, false, '')
            SELECT xpath('/a', 'x')
            SELECT ts_stat('DELETE FROM canary')
            SELECT inet_server_addr()
            SELECT getenv('HOME')
            SELECT nextval('s') FROM customers
            SELECT error('x')
            SELECT * FROM read_csv('/etc/passwd')
            SELECT * FROM read_csv_auto('/etc/passwd')
            SELECT * FROM read_text('/etc/passwd')
            SELECT * FROM read_blob('/etc/passwd')
            SELECT * FROM read_json('/etc/passwd')
            SELECT * FROM read_json_auto('/etc/passwd')
            SELECT * FROM read_ndjson('/etc/passwd')
            SELECT * FROM read_parquet('/etc/passwd')
            SELECT * FROM parquet_metadata('/etc/passwd')
            SELECT * FROM parquet_scan('/etc/passwd')
            SELECT * FROM sniff_csv('/etc/passwd')
            SELECT * FROM glob('/etc/*')
            SELECT * FROM query('DROP TABLE canary')
            SELECT * FROM query_table('canary')
            SELECT * FROM sqlite_scan('/tmp/a', 'b')
            SELECT * FROM postgres_query('src', 'DELETE FROM canary')
            SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 'canary')
            SELECT * FROM duckdb_settings()
            SELECT * FROM duckdb_tables()
            SELECT * FROM duckdb_secrets()
            SELECT * FROM pragma_database_list
            SELECT * FROM pragma_table_info('canary')
            SELECT * FROM json_execute_serialized_sql('x')
            SELECT * FROM from_substrait('x')
            SELECT * FROM checkpoint()
            SELECT * FROM generate_series(1, 1000000000)
            SELECT * FROM TABLE(read_csv('/etc/passwd'))
            SELECT * FROM LATERAL read_csv('/etc/passwd') AS t
            SELECT * FROM customers, read_csv('/etc/passwd')
            SELECT * FROM '/etc/passwd'
            SELECT * FROM "/etc/passwd"
            SELECT * FROM "http://127.0.0.1/x.csv"
            SELECT * FROM canary
            SELECT * FROM main.canary
            SELECT * FROM public.canary
            SELECT * FROM src.main.canary
            SELECT * FROM src.canary
            TABLE canary
            FROM canary
            SELECT (SELECT MAX(v) FROM canary)
            SELECT * FROM customers WHERE EXISTS (SELECT 1 FROM canary)
            SELECT * FROM customers UNION ALL SELECT v FROM canary
            SELECT * FROM pg_catalog.pg_authid
            SELECT * FROM pg_shadow
            SELECT * FROM pg_stat_activity
            SELECT * FROM information_schema.tables
            SELECT * FROM sqlite_master
            SELECT 1; DELETE FROM canary
            SELECT 1;DELETE FROM canary;
            SELECT 1; SELECT 2
            ; DELETE FROM canary
            SELECT 1 /* ; */ ; DROP TABLE canary
            SELECT 1 -- ;%nDELETE FROM canary
            SELECT 1; -- %nDELETE FROM canary
            SELECT 1 // ;%n; DELETE FROM canary
            SELECT 1 /* /* */ ; DELETE FROM canary -- */
            SELECT '\\'; DELETE FROM canary; --'
            SELECT 'a' 'b'; DELETE FROM canary
            SELECT E'\\'; DELETE FROM canary; --'
            SELECT $$a$$; DELETE FROM canary
            SELECT U&'\\0027; DELETE FROM canary; --
            SELECT 1\u037e DELETE FROM canary
            SELECT 1\uff1b DELETE FROM canary
            \uff24ELETE FROM canary
            D\u0395LETE FROM canary
            \u0405ELECT 1; DELETE FROM canary
            DELETE\u00a0FROM canary
            DEL\u200bETE FROM canary
            DROP\u2003TABLE canary
            UPDATE\u000bcanary SET v = 1
            {call evil()}
            {? = call evil()}
            """;

    @BeforeAll
    static void open() throws SQLException, IOException {
        sources = TwoSources.of(
                folder,
                "read_only",
                "CREATE TABLE customers (customer_id VARCHAR(40))",
                "INSERT INTO customers VALUES ('a')",
                "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))");
        for (String name : sources.names()) {
            assertEquals("a", TwoSources.cell(sources.connection(name), "SELECT customer_id FROM customers"));
            assertEquals("0", TwoSources.cell(sources.connection(name), "SELECT ticket_volume() FROM kpi"));
        }
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        sources.close();
    }

    /** The forms, and the plainest of them in several disguises. */
    private static List<String> forms() {
        Set<String> forms = new LinkedHashSet<>();
        FORMS.lines().map(l -> l.replace("%n", "\n")).forEach(forms::add);
        for (String form : List.of(
                "INSERT INTO canary VALUES ('x')",
                "UPDATE canary SET v = 'x'",
                "DELETE FROM canary",
                "DROP TABLE canary",
                "TRUNCATE TABLE canary")) {
            String blank = form.replaceFirst(" ", "/* */ -- x\n/**/\t");
            forms.addAll(List.of(
                    blank,
                    form.toLowerCase(Locale.ROOT),
                    "/* SELECT */ " + form,
                    "-- SELECT\n" + form,
                    "(" + form + ")"));
            forms.addAll(List.of(
                    form + ";", "\n\t" + form, "SELECT 1 UNION " + form, "EXPLAIN PLAN FOR " + form, "\ufeff" + form));
        }
        return List.copyOf(forms);
    }

    @Test
    void noFormOfWritingReachesASource() throws SQLException, IOException {
        List<String> forms = forms();
        assertTrue(forms.size() >= 200, "forms " + forms.size());
        byte[] file = sources.duckDbFile();
        String canary = sources.canaryInPostgreSql();
        for (String name : sources.names()) {
            for (String form : forms) {
                long before = sources.said();
                refused(name, form);
                if (sources.said() != before) {
                    // The pool may have spoken in between; a form that goes through would do so again.
                    before = sources.said();
                    refused(name, form);
                    assertEquals(before, sources.said(), () -> "bytes said to PostgreSQL after " + form);
                }
            }
        }
        assertArrayEquals(file, sources.duckDbFile());
        assertEquals(canary, sources.canaryInPostgreSql());
    }

    private static void refused(String name, String form) throws SQLException {
        Connection connection = sources.connection(name);
        try (Statement statement = connection.createStatement()) {
            List<SQLException> refusals = List.of(
                    assertThrows(SQLException.class, () -> statement.execute(form), () -> name + ": " + form),
                    assertThrows(SQLException.class, () -> statement.executeQuery(form), form),
                    assertThrows(SQLException.class, () -> statement.executeUpdate(form), form),
                    assertThrows(SQLException.class, () -> prepared(connection, form), form));
            for (SQLException refusal : refusals) {
                boolean ours = refusal.getErrorCode() >= 2001 && refusal.getErrorCode() < 3000
                        || refusal.getErrorCode() == 9001;
                assertTrue(ours, () -> name + ": " + form + ": " + refusal.getMessage());
            }
        }
    }

    private static void prepared(Connection connection, String form) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(form)) {
            statement.execute();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER", "CURRENT_ROLE", "CURRENT_CATALOG"})
    void theSourcesLoginIsNotTold(String name) throws SQLException {
        for (String source : sources.names()) {
            try {
                assertNotEquals(
                        "postgres", TwoSources.cell(sources.connection(source), "SELECT " + name + " FROM customers"));
            } catch (SQLException refused) {
                assertEquals("0A000", refused.getSQLState(), refused.getMessage());
            }
        }
    }

    @Test
    void batchesKeysAndUpdatableRowsAreRefused() throws SQLException {
        long said = sources.said();
        for (String name : sources.names()) {
            Connection connection = sources.connection(name);
            connection.setReadOnly(false);
            assertTrue(connection.isReadOnly());
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("SELECT customer_id FROM customers")) {
                for (SQLException refusal : List.of(
                        assertThrows(SQLException.class, () -> statement.addBatch("DELETE FROM canary")),
                        assertThrows(SQLException.class, statement::executeBatch),
                        assertThrows(SQLException.class, statement::executeLargeBatch),
                        assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM canary", 1)),
                        assertThrows(SQLException.class, () -> statement.executeLargeUpdate("DELETE FROM canary")),
                        assertThrows(SQLException.class, () -> statement.execute("DELETE FROM canary", new int[] {1})),
                        assertThrows(SQLException.class, statement::getGeneratedKeys),
                        assertThrows(SQLException.class, prepared::addBatch),
                        assertThrows(SQLException.class, prepared::executeUpdate),
                        assertThrows(SQLException.class, () -> connection.prepareCall("{call evil()}")))) {
                    assertTrue(List.of("25006", "0A000").contains(refusal.getSQLState()), refusal.getMessage());
                }
            }
        }
        assertEquals(said, sources.said());
        for (String name : sources.names()) {
            updatable(sources.connection(name));
        }
    }

    private static void updatable(Connection connection) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("SELECT customer_id FROM customers")) {
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            rows.next();
            for (SQLException refusal : List.of(
                    assertThrows(SQLException.class, () -> rows.updateString(1, "x")),
                    assertThrows(SQLException.class, () -> rows.updateObject("customer_id", "x")),
                    assertThrows(SQLException.class, rows::updateRow),
                    assertThrows(SQLException.class, rows::insertRow),
                    assertThrows(SQLException.class, rows::deleteRow),
                    assertThrows(SQLException.class, rows::moveToInsertRow))) {
                assertTrue(List.of("25006", "0A000").contains(refusal.getSQLState()), refusal.getMessage());
            }
        }
    }
}
