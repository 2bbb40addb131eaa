package io.scorecard.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One question over several sources, asked again on a session that is kept: what changed meanwhile is seen. */
class SplitAgainTest {

    private static final String TICKETS_BY_INDUSTRY = "SELECT c.industry, COUNT(*) FROM tickets AS t"
            + " JOIN customers AS c ON c.customer_id = t.customer_id GROUP BY c.industry ORDER BY c.industry";

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException, SQLException {
        server(
                "DROP SCHEMA IF EXISTS split_again CASCADE",
                "CREATE SCHEMA split_again",
                "CREATE TABLE split_again.customers (customer_id text, industry text)",
                "INSERT INTO split_again.customers VALUES ('1', 'Retail'), ('2', 'Energy'), ('3', 'Retail')");
        tickets("t1,1", "t2,2", "t3,3");
        Files.writeString(
                folder.resolve("model.yaml"),
                "model: split\nas_of: 2026-04-01\nsources:\n  crm: {type: postgresql, host: localhost, port: "
                        + Postgres.port() + ", database: postgres, user: postgres}\n  desk: {type: files}\n"
                        + "tables:\n  customers: {from: crm.split_again.customers}\n"
                        + "  tickets: {from: desk.tickets}\n");
    }

    private static void server(String... statements) throws SQLException {
        try (Connection server = Postgres.connect();
                Statement statement = server.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void tickets(String... rows) throws IOException {
        Files.writeString(
                folder.resolve("tickets.csv"),
                "ticket_id,customer_id,created_at,status\n" + String.join(",2026-03-01 10:00:00,open\n", rows)
                        + ",2026-03-01 10:00:00,open\n");
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
    }

    @Test
    void changedRowsOfEachSourceAreSeen() throws IOException, SQLException {
        try (Connection connection = open()) {
            for (int i = 0; i < 4; i++) {
                assertEquals(
                        List.of(List.of("Energy", 1L), List.of("Retail", 2L)),
                        Answers.of(connection, TICKETS_BY_INDUSTRY));
            }
            server("UPDATE split_again.customers SET industry = 'Health' WHERE customer_id = '3'");
            assertEquals(
                    List.of(List.of("Energy", 1L), List.of("Health", 1L), List.of("Retail", 1L)),
                    Answers.of(connection, TICKETS_BY_INDUSTRY));
            tickets("t4,3", "t5,3");
            assertEquals(List.of(List.of("Health", 2L)), Answers.of(connection, TICKETS_BY_INDUSTRY));
            server("DELETE FROM split_again.customers");
            assertEquals(List.of(), Answers.of(connection, TICKETS_BY_INDUSTRY));
        }
    }

    @Test
    void errorsAndUnreadRowsBetweenThemChangeNothing() throws SQLException {
        String fails = "SELECT t.ticket_id, CAST(c.industry AS INTEGER) FROM tickets AS t"
                + " JOIN customers AS c ON c.customer_id = t.customer_id";
        try (Connection connection = open();
                Connection other = open()) {
            for (int i = 0; i < 4; i++) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(TICKETS_BY_INDUSTRY)) {
                    assertTrue(rows.next());
                    assertEquals("Energy", rows.getString(1));
                    assertEquals(2, Answers.of(other, TICKETS_BY_INDUSTRY).size(), "while the rest is unread");
                }
                SQLException e = assertThrows(SQLException.class, () -> Answers.of(connection, fails));
                assertTrue(e.getMessage().startsWith("SC-4005"), e.getMessage());
                assertEquals(
                        List.of(List.of("t1", "Retail"), List.of("t2", "Energy"), List.of("t3", "Retail")),
                        Answers.of(
                                connection,
                                "SELECT t.ticket_id, c.industry FROM tickets AS t"
                                        + " JOIN customers AS c ON c.customer_id = t.customer_id ORDER BY t.ticket_id"));
            }
        }
    }
}
