package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL of a model that is wrong is told with its definition's name, file and line: whoever asks did not write it. */
class BadDefinitionTest {

    private static final String MODEL = """
            model: acme
            as_of: 2026-03-01
            sources: {desk: {type: files, folder: ., canonical: true}}
            relations:
              unread: {grain: a ticket, date: created_at, sql: "SELECT created_at, FROM tickets"}
              misread: {grain: a ticket, date: created_at, sql: "SELECT created_at, chanel FROM tickets"}
            kpis:
              unclosed: {over: tickets, formula: "COUNT(*", unit: count, better: lower}
              misspelt: {over: tickets, formula: "COUNT(chanel)", unit: count, better: lower}
              whole: {over: tickets, formula: "COUNT(*) FROM tickets WHERE channel = 'chat'", unit: count, better: lower}
              of_unread: {over: unread, formula: COUNT(*), unit: count, better: lower}
              of_misread: {over: misread, formula: COUNT(*), unit: count, better: lower}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unclosed   | m.yaml:8: the definition of 'unclosed'  | its SQL ends too early",
                "misspelt   | m.yaml:9: the definition of 'misspelt'  | Did you mean 'channel'?",
                "whole      | m.yaml:10: the definition of 'whole'    | more than one expression",
                "of_unread  | m.yaml:5: the definition of 'unread'    | Check the SQL there",
                "of_misread | m.yaml:6: the definition of 'misread'   | 'chanel' is not a column"
            })
    void mistakeIsToldWithItsPlace(String kpi, String place, String wrong) throws Exception {
        Files.writeString(
                folder.resolve("tickets.csv"), "ticket_id,created_at,status,channel\n1,2026-02-03,open,chat\n");
        Path model = Files.writeString(folder.resolve("m.yaml"), MODEL);
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement()) {
            SQLException e =
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT " + kpi + "() FROM kpi"));
            assertTrue(e.getMessage().startsWith("SC-3003 [F0000] " + place), e.getMessage());
            assertTrue(e.getMessage().contains(wrong), e.getMessage());
        }
    }

    @Test
    void groupsThatOverlapAreTold() throws SQLException {
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = sample.createStatement();
                ResultSet answer =
                        statement.executeQuery("SELECT theme, share_of_feedback() FROM kpi GROUP BY theme")) {
            assertTrue(answer.next());
            boolean told = false;
            for (var w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                told |= w.getMessage().contains("A text may mention several of 'theme'");
            }
            assertTrue(told);
        }
    }
}
