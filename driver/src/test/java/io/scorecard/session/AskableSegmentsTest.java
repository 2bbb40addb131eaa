package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A question by a segment that a KPI lacks is told segments that the model has. */
class AskableSegmentsTest {

    @Test
    void whatTheModelDoesNotMapIsNoAdvice(@TempDir Path folder) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("surveys.csv"),
                "response_id,survey_type,score,responded_at,customer_id,product_id\ns,csat,5,2026-03-02,ann,desk\n");
        Files.writeString(folder.resolve("customers.csv"), "customer_id,industry\nann,mining\n");
        Files.writeString(
                folder.resolve("tickets.csv"), "ticket_id,created_at,status,assignee_id\nt,2026-03-02,open,tom\n");
        Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-04-01T00:00:00Z\nsources: {desk: {type: files, folder: ., canonical: true}}\n");
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"))) {
            String message = assertThrows(
                            SQLException.class,
                            () -> NotedAnswer.by(
                                    connection, "SELECT ticket_agent, csat() FROM kpi GROUP BY ticket_agent"))
                    .getMessage();
            int from = message.indexOf("csat() can be asked by ");
            assertEquals(
                    "csat() can be asked by survey_product, industry.",
                    message.substring(from, message.indexOf('.', from) + 1));
        }
    }
}
