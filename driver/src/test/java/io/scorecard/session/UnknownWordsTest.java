package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A vendor's own words where definitions know certain ones make zeros; whoever gets them is told. */
class UnknownWordsTest {

    private static final String OF_CONTRACTS =
            "No row of 'subscriptions' has a status that KPIs know (trialing, active, past_due, unpaid, paused, canceled);"
                    + " one has 'Activated'. What goes by it is wrong: map 'status' to these words by a CASE."
                    + " scorecard check and data_quality tell more.";

    @TempDir
    private Path folder;

    private void contracts(String first, String second) throws IOException {
        write(
                "contracts",
                "id,account,mrr,Status,begins",
                "1,ann,100," + first + ",2026-01-01",
                "2,bob,10," + second + ",2026-01-01");
        write("tickets", "ticket_id,created_at,status,last_solved_at", "t,2026-03-02,Done,2026-03-03");
        write("revenue", "revenue_id,customer_id,occurred_at,amount,revenue_type", "r,ann,2026-03-02,19,VAT");
        write("surveys", "response_id,survey_type,score,responded_at", "s,NPS,9,2026-03-02");
        write("costs", "period_start,amount,category", "2026-03-02,7,Support");
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                sources: {desk: {type: files, folder: ., canonical: true}}
                tables:
                  subscriptions:
                    from: desk.contracts
                    columns: {subscription_id: id, subscription_item_id: id, customer_id: account, valid_from: begins}
                """);
    }

    private void write(String table, String... lines) throws IOException {
        Files.writeString(folder.resolve(table + ".csv"), String.join("\n", lines) + "\n");
    }

    private NotedAnswer asked(String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"))) {
            NotedAnswer.by(connection, question);
            return NotedAnswer.by(connection, question);
        }
    }

    @Test
    void contractsOfWhichNoneHasAKnownStatusAreTold() throws IOException, SQLException {
        contracts("Activated", "Expired");
        assertEquals(
                new NotedAnswer("0 0.0000/", List.of(OF_CONTRACTS)),
                asked("SELECT closing_customers(), mrr() FROM kpi WHERE month = DATE '2026-03-01'"));
    }

    @ParameterizedTest
    @CsvSource({"active, Expired", "'', Expired"})
    void whereSomeAreKnownTheOthersAreLeftToTheCheck(String first, String second) throws IOException, SQLException {
        contracts(first, second);
        assertEquals(
                new NotedAnswer("1 100.0000/", List.of()),
                asked("SELECT closing_customers(), mrr() FROM kpi WHERE month = DATE '2026-03-01'"));
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT solved_tickets() FROM kpi WHERE month = DATE '2026-03-01', 0/, tickets, Done",
        "SELECT total_revenue() FROM kpi WHERE month = DATE '2026-03-01', 19.0000/, revenue, VAT",
        "SELECT nps() FROM kpi WHERE month = DATE '2026-03-01', null/, surveys, NPS",
        "SELECT acquisition_spend() FROM kpi WHERE month = DATE '2026-03-01', 0.0000/, costs, Support",
        "SELECT COUNT(*) FROM costs, 1/, costs, Support"
    })
    void soAreOtherTables(String question, String answer, String table, String word) throws IOException, SQLException {
        contracts("active", "active");
        NotedAnswer told = asked(question);
        assertEquals(answer, told.rows());
        assertEquals(1, told.notes().size(), told.notes().toString());
        String note = told.notes().get(0);
        assertEquals("No row of '" + table + "' has a", note.substring(0, note.indexOf(" has a") + 6));
        assertEquals("one has '" + word + "'", note.substring(note.indexOf("one has"), note.indexOf(". What")));
    }

    @Test
    void postgreSqlIsAskedAsWell() throws IOException, SQLException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS worded CASCADE");
            statement.execute("CREATE SCHEMA worded");
            statement.execute(
                    "CREATE TABLE worded.subscriptions AS SELECT 'a' AS subscription_item_id, 'a' AS subscription_id,"
                            + " 'ann' AS customer_id, 'Activated' AS status, 100 AS mrr, DATE '2026-01-01' AS valid_from");
        }
        Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-04-01T00:00:00Z\nsources: {desk: {type: postgresql, host: localhost, port: "
                        + Postgres.port()
                        + ", database: postgres, user: postgres}}\ntables:\n  subscriptions: {from: desk.worded.subscriptions}\n");
        assertEquals(
                new NotedAnswer("0.0000/", List.of(OF_CONTRACTS)),
                asked("SELECT mrr() FROM kpi WHERE month = DATE '2026-03-01'"));
    }
}
