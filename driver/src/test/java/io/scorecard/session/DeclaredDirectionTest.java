package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether more is better of a customer effort score is what the model says. One answer of 2 in April, one of 4 in May. */
class DeclaredDirectionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ease, better, green, higher", "effort, worse, red, lower"})
    void trendStatusAndDescriptionFollowIt(String direction, String trend, String status, String better)
            throws IOException, SQLException {
        Files.writeString(
                folder.resolve("surveys.csv"),
                "response_id,customer_id,survey_type,score,responded_at\n"
                        + "r,ann,ces,2,2026-04-03\ns,ann,ces,4,2026-05-03\n");
        Path model = Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-06-01T00:00:00Z
                ces_direction: %s
                sources: {desk: {type: files, folder: ., canonical: true}}
                scorecards: {own: {title: Own, audience: us, objective: to see, kpis: [ces]}}
                targets: {ces: {target: 3}}
                """.formatted(direction));
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT month, change, trend, status FROM scorecard WHERE name = 'own' AND is_latest")) {
                row.next();
                assertEquals("2026-05-01", row.getString(1));
                assertEquals(2.0, row.getDouble(2));
                assertEquals(trend, row.getString(3));
                assertEquals(status, row.getString(4));
            }
            try (ResultSet row = statement.executeQuery("SELECT better FROM kpi_catalog WHERE name = 'ces'")) {
                row.next();
                assertEquals(better, row.getString(1));
            }
        }
    }
}
