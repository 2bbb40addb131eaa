package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who maps data for the first time is told about them. */
class CheckTest {

    private static final String MODEL = """
            model: shop
            as_of: 2026-07-01T00:00:00Z
            currency: EUR
            sources:
              crm: {type: files, folder: ., canonical: true}
            """;

    @TempDir
    Path folder;

    private CommandLine.Outcome check(String customers, String subscriptions) throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\n" + customers);
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,unit_amount,billing_interval,valid_from,valid_to\n"
                        + subscriptions);
        Path model = Files.writeString(folder.resolve("model.yaml"), MODEL);
        return CommandLine.asUser("check", "--model", model.toString());
    }

    @Test
    void whatMakesNumbersWrongIsAnError() throws IOException {
        CommandLine.Outcome told = check("""
                a,big
                a,small
                b,big
                """, """
                i1,s1,a,active,10,month,2026-01-01,2026-03-01
                i1,s1,a,active,20,month,2026-02-01,
                i2,s2,b,active,30,fortnight,2026-01-01,
                i3,s3,z,active,30,year,2026-01-01,
                """);
        assertEquals(1, told.status(), told.out());
        for (String line : List.of(
                "● error    1 row with a key that another row has: their customers count twice by segment",
                "so that segments do not add up to the total (customer_id a)\n",
                "● error    1 overlapping an earlier version of the item (subscription_item_id i1)\n",
                "● error    1 of an unknown billing interval (none of day, week, month, quarter, year), so without a monthly amount",
                "● warning  1 of a customer that is not known (subscription_item_id i3)\n",
                "○ note     3 without a representative (customer_id a, b)\n")) {
            assertTrue(told.out().contains(line), line + " in\n" + told.out());
        }
        assertTrue(told.err().contains("see the errors above"), told.err());
    }

    /** A key is whatever a system writes there. */
    @Test
    void keysAreShownShortAndWithoutWhatMovesACursor() throws IOException {
        String key = "\u001b[31m" + "k".repeat(60);
        CommandLine.Outcome told = check(key + ",\n", "i1,s1," + key + ",active,10,month,2026-01-01,\n");
        assertTrue(
                told.out().contains("1 without a segment (customer_id \\e[31m" + "k".repeat(33) + "…)\n"), told.out());
    }

    @Test
    void fileThatCannotBeReadIsNamedAndTheOthersAreLookedThrough() throws IOException {
        Files.writeString(folder.resolve("tickets.csv"), "ticket_id,customer_id,created_at,status\nt1,a,2026-03-01\n");
        CommandLine.Outcome told = check("a,big\na,big\n", "i1,s1,z,active,10,month,2026-01-01,\n");
        assertEquals(1, told.status(), told.out());
        for (String line : List.of(
                "● error    table 'tickets' cannot be read: Source 'crm.tickets' has a value that does not fit:"
                        + " line 2 of tickets.csv has 3 values, the header 4 names.",
                "● error    1 row with a key that another row has",
                "● warning  1 of a customer that is not known",
                "Not looked through until all of this can be read: tickets\n",
                "      Source 'crm.tickets' has a value that does not fit: line 2 of tickets.csv")) {
            assertTrue(told.out().contains(line), line + " in\n" + told.out());
        }
        assertTrue(
                told.out().lines().filter(l -> l.matches("  [a-z_]+, .*")).allMatch(l -> l.length() <= 102),
                told.out());
    }

    @Test
    void figuresThatStandBesideNoValueAreNamed() throws IOException {
        Files.writeString(folder.resolve("benchmarks.csv"), """
                kpi,median,unit,source
                churn_rate,0.02,ratio,Made-up Review 1
                churn_rat,0.02,ratio,Made-up Review 1
                churn_rate,2,percent,Made-up Review 1
                churn_rate,0.02,ratio,
                """);
        CommandLine.Outcome told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(0, told.status(), told.out() + told.err());
        for (String line : List.of(
                "● warning  1 without a source, so not shown beside values",
                "● warning  1 of a KPI that is not known, so not shown beside values",
                "● warning  1 in another unit than the KPI's, so not shown beside values")) {
            assertTrue(told.out().contains(line), line + " in\n" + told.out());
        }
    }

    private void costs(String more) throws IOException {
        Files.writeString(
                folder.resolve("costs.csv"), "cost_id,period_start,amount,currency,category,customer_id\n" + more);
    }

    /** The model is in euros: of four costs two are in dollars, one says nothing. */
    @Test
    void severalCurrenciesWithoutRatesAreAnErrorWithWhatToDo() throws IOException {
        costs("""
                k1,2026-01-05,10,USD,support,a
                k2,2026-01-06,10,usd,support,a
                k3,2026-01-07,10,EUR,support,a
                k4,2026-01-08,10,,support,a
                """);
        CommandLine.Outcome told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(1, told.status(), told.out() + told.err());
        assertTrue(
                told.out()
                        .contains("● error    2 in several currencies, or in another than the model's, without rates:"
                                + " 2 USD, 1 EUR, 1 without one. Every KPI that adds these amounts up is refused; a SUM of your"
                                + " own over costs adds them as they are. Map fx_rates"),
                told.out());
        Files.writeString(
                folder.resolve("fx_rates.csv"), "rate_date,from_currency,to_currency,rate\n2026-01-05,USD,EUR,0.5\n");
        told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(0, told.status(), told.out() + told.err());
        assertFalse(told.out().contains("in several currencies"), told.out());
    }

    /** Two of three shared costs begin on the first of a month; the third is of a day, the fourth is a customer's. */
    @Test
    void sharedCostsOfAMonthThatCountAsOneDayAreToldOf() throws IOException {
        costs("""
                k1,2026-01-01,10,EUR,support,
                k2,2026-02-01,10,EUR,support,
                k3,2026-02-07,10,EUR,support,
                k4,2026-02-01,10,EUR,support,a
                """);
        CommandLine.Outcome told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(0, told.status(), told.out() + told.err());
        assertTrue(
                told.out().contains("● warning  2 shared, of one day only: map period_end where they are of a month"),
                told.out());
        Path model = Files.writeString(
                folder.resolve("months.yaml"),
                MODEL + "tables:\n  costs: {from: crm.costs, columns: {period_end:"
                        + " \"CAST(period_start + INTERVAL '1' MONTH - INTERVAL '1' DAY AS DATE)\"}}\n");
        told = CommandLine.asUser("check", "--model", model.toString());
        assertEquals(0, told.status(), told.out() + told.err());
        assertFalse(told.out().contains("of one day only"), told.out());
    }

    @Test
    void nameOfARepresentativeIsEnough() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment,owner_name\na,big,Rita\nb,big,\n");
        Path model = Files.writeString(folder.resolve("named.yaml"), MODEL);
        CommandLine.Outcome told = CommandLine.asUser("check", "--model", model.toString());
        assertTrue(told.out().contains("○ note     1 without a representative"), told.out());
    }

    @Test
    void whatTheModelMustSayIsToldWhole() throws IOException {
        Files.writeString(
                folder.resolve("surveys.csv"),
                "response_id,customer_id,survey_type,score,responded_at\nr1,a,ces,5,2026-03-01\n");
        CommandLine.Outcome told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertTrue(
                told.out()
                        .contains("means nothing until the model says what it rests on."
                                + " Write 'ces_direction: ease' or 'ces_direction: effort' in the model."),
                told.out());
    }

    /** As of test, export and serve. */
    @Test
    void modelMayBeTheOnlyWord() throws IOException {
        check("a,big\nb,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        String model = folder.resolve("model.yaml").toString();
        CommandLine.Outcome told = CommandLine.asUser("check", model);
        assertEquals(0, told.status(), told.out() + told.err());
        assertTrue(told.out().matches("(?s).*customers +2 rows.*"), told.out());
        assertEquals(told, CommandLine.asUser("check", "--model", model));
        CommandLine.Outcome listed = CommandLine.asUser("kpis", model);
        assertEquals(0, listed.status(), listed.out() + listed.err());
        assertTrue(listed.out().contains("whose data are missing"), listed.out());
        assertEquals(listed, CommandLine.asUser("kpis", "--model", model));
        for (String command : List.of("check", "kpis")) {
            told = CommandLine.asUser(command, model, "--model", model);
            assertEquals(2, told.status(), told.out());
            assertTrue(told.err().contains("One model is enough."), told.err());
        }
    }

    /** One GRANT is missing, and one line says so; the other table can be read. */
    @Test
    void tableThatItsUserMayNotReadIsToldOfOnce() throws IOException, SQLException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            statement.execute("CREATE SCHEMA guarded");
            statement.execute("CREATE TABLE guarded.customers AS SELECT 'a' AS customer_id, 'big' AS segment");
            statement.execute(
                    "CREATE TABLE guarded.accounts AS SELECT 'k' AS cost_id, DATE '2026-01-05' AS period_start,"
                            + " 10.0 AS amount, 'support' AS category, 'a' AS customer_id");
            statement.execute("CREATE ROLE guarded_reader LOGIN");
            statement.execute("GRANT USAGE ON SCHEMA guarded TO guarded_reader");
            statement.execute("GRANT SELECT ON guarded.customers TO guarded_reader");
        }
        Path model = Files.writeString(folder.resolve("guarded.yaml"), """
                sources:
                  books: {type: postgresql, host: localhost, port: %d, database: postgres, user: guarded_reader}
                tables:
                  customers: {from: books.guarded.customers}
                  costs: {from: books.guarded.accounts}
                """.formatted(Postgres.port()));
        CommandLine.Outcome told = CommandLine.asUser("check", "--model", model.toString());
        assertEquals(1, told.status(), told.out() + told.err());
        assertEquals(1, told.out().split("cannot be read: Source", -1).length - 1, told.out());
        assertTrue(told.out().matches("(?s).*customers +1 row\\s.*Not looked through [^:]*: costs\\n.*"), told.out());
        assertTrue(
                told.out()
                        .contains("● error    table 'costs' cannot be read: Source 'books' failed: its user may not"
                                + " read 'guarded.accounts'. GRANT SELECT on it"),
                told.out());
    }

    /** The type of a column is told from the first rows; this one turns up long after. No KPI reads it first. */
    @Test
    void valueThatCannotBeReadIsFoundWhereverItStands() throws IOException {
        StringBuilder tickets =
                new StringBuilder("ticket_id,customer_id,created_at,status,first_response_at,category\n");
        for (int i = 0; i < 30_000; i++) {
            tickets.append(i)
                    .append(",a,2026-06-05,open,")
                    .append(i == 29_000 ? "an hour" : "2026-06-06")
                    .append(",x\n");
        }
        Files.writeString(folder.resolve("tickets.csv"), tickets);
        CommandLine.Outcome told = check("a,big\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(1, told.status(), told.out() + told.err());
        assertTrue(told.out().contains("● error    column 'first_response_at' cannot be read"), told.out());
        assertFalse(told.out().contains("'category' cannot"), told.out());
        assertFalse(told.out().contains("an hour"), told.out());
        // What is known of the other tables is told, and what waits for the column.
        assertTrue(told.out().matches("(?s).*subscriptions +1 row\\s.*"), told.out());
        List<String> kpis =
                told.out().substring(told.out().indexOf("KPIs ")).lines().toList();
        String reason = kpis.stream()
                .filter(l ->
                        l.contains("a value of column 'first_response_at' (tickets.first_response_at) cannot become"))
                .findFirst()
                .orElse("");
        String before = String.join("\n", kpis.subList(0, kpis.indexOf(reason)));
        String named = before.substring(before.lastIndexOf("\n      "));
        assertTrue(named.contains("first_response_time"), named);
        assertFalse(named.contains("ticket_volume"), named);
    }

    @Test
    void columnThatIsReadAndNotMeantIsTold() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,branch\na,retail\n");
        Files.writeString(folder.resolve("history.csv"), "customer_id,level,valid_from\na,gold,2025-01-01\n");
        Path model = Files.writeString(folder.resolve("near.yaml"), """
                sources:
                  crm: {type: files, folder: .}
                tables:
                  customers: {from: crm.customers, columns: {industri: branch}}
                  customer_history: {from: crm.history, columns: {level: level}}
                """);
        CommandLine.Outcome told = CommandLine.asUser("check", "--model", model.toString());
        assertEquals(0, told.status(), told.out() + told.err());
        assertTrue(
                told.out()
                        .contains(
                                "'industri' of customers is a segment of the model's own, almost called like the canonical column 'industry'"),
                told.out());
        assertTrue(told.out().contains("'level' of customer_history is no segment"), told.out());
    }

    @Test
    void historyThatTellsOfNoAttributeIsAnError() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\na,big\n");
        Files.writeString(folder.resolve("history.csv"), "customer_id,size_then,valid_from\na,small,2025-01-01\n");
        Path model = Files.writeString(folder.resolve("history.yaml"), """
                sources:
                  crm: {type: files, folder: .}
                tables:
                  customers: {from: crm.customers}
                  customer_history: {from: crm.history}
                """);
        CommandLine.Outcome told = CommandLine.asUser("check", "--model", model.toString());
        assertEquals(1, told.status(), told.out());
        assertTrue(
                told.out()
                        .contains("● error    history.yaml:5: customer_history tells of no attribute, so that today's"
                                + " segments count at all times. Map those that change, called as in customers"),
                told.out());
    }

    @Test
    void targetOfASegmentThatDoesNotExistIsRefusedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\na,big\n");
        Path model = Files.writeString(folder.resolve("target.yaml"), """
                sources:
                  crm: {type: files, folder: ., canonical: true}
                targets:
                  nps:
                    - {target: 40}
                    - {target: 50, segment: {segmnt: big}}
                """);
        CommandLine.Outcome told = CommandLine.asUser("check", "--model", model.toString());
        assertEquals(1, told.status(), told.out());
        assertTrue(
                told.out()
                        .contains(
                                "● error    target.yaml:6: the target of 'nps' is for 'segmnt', which is no segment. Did you mean 'segment'?"),
                told.out());
    }

    @Test
    void cleanDataPassAndMissingTablesAreNamed() throws IOException {
        CommandLine.Outcome told = check("a,big\nb,small\n", "i1,s1,a,active,10,month,2026-01-01,\n");
        assertEquals(0, told.status(), told.out() + told.err());
        assertFalse(told.out().contains("error"), told.out());
        assertTrue(told.out().contains("surveys.score"), told.out());
        assertTrue(told.out().matches("(?s).*KPIs  \\d+ of \\d+ can be asked.*"), told.out());
    }
}
