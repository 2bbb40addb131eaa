package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody meets who asks files of their own for the first time, at the command line. */
class FirstModelTest {

    private static final String OWN = """
            sources: {crm: {type: files, folder: ., canonical: true, expose: ['*']}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void fiveTickets() throws IOException {
        Files.writeString(folder.resolve("tickets.csv"), """
                ticket_id,created_at,status
                1,2026-05-03,open
                2,2026-05-20,open
                3,2026-06-02,open
                4,2026-06-10,open
                5,2026-06-20,open
                """);
    }

    private CommandLine.Outcome ask(String model, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), model);
        String[] line = new String[more.length + 5];
        System.arraycopy(new String[] {"sql", "--model", file.toString(), "--format", "csv"}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return CommandLine.asUser(line);
    }

    private void answers(String expected, String note, String... more) throws IOException {
        CommandLine.Outcome told = ask(OWN, more);
        assertEquals(expected.replace("/", "\r\n") + "\r\n", told.out(), told.err());
        assertEquals(note, told.err().replace("Note: ", "").strip().replace("\n", "/"));
    }

    @Test
    void dayThatCountsAsTodayIsAnOption() throws IOException {
        String byMonth = "SELECT month, ticket_volume() AS n FROM kpi GROUP BY month ORDER BY month";
        String leftOut = "Left out as it is not over: 2026-06-01 to 2026-06-14. SET partial_periods = 'show' lists it.";
        answers("month,n/2026-05-01,2", leftOut, "--as-of", "2026-06-15", byMonth);
        answers("month,n/2026-05-01,2/2026-06-01,3", "", "--as-of=2026-07-01", byMonth);
        answers(
                "month,n/2026-05-01,2/2026-06-01,2",
                "Not a whole period: 2026-06-01 to 2026-06-14.",
                "--as-of",
                "2026-06-15",
                "--partial-periods",
                "show",
                byMonth);
        assertTrue(ask(OWN, "--as-of", "tomorrow", byMonth).err().contains("Write a day such as '2026-04-01'"));
    }

    @Test
    void monthThatIsNotOverIsLeftOutOfViewsWithANote() throws IOException {
        answers(
                "n,p/2,1",
                "Not a whole period: 2026-06-01 to 2026-06-14./Of a period that is not whole, previous() looks at the same part.",
                "--as-of",
                "2026-06-15",
                "SELECT ticket_volume() AS n, previous(ticket_volume()) AS p FROM kpi WHERE month = DATE '2026-06-01'"
                        + " GROUP BY month");
        answers(
                "n,whole,end/2,false,2026-06-15",
                "Not a whole period: 2026-06-01 to 2026-06-14.",
                "--as-of",
                "2026-06-15",
                "SELECT ticket_volume() AS n, NOT is_partial() AS whole, period_end() AS \"end\" FROM kpi"
                        + " WHERE month = DATE '2026-06-01'");
        String view = "SELECT month, value AS n FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS NULL"
                + " AND month BETWEEN DATE '2026-05-01' AND DATE '2026-06-01' ORDER BY month";
        answers(
                "month,n/2026-05-01,2",
                "Left out as it is not over: 2026-06-01 to 2026-06-14. SET partial_periods = 'show' lists it.",
                "--as-of",
                "2026-06-15",
                view);
        answers("month,n/2026-05-01,2/2026-06-01,3", "", "--as-of", "2026-07-01", view);
    }

    @Test
    void fileThatCannotBeReadStopsNoOther() throws IOException {
        Files.writeString(folder.resolve("nothing.csv"), "");
        answers("n/5", "", "SELECT COUNT(*) AS n FROM crm.tickets");
        answers("n/5", "", "SELECT COUNT(*) AS n FROM tickets");
        CommandLine.Outcome told = ask(OWN, "SELECT COUNT(*) FROM crm.nothing");
        assertEquals(1, told.status());
        assertTrue(told.err().contains("SC-4005 [22P04] Source 'crm.nothing'"), told.err());
        assertTrue(told.err().contains("the file is empty"), told.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            Account ID              ~ a1
            account id              ~ a1
            '"Account ID" || ''x''' ~ a1x
            """)
    void columnWithABlankIsMappedByItsName(String mapped, String first) throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), "Account ID,Account\na1,Acme\n");
        String model = "sources: {crm: {type: files, folder: .}}\n"
                + "tables: {customers: {from: crm.accounts, columns: {customer_id: " + mapped + "}}}\n";
        CommandLine.Outcome told = ask(model, "SELECT customer_id FROM customers");
        assertEquals("customer_id\r\n" + first + "\r\n", told.out(), told.err());
    }

    @Test
    void columnWithABlankInAnExpressionIsToldHowToBeWritten() throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), "Account ID,name\na1,Acme\n");
        CommandLine.Outcome told = ask(
                "sources: {crm: {type: files, folder: .}}\n"
                        + "tables: {customers: {from: crm.accounts, columns: {customer_id: UPPER(account_id)}}}\n",
                "SELECT customer_id FROM customers");
        assertTrue(told.err().contains("is quoted: '\"account id\"'."), told.err());
    }

    @Test
    void whatAViewOfCustomersLacksIsTold() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id\na1\n");
        answers(
                "cost_to_support_12_months/",
                "What customer_360 takes from customer_profit is NULL: that needs columns that the model does not map:"
                        + " revenue.customer_id, revenue.occurred_at, revenue.amount, revenue.cost_of_service,"
                        + " costs.period_start, costs.amount, costs.category.",
                "SELECT cost_to_support_12_months FROM customer_360");
        answers("customer_id/a1", "", "SELECT customer_id FROM customer_360");
    }

    @ParameterizedTest
    @CsvSource({
        "dmy, 02.06.2026 09:05, 2026-06-02 09:05:00",
        "dmy, 02/06/26 09:05:07, 2026-06-02 09:05:07",
        "mdy, 02-06-2026 09:05, 2026-02-06 09:05:00",
        "mdy, 02/06/2026T09:05, 2026-02-06 09:05:00"
    })
    void orderOfDatesHoldsForThoseWithATime(String order, String written, String read) throws IOException {
        Files.writeString(
                folder.resolve("tickets.csv"),
                "ticket_id,created_at,solved_at,status\n1," + written + ",,open\n2," + written + ",never,open\n");
        String model = "sources: {crm: {type: files, folder: ., canonical: true, dates: {tickets: " + order
                + "}, nulls: {tickets: [never]}}}\n";
        CommandLine.Outcome told = ask(model, "SELECT ticket_id, created_at FROM tickets ORDER BY ticket_id");
        assertEquals("ticket_id,created_at\r\n1,%1$s\r\n2,%1$s\r\n".formatted(read), told.out(), told.err());
    }

    @Test
    void whatIsKnownOfDeparturesIsAskedOfThem() throws IOException {
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to,churn_competitor\n"
                        + "a,a,a1,active,10,2026-01-01,2026-06-02,Rival\n");
        String by = " FROM kpi WHERE month = DATE '2026-06-01' GROUP BY subscription_churn_competitor";
        CommandLine.Outcome told = ask(OWN, "SELECT churned_customers()" + by);
        assertTrue(told.err().contains("By 'subscription_churn_competitor' can be asked departures(),"), told.err());
        answers(
                "c,n/Rival,1",
                "",
                "--as-of=2026-07-01",
                "SELECT subscription_churn_competitor AS c, departures() AS n" + by);
    }
}
