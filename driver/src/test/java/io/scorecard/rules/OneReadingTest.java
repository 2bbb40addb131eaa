package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** KPIs over one fact that is read once for all of them. */
class OneReadingTest {

    @TempDir
    private Path folder;

    @Test
    void conditionThatFailsOnOthersRowsIsAskedOfItsOwnAlone() throws IOException, SQLException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\nc1,a\n");
        Files.writeString(folder.resolve("surveys.csv"), """
                response_id,customer_id,survey_type,score,comment,responded_at
                1,c1,nps,9,120,2026-03-02
                2,c1,nps,3,90,2026-03-03
                3,c1,ces,5,text of somebody,2026-03-04
                4,c1,ces,4,500,2026-03-04
                """);
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                ces_direction: ease
                sources: {desk: {type: files, folder: ., canonical: true}}
                kpis:
                  large: {over: "surveys where CASE WHEN survey_type = 'nps' THEN CAST(comment AS INTEGER) END > 100",
                    formula: COUNT(*), unit: count, better: higher}
                  texts: {over: "surveys where comment LIKE 'text%'", formula: COUNT(*), unit: count, better: higher}
                  numbers: {over: "surveys where comment NOT LIKE 'text%' AND CAST(comment AS INTEGER) > 100",
                    formula: COUNT(*), unit: count, better: higher}
                """);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT large(), texts(), ces_n(), nps_n(), numbers() FROM kpi"
                        + " WHERE month = DATE '2026-03-01'")) {
            row.next();
            assertEquals(
                    "1 1 2 2 2",
                    row.getInt(1) + " " + row.getInt(2) + " " + row.getInt(3) + " " + row.getInt(4) + " "
                            + row.getInt(5));
        }
    }
}
