package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A branch of a union that a condition rules out by constants is not read; all others are, whatever the condition. */
class LivingBranchesTest {

    private static final String BOTH = "(SELECT 'c' AS t, customer_id AS id FROM customers UNION ALL"
            + " SELECT 't' AS t, ticket_id AS id FROM tickets UNION ALL SELECT status AS t, ticket_id AS id FROM tickets)";

    @TempDir
    static Path folder;

    private static Connection connection;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id\na\nb\n");
        Files.writeString(
                folder.resolve("tickets.csv"),
                "ticket_id,customer_id,created_at,status\n1,a,2026-02-03,open\n2,a,2026-02-03,c\n3,b,2026-02-03,\n");
        Path model = Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-03-01\nsources:\n  crm: {type: files, folder: ., canonical: true}\n");
        connection = DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(row.getMetaData().getColumnCount()));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            t = 'c'                      | 2,a,b
            t = 't'                      | 1,2,3
            t <> 't'                     | 1,2,a,b
            t IS NULL                    | 3
            t IN ('c', 'open')           | 1,2,a,b
            t = 'nothing'                | ``
            t = 'c' OR id = '3'          | 2,3,3,a,b
            NOT (t = 'c') AND id < '3'   | 1,1,2
            t = (SELECT MIN('c') FROM customers) | 2,a,b
            """)
    void rowsAreThoseOfTheWholeUnion(String condition, String expected) throws SQLException {
        assertEquals(
                expected,
                String.join(",", rows("SELECT id FROM " + BOTH + " AS u WHERE " + condition + " ORDER BY id")));
        assertEquals(
                expected,
                String.join(
                        ",",
                        rows("SELECT id FROM (SELECT t, id FROM " + BOTH + " AS u WHERE id > '0') AS v WHERE "
                                + condition + " ORDER BY id")));
    }

    @Test
    void branchThatIsRuledOutIsNotRead() throws SQLException {
        String told = String.join(
                "\n",
                rows("EXPLAIN SELECT id FROM (SELECT 'c' AS t, customer_id AS id FROM customers"
                        + " UNION ALL SELECT 't' AS t, ticket_id AS id FROM tickets) AS u WHERE t = 'c'"));
        assertTrue(told.contains("\"customers\""), told);
        assertFalse(told.contains("\"tickets\""), told);
    }
}
