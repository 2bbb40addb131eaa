package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moments that a file has as text are cast wherever they are compared. */
class TextDatesTest {

    @TempDir
    private Path folder;

    private String volume(String opened, String type) throws IOException, SQLException {
        Files.createDirectories(folder.resolve("desk"));
        Files.writeString(folder.resolve("desk/requests.csv"), opened);
        Path model = folder.resolve("model.yaml");
        Files.writeString(model, """
                model: text
                as_of: 2026-04-01
                sources:
                  desk: {type: files, folder: ./desk%s}
                tables:
                  tickets: {from: desk.requests, columns: {ticket_id: id, status: state, created_at: "%s"}}
                """.formatted(
                type.isEmpty() ? "" : ", types: {requests: {opened: VARCHAR}}", type.isEmpty() ? "opened" : type));
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT ticket_volume() FROM kpi WHERE month = DATE '2026-03-01'")) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    @Test
    void textThatIsAMomentIsComparedAsOne() throws IOException, SQLException {
        String file = "id,state,opened\nt1,open,2026-03-01T08:00:00\nt2,open,2026-02-28T23:59:59\n";
        assertEquals("1", volume(file, "opened"));
        assertEquals("1", volume(file, "CAST(opened AS TIMESTAMP)"));
    }

    @Test
    void fileWithoutRowsHasNoTickets() throws IOException, SQLException {
        assertEquals("0", volume("id,state,opened\n", ""));
    }
}
