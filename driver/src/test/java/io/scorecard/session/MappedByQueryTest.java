package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A canonical table whose columns lie in several tables of a source. */
class MappedByQueryTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String part : new String[] {"desk", "crm"}) {
            Files.createDirectory(folder.resolve(part));
        }
        Files.writeString(
                folder.resolve("desk/requests.csv"),
                "id,asked,state\n1,2026-02-03 08:00:00,1\n2,2026-02-04 08:00:00,2\n");
        Files.writeString(folder.resolve("desk/states.csv"), "code,name\n1,solved\n2,open\n");
        Files.writeString(folder.resolve("crm/accounts.csv"), "id,name\n1,secret\n");
    }

    private String answer(String query, String question) throws IOException, SQLException {
        Path model = Files.writeString(
                folder.resolve("m.yaml"),
                "as_of: 2026-03-01\nsources:\n  desk: {type: files, folder: desk}\n  crm: {type: files, folder: crm}\n"
                        + "tables:\n  tickets:\n    source: desk\n    columns: {ticket_id: number}\n    query: " + query
                        + "\n");
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void joinOfTwoTablesIsOne() throws IOException, SQLException {
        String join = "SELECT r.id AS number, r.asked AS created_at, s.name AS status FROM requests AS r"
                + " JOIN states AS s ON s.code = r.state";
        assertEquals("1", answer(join, "SELECT ticket_volume() FROM kpi WHERE day = DATE '2026-02-04'"));
        assertEquals("2", answer(join, "SELECT ticket_id FROM tickets WHERE status = 'open'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id AS number, asked AS created_at FROM requests | 'tickets' needs 'status'",
                "SELECT id AS number, name AS status, id AS created_at FROM accounts | There is no table 'accounts'",
                "SELECT number FROM requests | 'number'",
                "SELECT id FROM requests ORDER | the query of 'tickets'",
                "DELETE FROM requests | the query of 'tickets'",
                "SELECT a FROM read_csv('/etc/passwd') | the query of 'tickets'"
            })
    void queryIsRefusedWithItsTable(String query, String why) {
        SQLException e = assertThrows(SQLException.class, () -> answer(query, "SELECT COUNT(*) FROM tickets"));
        assertEquals("F0000", e.getSQLState(), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
