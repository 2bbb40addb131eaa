package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    /** Look-alikes; the others stand in a file, one a line, with {@code %n} for the end of one. */
    private static final List<String> LOOK_ALIKES = List.of(
            "SELECT 1\u037e DELETE FROM unmapped_canary",
            "SELECT 1\uff1b DELETE FROM unmapped_canary",
            "\uff24ELETE FROM unmapped_canary",
            "D\u0395LETE FROM unmapped_canary",
            "\u0405ELECT 1; DELETE FROM unmapped_canary",
            "DELETE\u00a0FROM unmapped_canary",
            "DEL\u200bETE FROM unmapped_canary",
            "DROP\u2003TABLE unmapped_canary",
            "UPDATE\u000bcanary SET v = 1");

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
    private static List<String> forms() throws IOException {
        Set<String> forms = new LinkedHashSet<>();
        try (InputStream in = ReadOnlyTest.class.getResourceAsStream("forms-of-writing.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(l -> l.replace("%n", "\n"))
                    .forEach(forms::add);
        }
        forms.addAll(LOOK_ALIKES);
        for (String form : List.of(
                "INSERT INTO unmapped_canary VALUES ('x')",
                "UPDATE unmapped_canary SET v = 'x'",
                "DELETE FROM unmapped_canary",
                "DROP TABLE unmapped_canary",
                "TRUNCATE TABLE unmapped_canary")) {
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
                assertTrue(isRefusedInSilence(name, form), () -> "bytes said to PostgreSQL after " + form);
            }
        }
        assertArrayEquals(file, sources.duckDbFile());
        assertEquals(canary, sources.canaryInPostgreSql());
    }

    /** The pool may speak in between; a form that goes through would be heard each time. */
    private static boolean isRefusedInSilence(String name, String form) throws SQLException {
        for (int i = 0; i < 10; i++) {
            long before = sources.said();
            refused(name, form);
            if (sources.said() == before) {
                return true;
            }
        }
        return false;
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

    /** As PostgreSQL has it: comments have comments in them, and a quote behind a backslash ends no text with an E. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 /* /* */ ; DELETE FROM unmapped_canary -- */",
                "/* /* */ DELETE FROM unmapped_canary; */ SELECT 1",
                "/* /* */ SET time_zone = 'nowhere'; */ SELECT 1",
                "SELECT CASE WHEN E'\\'; DELETE FROM unmapped_canary; --' = '''; DELETE FROM unmapped_canary; --' THEN 1 END"
            })
    void whatStandsInACommentOrTextIsNotRun(String question) throws SQLException {
        String canary = sources.canaryInPostgreSql();
        for (String name : sources.names()) {
            assertEquals("1", TwoSources.cell(sources.connection(name), question));
        }
        assertEquals(canary, sources.canaryInPostgreSql());
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
                        assertThrows(SQLException.class, () -> statement.addBatch("DELETE FROM unmapped_canary")),
                        assertThrows(SQLException.class, statement::executeBatch),
                        assertThrows(SQLException.class, statement::executeLargeBatch),
                        assertThrows(
                                SQLException.class, () -> statement.executeUpdate("DELETE FROM unmapped_canary", 1)),
                        assertThrows(
                                SQLException.class, () -> statement.executeLargeUpdate("DELETE FROM unmapped_canary")),
                        assertThrows(
                                SQLException.class,
                                () -> statement.execute("DELETE FROM unmapped_canary", new int[] {1})),
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
