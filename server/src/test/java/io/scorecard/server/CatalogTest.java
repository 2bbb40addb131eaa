package io.scorecard.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue tells what the model has, and its DuckDB gives nothing else away. */
@Timeout(60)
class CatalogTest {

    private static Server server;
    private static Wire wire;

    @BeforeAll
    static void start() throws SQLException, IOException {
        server = ServedSample.start();
        wire = Wire.in(server);
    }

    @AfterAll
    static void stop() throws SQLException, IOException {
        wire.close();
        server.close();
    }

    private static List<String> rows(String sql) throws IOException {
        List<String> told = wire.ask(sql);
        assertEquals("Z I", told.get(told.size() - 1));
        assertTrue(told.get(0).startsWith("T "), told.toString());
        return told.subList(1, told.size() - 2).stream()
                .map(row -> row.substring(1).strip())
                .toList();
    }

    @Test
    void tablesAreTold() throws IOException {
        assertEquals(
                List.of("r|customers|scorecard", "v|kpi|scorecard"),
                rows("SELECT c.relkind, c.relname, n.nspname FROM pg_class c JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE relname IN ('kpi', 'customers') ORDER BY 1"));
    }

    @Test
    void columnIsToldWithItsMeaning() throws IOException, SQLException {
        String meaning;
        try (Connection driver = ServedSample.driver();
                ResultSet column = driver.getMetaData().getColumns(null, null, "subscriptions", "mrr")) {
            column.next();
            meaning = column.getString("REMARKS");
        }
        assertFalse(meaning.isEmpty());
        assertEquals(
                List.of("mrr|numeric(38,4)|" + meaning),
                rows(
                        "SELECT attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)"
                                + " FROM pg_attribute WHERE attrelid = 'scorecard.subscriptions'::regclass AND attname = 'mrr'"));
    }

    @Test
    void keysAreTold() throws IOException {
        assertEquals(
                List.of("FOREIGN KEY (customer_id) REFERENCES customers(customer_id)"),
                rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'tickets_customer_id_fkey'"));
        assertEquals(
                List.of("customer_id"),
                rows("SELECT column_name FROM information_schema.key_column_usage"
                        + " WHERE constraint_name = 'customers_pkey'"));
    }

    @Test
    void kpiIsAFunctionWithItsMeaning() throws IOException {
        assertEquals(
                List.of("nps|score double precision|double precision|a"),
                rows("SELECT proname, pg_get_function_arguments(oid), pg_get_function_result(oid), prokind"
                        + " FROM pg_proc WHERE proname = 'nps'"));
        assertTrue(rows("SELECT obj_description('nps'::regproc::oid, 'pg_proc')")
                .get(0)
                .startsWith("Promoters"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT version() | PostgreSQL 15.0 (Scorecard)",
                "SELECT current_schema() | scorecard",
                "SELECT current_database() | sample",
                "SELECT current_user | analyst",
                "SELECT pg_catalog.quote_ident('a b') | \"a b\"",
                "SELECT has_table_privilege('kpi', 'SELECT') | t",
                "SELECT has_table_privilege('kpi', 'INSERT') | f",
                "SELECT 'kpi'::regclass::text | kpi",
                "SELECT current_setting('server_version_num') | 150000"
            })
    void sessionIsTold(String sql, String value) throws IOException {
        assertEquals(List.of(value), rows(sql));
    }

    /** PostgreSQL finds a pattern anywhere, DuckDB wants it to match the whole. */
    @ParameterizedTest
    @CsvSource({"~ '^pg_cl', 1", "~ 'g_clas', 1", "!~ '^pg_', 0", "~* '^PG_CLASS$', 1", "~ '^(class|pg_x)$', 0"})
    void patternIsFoundAnywhere(String condition, int found) throws IOException {
        assertEquals(
                List.of(Integer.toString(found)),
                rows("SELECT count(*) FROM pg_class WHERE relname = 'pg_class' AND relname " + condition));
    }

    @ParameterizedTest
    @CsvSource({"LIKE 'pg_cl%', 1", "LIKE 'pg\\_cl%', 1", "LIKE 'pgx_cl%', 0", "LIKE 'pg\\%', 0"})
    void backslashEscapesInLike(String condition, int found) throws IOException {
        assertEquals(
                List.of(Integer.toString(found)),
                rows("SELECT count(*) FROM pg_class WHERE relname = 'pg_class' AND relname " + condition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM pg_class, read_csv('%s')",
                "SELECT * FROM pg_class, \"read_csv\"('%s')",
                "SELECT * FROM pg_class, read_text('%s')",
                "SELECT (SELECT content FROM read_text('%s')) FROM pg_class",
                "SELECT * FROM pg_class, '%s'",
                "SELECT * FROM pg_class, \"%s\"",
                "SELECT * FROM pg_class, glob('%s')",
                "SELECT * FROM pg_class /* ' */ , read_text('%s') -- '",
                "SELECT E'\\'' , * FROM pg_class, read_text('%s') WHERE relname <> ''",
                "SELECT $$ ' $$, * FROM pg_class, read_text('%s') WHERE relname <> ''",
                "WITH a AS (SELECT * FROM read_text('%s')) SELECT * FROM a, pg_class",
                "WITH read_text(x) AS (SELECT 1) SELECT * FROM pg_class, read_text('%s')"
            })
    void noFileIsReadByWayOfTheCatalogue(String attack, @TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "canary\nHUNTER2\n");
        List<String> told = wire.ask(attack.formatted(secret));
        assertTrue(told.stream().noneMatch(message -> message.contains("HUNTER2")), told.toString());
        assertTrue(told.get(0).startsWith("E ERROR"), told.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT * FROM pg_class) TO 'x'",
                "CREATE TABLE pg_catalog.t AS SELECT * FROM pg_class",
                "DELETE FROM pg_class",
                "WITH a AS (DELETE FROM pg_class RETURNING *) SELECT * FROM a",
                "ATTACH 'x' AS pg_catalog",
                "INSTALL pg_catalog",
                "PRAGMA pg_catalog.database_list",
                "SELECT * FROM pg_class; DROP TABLE pg_class",
                "SELECT set_config('memory_limit', '1', false) FROM pg_class, duckdb_settings()",
                "SELECT * FROM pg_class, duckdb_secrets()",
                "SELECT getenv('HOME') FROM pg_class",
                "SELECT * FROM query('SELECT 1'), pg_class",
                "SELECT nextval('x') FROM pg_class"
            })
    void catalogueCannotBeChangedOrLeft(String attack) throws IOException {
        List<String> told = wire.ask(attack);
        assertTrue(told.stream().anyMatch(message -> message.startsWith("E ERROR")), told.toString());
        assertTrue(rows("SELECT count(*) FROM pg_class").get(0).length() > 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "CAST(", "'a'::", "NOT ", "$1,", "pg_class,"})
    void endlessQuestionIsRefusedAtOnce(String part) throws IOException {
        String told = wire.ask("SELECT " + part.repeat(1_000_000 / part.length()) + " FROM pg_class")
                .get(0);
        assertTrue(told.startsWith("E ERROR 54000"), told);
    }

    @Test
    void errorInTheCatalogueSpoilsNothing() throws IOException {
        assertTrue(wire.ask("SELECT nothing FROM pg_class").get(0).startsWith("E ERROR"));
        assertEquals(List.of("kpi"), rows("SELECT relname FROM pg_class WHERE relname = 'kpi'"));
    }
}
