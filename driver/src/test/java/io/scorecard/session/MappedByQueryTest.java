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

    @Test
    void conditionThatAsksAnotherTableIsToldToBeAQuery() throws IOException {
        Path model = Files.writeString(
                folder.resolve("w.yaml"),
                "as_of: 2026-03-01\nsources: {desk: {type: files, folder: desk}}\ntables:\n  tickets:\n"
                        + "    from: desk.requests\n    columns: {ticket_id: id, created_at: asked, status: state}\n"
                        + "    where: state IN (SELECT code FROM states WHERE name = 'open')\n");
        String told = assertThrows(SQLException.class, () -> {
                    try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                            Statement statement = connection.createStatement()) {
                        statement.executeQuery("SELECT COUNT(*) FROM tickets").close();
                    }
                })
                .getMessage();
        assertTrue(told.contains("w.yaml:7: 'tickets' maps"), told);
        assertTrue(told.contains("a query cannot stand within an expression. Write 'source' and a 'query'"), told);
    }

    @Test
    void queryMayLeaveOutWhatAnotherTableTells() throws IOException, SQLException {
        String open = "SELECT id AS number, asked AS created_at, 'open' AS status FROM requests"
                + " WHERE state NOT IN (SELECT code FROM states WHERE name = 'solved')";
        assertEquals("2", answer(open, "SELECT MIN(ticket_id) FROM tickets"));
        assertEquals("1", answer(open, "SELECT COUNT(*) FROM tickets"));
    }

    /** The answer of ticket 1 has no customer of its own, that of ticket 2 another one: of a's two answers both are 5. */
    @Test
    void answerWithoutCustomerHasThatOfItsTicket() throws IOException, SQLException {
        Files.writeString(folder.resolve("desk/customers.csv"), "customer_id,segment\na,big\nb,small\n");
        Files.writeString(
                folder.resolve("desk/tickets.csv"),
                "ticket_id,customer_id,created_at,status\n1,a,2026-02-01,open\n2,b,2026-02-01,open\n3,b,2026-02-01,open\n");
        Files.writeString(
                folder.resolve("desk/surveys.csv"),
                "response_id,survey_type,score,responded_at,customer_id,ticket_id\n"
                        + "1,csat,5,2026-02-05,,1\n2,csat,5,2026-02-05,a,2\n3,csat,1,2026-02-05,,3\n");
        Path model = Files.writeString(folder.resolve("answers.yaml"), """
                as_of: 2026-03-01
                sources: {desk: {type: files, folder: desk}}
                tables:
                  customers: {from: desk.customers}
                  surveys:
                    source: desk
                    query: >-
                      SELECT s.*, t.customer_id AS of_ticket FROM surveys AS s
                      LEFT JOIN tickets AS t ON t.ticket_id = s.ticket_id
                    columns: {customer_id: "COALESCE(customer_id, of_ticket)"}
                """);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT segment, csat(), denominator(csat()) FROM kpi"
                        + " WHERE month = DATE '2026-02-01' GROUP BY segment ORDER BY segment")) {
            rows.next();
            assertEquals("big 1.0 2", rows.getString(1) + " " + rows.getDouble(2) + " " + rows.getLong(3));
            rows.next();
            assertEquals("small 0.0 1", rows.getString(1) + " " + rows.getDouble(2) + " " + rows.getLong(3));
        }
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
