package io.scorecard.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile texts as literals, parameters, names and arguments: each comes back as it was sent or is refused,
 * and what the source gets is the same statement but for what stands between its quotes.
 */
class InjectionTest {

    private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

    @TempDir
    static Path folder;

    private static TwoSources sources;

    @BeforeAll
    static void open() throws SQLException, IOException {
        sources = TwoSources.of(
                folder,
                "injection",
                "CREATE TABLE customers (customer_id VARCHAR(40), name VARCHAR(400), \"we\"\"ird'; --\" VARCHAR(9))",
                "INSERT INTO customers VALUES ('a', 'Ann', 'odd')",
                "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))");
    }

    @AfterAll
    static void close() throws SQLException, IOException {
        sources.close();
    }

    @Test
    void hostileTextsStayTexts() throws SQLException, IOException {
        for (String name : sources.names()) {
            hostile(name, HostileStrings.of(7, 90));
        }
    }

    @Test
    @Tag("long")
    void fiveThousandHostileTextsStayTexts() throws SQLException, IOException {
        for (String name : sources.names()) {
            hostile(name, HostileStrings.of(20260401, 5000));
        }
    }

    private static void hostile(String name, List<String> texts) throws SQLException, IOException {
        Connection connection = sources.connection(name);
        byte[] file = sources.duckDbFile();
        String canary = sources.canaryInPostgreSql();
        String literal = skeleton(connection, "SELECT 'x' FROM customers WHERE name <> 'x'");
        String alias = skeleton(connection, "SELECT name AS \"x\" FROM customers ORDER BY \"x\"");
        String argument = skeleton(connection, "SELECT tickets_in_status('x') FROM kpi");
        try (PreparedStatement parameter =
                connection.prepareStatement("SELECT name FROM customers WHERE customer_id = 'a' AND name <> ?")) {
            int number = 0;
            for (String text : texts) {
                String place = name + ": " + HostileStrings.KNOWN.indexOf(text) + " " + text;
                String quoted = "'" + text.replace("'", "''") + "'";
                same(connection, "SELECT " + quoted + " FROM customers WHERE name <> " + quoted, text, literal, place);
                String inDouble = "\"" + text.replace("\"", "\"\"") + "\"";
                named(connection, inDouble, text, alias, place);
                asked(parameter, text, place);
                counted(connection, "SELECT tickets_in_status(" + quoted + ") FROM kpi", argument, place);
                if (number++ % 10 > 0 && !HostileStrings.KNOWN.contains(text)) {
                    continue;
                }
                for (String question : List.of(
                        "SELECT " + inDouble + " FROM customers",
                        "SELECT * FROM " + inDouble,
                        "SELECT * FROM customers WHERE name LIKE " + quoted,
                        "SELECT ticket_volume(" + quoted + ") FROM kpi",
                        "SELECT churn_rate(" + quoted + ") FROM kpi",
                        "SELECT * FROM cost_to_support_by(" + quoted + ")",
                        "SELECT * FROM ticket_volume_by(segment => " + quoted + ")",
                        "SELECT name FROM customers ORDER BY " + inDouble,
                        "SELECT CAST(name AS " + inDouble + ") FROM customers",
                        "SELECT " + inDouble + "(name) FROM customers",
                        "SELECT EXTRACT(" + inDouble + " FROM created_at) FROM tickets",
                        "SELECT date_trunc(" + quoted + ", created_at) FROM tickets",
                        "SET time_zone = " + quoted,
                        "SHOW " + inDouble,
                        "DESCRIBE " + inDouble,
                        "SELECT " + text,
                        "SELECT name FROM customers WHERE name = '" + text + "'")) {
                    answeredOrRefused(connection, question, place);
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("RESET ALL");
        }
        assertArrayEquals(file, sources.duckDbFile());
        assertEquals(canary, sources.canaryInPostgreSql());
    }

    private static void same(Connection connection, String sql, String text, String skeleton, String place)
            throws SQLException {
        try {
            assertEquals(text, TwoSources.cell(connection, sql), place);
        } catch (SQLException refused) {
            clean(refused, sql, place);
            return;
        }
        assertEquals(skeleton, skeleton(connection, sql), place);
    }

    private static void counted(Connection connection, String sql, String skeleton, String place) throws SQLException {
        try {
            assertEquals("0", TwoSources.cell(connection, sql), place);
        } catch (SQLException refused) {
            clean(refused, sql, place);
            return;
        }
        assertEquals(skeleton, skeleton(connection, sql), place);
    }

    private static void named(Connection connection, String quoted, String text, String skeleton, String place)
            throws SQLException {
        String sql = "SELECT name AS " + quoted + " FROM customers ORDER BY " + quoted;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertEquals(text, rows.getMetaData().getColumnLabel(1), place);
        } catch (SQLException refused) {
            clean(refused, sql, place);
            return;
        }
        assertEquals(skeleton, skeleton(connection, sql), place);
    }

    private static void asked(PreparedStatement parameter, String text, String place) throws SQLException {
        try {
            parameter.setString(1, text);
            try (ResultSet rows = parameter.executeQuery()) {
                assertTrue(rows.next(), place);
                assertEquals("Ann", rows.getString(1), place);
            }
        } catch (SQLException refused) {
            clean(refused, "?", place);
        }
    }

    /** A refusal of ours, or a value that does not fit; never a statement that a source does not understand. */
    private static void clean(SQLException refused, String sql, String place) {
        int code = refused.getErrorCode();
        assertTrue(
                code >= 2001 && code < 3000 || code == 4005 || code == 9001,
                () -> place + ": " + sql + ": " + refused.getMessage());
    }

    private static void answeredOrRefused(Connection connection, String sql, String place) {
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
            }
        } catch (SQLException refused) {
            assertTrue(
                    refused.getSQLState() != null && refused.getErrorCode() != 9999,
                    () -> place + ": " + sql + ": " + refused);
        }
    }

    /** What the source gets, without what stands between quotes. */
    private static String skeleton(Connection connection, String sql) throws SQLException {
        StringBuilder pushed = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) {
                if (rows.getString(1).equals("sql")) {
                    pushed.append(rows.getString(2)).append('\n');
                }
            }
        }
        return QUOTED.matcher(pushed)
                .replaceAll("''")
                .replaceAll("\\s*''\\s*", "''")
                .replaceAll("\\s+", " ");
    }

    @Test
    void aHostileColumnOfASourceIsAColumn() throws SQLException {
        for (String name : sources.names()) {
            assertEquals("odd", TwoSources.cell(sources.connection(name), "SELECT \"we\"\"ird'; --\" FROM customers"));
        }
    }

    @Test
    void aHundredThousandCharactersComeBack() throws SQLException {
        String text = "it's \\ ".repeat(15_000);
        for (String name : sources.names()) {
            Connection connection = sources.connection(name);
            assertEquals(text, TwoSources.cell(connection, "SELECT '" + text.replace("'", "''") + "' FROM customers"));
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT CAST(? AS VARCHAR) FROM customers")) {
                statement.setString(1, text);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertEquals(text, rows.getString(1));
                }
            }
        }
    }

    @Test
    void backslashesMeanNothingWhateverARoleHasSet() throws SQLException, IOException {
        List<String> answers = new ArrayList<>();
        try (Connection postgres = io.scorecard.oracle.Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("ALTER ROLE postgres SET standard_conforming_strings = off");
            statement.execute("CREATE OR REPLACE FUNCTION injection.upper(VARCHAR) RETURNS VARCHAR LANGUAGE sql"
                    + " AS 'SELECT ''shadow''::VARCHAR'");
            statement.execute("ALTER ROLE postgres SET search_path = injection, public");
            try (TwoSources fresh = TwoSources.of(
                    folder,
                    "injection_2",
                    "CREATE TABLE customers (customer_id VARCHAR(40), name VARCHAR(40))",
                    "INSERT INTO customers VALUES ('a', 'Ann')",
                    "CREATE TABLE tickets (ticket_id VARCHAR(40), customer_id VARCHAR(40), created_at TIMESTAMP, status VARCHAR(9))")) {
                Connection connection = fresh.connection(TwoSources.POSTGRESQL);
                answers.add(TwoSources.cell(
                        connection, "SELECT '\\'' || name || ' x' FROM customers".replace("'\\'' ||", "'\\' ||")));
                answers.add(TwoSources.cell(connection, "SELECT UPPER(name) FROM customers"));
            } finally {
                statement.execute("ALTER ROLE postgres RESET standard_conforming_strings");
                statement.execute("ALTER ROLE postgres RESET search_path");
                statement.execute("DROP FUNCTION injection.upper(VARCHAR)");
            }
        }
        assertEquals(List.of("\\Ann x", "ANN"), answers);
    }
}
