package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A mapped file that cannot be read takes with it what would be another number without it, and nothing else. Ann is
 * big and pays 100 from January on, Bob is small and paid 10 until the middle of February; Ann wrote a ticket and gave
 * a 10 in March.
 */
class UnreadableTablesTest {

    private static final String MARCH = " FROM kpi WHERE month = DATE '2026-03-01'";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        write("customers", "customer_id,segment", "ann,big", "bob,small");
        write(
                "subscriptions",
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to,currency,plan_id",
                "a,a,ann,active,100,2026-01-01,,EUR,p",
                "b,b,bob,active,10,2026-01-01,2026-02-15,EUR,p");
        write("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id", "t,ann,2026-03-02,open,mail,g");
        write("plans", "plan_id,name", "p,Plus");
        write(
                "surveys",
                "response_id,customer_id,survey_type,score,responded_at,ticket_id",
                "r,ann,nps,10,2026-03-03,t");
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                currency: EUR
                sources: {desk: {type: files, folder: ., canonical: true}}
                """);
    }

    private void write(String table, String... lines) throws IOException {
        Files.writeString(folder.resolve(table + ".csv"), String.join("\n", lines) + "\n");
    }

    private void broken(String table, String header) throws IOException {
        write(table, header, "x,y,z".repeat(20));
        // A model that has changed is opened anew.
        Files.writeString(folder.resolve("model.yaml"), "# without " + table + "\n", StandardOpenOption.APPEND);
    }

    private void model(String options, String tables) throws IOException {
        Files.writeString(
                folder.resolve("model.yaml"),
                "as_of: 2026-04-01T00:00:00Z\ncurrency: EUR\nsources: {desk: {type: files, folder: ., " + options
                        + "}}\n" + tables);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
    }

    private final List<String> notes = new ArrayList<>();

    private String answer(String question) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : " ").append(row.getString(i));
                }
                text.append('\n');
            }
            notes.clear();
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                notes.add(w.getMessage());
            }
        }
        return text.toString().strip();
    }

    private String refusal(String question) {
        return assertThrows(SQLException.class, () -> answer(question), question)
                .getMessage();
    }

    private void refused(String table, String question) {
        String told = refusal(question);
        assertTrue(told.contains("'desk." + table + "'") && told.contains("line 2 of " + table + ".csv has"), told);
    }

    @Test
    void questionsThatDoNotTouchItAreAnswered() throws Exception {
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        assertEquals("100.0000 100.0 1", answer("SELECT mrr(), nps(), closing_customers()" + MARCH));
        assertEquals(
                "big 100.0000 100.0\nsmall 0.0000 null",
                answer("SELECT segment, mrr(), nps()" + MARCH + " GROUP BY segment ORDER BY 1"));
        assertEquals("2", answer("SELECT COUNT(*) FROM customers"));
        assertEquals(
                "nps big 100.0\nnps small null",
                answer(
                        "SELECT kpi, segment_value, value FROM kpi_values WHERE kpi = 'nps' AND month = DATE '2026-03-01'"
                                + " AND segment_name = 'segment' ORDER BY segment_value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ticket_volume() FROM kpi",
                "SELECT mrr(), ticket_volume() FROM kpi",
                "SELECT ticket_channel, nps() FROM kpi GROUP BY ticket_channel",
                "SELECT nps() FROM kpi WHERE ticket_channel = 'mail'",
                "SELECT * FROM kpi WHERE month = DATE '2026-03-01'",
                "SELECT * FROM tickets",
                "SELECT COUNT(*) FROM customers AS c WHERE EXISTS (SELECT 1 FROM tickets AS t WHERE t.customer_id = c.customer_id)",
                "SELECT * FROM customer_360",
                "SELECT ticket_volume FROM kpi_monthly",
                "SELECT * FROM kpi_rows('ticket_volume')",
                // A name of the outer table must not stand in for the segment.
                "SELECT (SELECT MAX(ticket_channel) FROM kpi WHERE month = DATE '2026-03-01')"
                        + " FROM (VALUES ('x')) AS t(ticket_channel)"
            })
    void questionsThatTouchItSayWhichFileAndWhatIsWrong(String question) throws IOException {
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        refused("tickets", question);
    }

    /** In an ordinary history of statuses stands what tickets say of today. */
    @Test
    void historyOfATableTakesTheTableWithIt() throws IOException {
        broken("ticket_events", "event_id,ticket_id,occurred_at,event_type");
        refused("ticket_events", "SELECT ticket_volume()" + MARCH);
        refused("ticket_events", "SELECT COUNT(*) FROM tickets");
    }

    /** Else segments of today would count at all times. */
    @Test
    void historyOfCustomersTakesTheirSegments() throws Exception {
        broken("customer_history", "customer_id,valid_from,valid_to,segment");
        refused("customer_history", "SELECT segment, mrr()" + MARCH + " GROUP BY segment");
        refused("customer_history", "SELECT nps()" + MARCH + " AND segment = 'big'");
        assertEquals("100.0000 100.0", answer("SELECT mrr(), nps()" + MARCH));
    }

    @Test
    void customersTakeTheirSegments() throws Exception {
        broken("customers", "customer_id,segment");
        refused("customers", "SELECT segment, mrr()" + MARCH + " GROUP BY segment");
        assertEquals("100.0000 100.0 1", answer("SELECT mrr(), nps(), ticket_volume()" + MARCH));
    }

    /** Else a key would be shown where its name was. */
    @Test
    void namesTakeTheSegmentThatShowsThem() throws Exception {
        String byPlan = "SELECT subscription_plan, closing_customers()" + MARCH + " GROUP BY subscription_plan";
        assertEquals("Plus 1", answer(byPlan));
        broken("plans", "plan_id,name");
        refused("plans", byPlan);
        assertEquals("mail 1", answer("SELECT ticket_channel, ticket_volume()" + MARCH + " GROUP BY ticket_channel"));
    }

    /** Else dollars would be taken for euros, or left out. */
    @Test
    void ratesTakeAllMoney() throws Exception {
        broken("fx_rates", "rate_date,from_currency,to_currency,rate");
        refused("fx_rates", "SELECT mrr()" + MARCH);
        assertEquals("100.0 1", answer("SELECT nps(), closing_customers()" + MARCH));
    }

    /** The lost table may have begun first. */
    @Test
    void questionAboutAllTimeNeedsAFirstDay() throws Exception {
        String monthly = "SELECT month, mrr FROM kpi_monthly WHERE month >= DATE '2026-01-01'";
        String whole = answer(monthly + " ORDER BY month");
        assertEquals("2026-01-01 110.0000\n2026-02-01 100.0000\n2026-03-01 100.0000", whole);
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        assertEquals(whole, answer(monthly + " ORDER BY month"));
        for (String question : List.of(
                "SELECT month, mrr() FROM kpi GROUP BY month",
                "SELECT month, mrr FROM kpi_monthly",
                "SELECT nps() FROM kpi WHERE month <= DATE '2026-03-01'",
                "SELECT month, mrr FROM kpi_monthly WHERE month >= DATE '2025-12-01'")) {
            String told = refusal(question);
            assertTrue(
                    told.startsWith("SC-2007")
                            && told.contains("'tickets' cannot be read.")
                            && told.endsWith("give the question a first day: month >= DATE '2026-01-01', or later."),
                    told);
        }
    }

    /** Nobody misses one of a hundred rows or columns. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM kpi_monthly WHERE month = DATE '2026-03-01' | other KPIs here. Source 'desk.tickets'
            SELECT kpi FROM kpi_values WHERE month = DATE '2026-03-01' AND segment_name IS NULL | other KPIs here. Source 'desk.tickets'
            SELECT kpi FROM kpi_values WHERE kpi = 'ticket_volume' AND month = DATE '2026-03-01' | There are no values of 'ticket_volume' here. Source 'desk.tickets'
            """)
    void viewsSayWhichKpisTheyLack(String question, String note) throws Exception {
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        answer(question);
        assertEquals(1, notes.stream().filter(n -> n.contains(note)).count(), notes.toString());
    }

    @Test
    void toolsSeeAllTables() throws Exception {
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        List<String> tables = new ArrayList<>();
        try (Connection connection = open();
                ResultSet table = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (table.next()) {
                tables.add(table.getString("TABLE_NAME"));
            }
        }
        assertTrue(tables.containsAll(List.of("customers", "subscriptions", "tickets")), tables.toString());
        String whyNot = answer("SELECT why_not FROM kpi_catalog WHERE name = 'ticket_volume'");
        assertTrue(whyNot.contains("line 2 of tickets.csv"), whyNot);
        assertEquals("null", answer("SELECT why_not FROM kpi_catalog WHERE name = 'nps'"));
    }

    @Test
    void emptyFileIsTold() throws Exception {
        Files.write(folder.resolve("tickets.csv"), new byte[0]);
        assertEquals("100.0", answer("SELECT nps()" + MARCH));
        assertTrue(refusal("SELECT ticket_volume()" + MARCH).contains("the file is empty"));
    }

    @Test
    void fileThatIsNotWhatItsNameSaysIsTold() throws Exception {
        Files.delete(folder.resolve("tickets.csv"));
        Files.writeString(folder.resolve("tickets.parquet"), "no parquet at all");
        assertEquals("100.0", answer("SELECT nps()" + MARCH));
        assertTrue(refusal("SELECT ticket_volume()" + MARCH).contains("'desk.tickets'"));
    }

    @Test
    void fileThatIsNotThereIsTold() throws Exception {
        Files.writeString(
                folder.resolve("model.yaml"), "tables: {tickets: {from: desk.cases}}\n", StandardOpenOption.APPEND);
        assertEquals("100.0", answer("SELECT nps()" + MARCH));
        String told = refusal("SELECT ticket_volume()" + MARCH);
        assertTrue(told.startsWith("SC-4003 [42P01] Source 'desk' has no table 'cases'."), told);
    }

    /** What the source says of its values is of a table that the model reads: no slip. */
    @ParameterizedTest
    @ValueSource(strings = {"nulls: {CASES: [n/a]}", "dates: {CASES: dmy}", "types: {CASES: {ticket_id: VARCHAR}}"})
    void fileThatIsNotThereIsToldAlsoWhereItsSourceSaysMoreOfIt(String option) throws Exception {
        String from = "tables: {tickets: {from: desk.cases}}\n";
        String query = "tables:\n  tickets: {source: desk, query: SELECT c.* FROM cases AS c}\n";
        for (String mapping : List.of(from, query, "")) {
            String file = mapping.isEmpty() ? "tickets" : "cases";
            int line = mapping.isEmpty() ? 3 : mapping.equals(from) ? 4 : 5;
            model("canonical: true, " + option.replace("CASES", file), mapping);
            Files.deleteIfExists(folder.resolve(file + ".csv"));
            assertEquals("100.0000 100.0", answer("SELECT mrr(), nps()" + MARCH));
            for (String question : List.of("SELECT ticket_volume()" + MARCH, "SELECT COUNT(*) FROM tickets")) {
                String told = refusal(question);
                assertTrue(
                        told.startsWith("SC-4003 [42P01] Source 'desk' has no table '" + file + "'.")
                                && told.endsWith(" It is named in model.yaml:" + line + "."),
                        told);
            }
            String whyNot = answer("SELECT why_not FROM kpi_catalog WHERE name = 'ticket_volume'");
            assertTrue(whyNot.contains("has no table '" + file + "'"), whyNot);
        }
    }

    /** Else segments of today would count at all times. */
    @Test
    void historyThatIsNotThereButSpokenOfTakesTheSegments() throws Exception {
        String bySegment = "SELECT segment, mrr()" + MARCH + " GROUP BY segment ORDER BY 1";
        assertEquals("big 100.0000\nsmall 0.0000", answer(bySegment));
        model("canonical: true, dates: {customer_history: dmy}", "");
        assertTrue(refusal(bySegment).contains("has no table 'customer_history'"), refusal(bySegment));
        assertEquals("100.0000 100.0", answer("SELECT mrr(), nps()" + MARCH));
    }

    /** Else other dates would be read than were meant: a column, an alias and a name of WITH are no tables. */
    @ParameterizedTest
    @ValueSource(strings = {"kunde", "case_id", "c", "Surveys", "own", "tickets"})
    void optionsOfWhatIsNoTableAreRefusedForTheWholeModel(String slip) throws Exception {
        write("cases", "case_id,customer_id,created_at", "t,ann,2026-03-02");
        model("canonical: true, dates: {" + slip + ": dmy}", """
                tables:
                  customers: {from: desk.customers}
                  tickets:
                    source: desk
                    query: |
                      WITH own AS (SELECT c.case_id AS ticket_id, c.customer_id, c.created_at FROM cases AS c) SELECT * FROM own
                """);
        Files.delete(folder.resolve("tickets.csv"));
        for (String question : List.of("SELECT nps()" + MARCH, "SELECT COUNT(*) FROM customers")) {
            String told = refusal(question);
            assertTrue(told.contains("Source 'desk' has no table '" + slip + "'."), told);
        }
    }

    /** Else it would be a table that is not mapped. */
    @Test
    void capitalsOfABrokenFileDoNotCount() throws Exception {
        broken("Customer_History", "customer_id,valid_from,valid_to,segment");
        String told = refusal("SELECT segment, mrr()" + MARCH + " GROUP BY segment");
        assertTrue(told.contains("line 2 of Customer_History.csv has"), told);
    }

    /** A query over two files needs both. */
    @Test
    void queryOverItIsRefusedWithTheFilesReason() throws Exception {
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                sources: {desk: {type: files, folder: .}}
                tables:
                  customers: {from: desk.customers}
                  surveys:
                    source: desk
                    query: SELECT s.*, t.channel FROM surveys AS s LEFT JOIN tickets AS t ON t.ticket_id = s.ticket_id
                """);
        broken("tickets", "ticket_id,customer_id,created_at,status,channel,agent_id");
        refused("tickets", "SELECT nps()" + MARCH);
        assertEquals("2", answer("SELECT COUNT(*) FROM customers"));
    }

    @Test
    void theLatestMonthNeedsNoFirstDay() throws IOException, SQLException {
        broken("tickets", "ticket_id,created_at");
        assertEquals(
                "2026-03-01 mrr 100.0 true",
                answer("SELECT month, kpi, \"value\", is_latest FROM scorecard WHERE is_latest AND kpi = 'mrr'"));
        assertEquals(
                "2026-02-01 false\n2026-03-01 true",
                answer("SELECT month, is_latest FROM scorecard WHERE kpi = 'mrr' AND month >= DATE '2026-02-01'"
                        + " ORDER BY month"));
        assertEquals("", answer("SELECT kpi FROM scorecard WHERE is_latest AND month = DATE '2026-02-01'"));
        assertTrue(refusal("SELECT month, is_latest FROM scorecard").contains("When the data begin is not known"));
    }

    @Test
    void aRenamedColumnTakesItsTableOnly() throws IOException, SQLException {
        write("tickets", "ticket_id,customer_id,opened_at,status", "t,ann,2026-03-02,open");
        model("canonical: true", "");
        assertEquals("100.0000 100.0", answer("SELECT mrr(), nps()" + MARCH));
        String told = refusal("SELECT ticket_volume()" + MARCH);
        assertTrue(
                told.contains("'tickets' needs 'created_at'. Map it under columns, or give the source's table such a"
                        + " column. It has: customer_id, opened_at, status, ticket_id."),
                told);
        assertEquals(
                "mrr",
                answer("SELECT kpi FROM kpi_values WHERE month = DATE '2026-03-01' AND segment_name IS NULL"
                        + " AND kpi IN ('mrr', 'ticket_volume')"));
        assertTrue(notes.get(0).contains("There are no values of 'ticket_volume' here."), notes::toString);
    }

    @Test
    void aColumnThatAMappingLacksTakesItsTableOnly() throws IOException, SQLException {
        model("", """
                tables:
                  customers: {from: desk.customers}
                  subscriptions: {from: desk.subscriptions}
                  tickets: {from: desk.tickets, columns: {created_at: opened}}
                """);
        assertEquals("100.0000", answer("SELECT mrr()" + MARCH));
        String told = refusal("SELECT ticket_volume()" + MARCH);
        assertTrue(told.contains("'tickets' maps opened"), told);
    }

    @Test
    void aQueryOverAMissingTableTakesItsTableOnly() throws IOException, SQLException {
        model("", """
                tables:
                  customers: {from: desk.customers}
                  subscriptions: {from: desk.subscriptions}
                  tickets: {source: desk, query: "SELECT ticket_id, customer_id, created_at, status FROM tickets_2026"}
                """);
        assertEquals("100.0000", answer("SELECT mrr()" + MARCH));
        String told = refusal("SELECT ticket_volume()" + MARCH);
        assertTrue(told.contains("the query of 'tickets': There is no table 'tickets_2026'."), told);
        assertTrue(told.contains("customers, plans, subscriptions, surveys, tickets"), told);
    }
}
