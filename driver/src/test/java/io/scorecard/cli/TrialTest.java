package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told who tests a model of their own. */
class TrialTest {

    private static final String MODEL = """
            model: shop
            as_of: 2026-07-01T00:00:00Z
            currency: EUR
            sources:
              crm: {type: files, folder: ., canonical: true}
            """;

    /** Two of three tickets took more than an hour; the second example says so wrongly, the other KPI says nothing. */
    private static final String OWN = """
            relations:
              long_contacts:
                grain: a ticket that took long
                date: created_at
                customer: customer_id
                needs: [tickets.created_at, tickets.handle_minutes]
                sql: SELECT customer_id, created_at FROM tickets WHERE handle_minutes > 60
            kpis:
              long_tickets:
                title: Long tickets
                over: long_contacts
                formula: COUNT(*)
                unit: count
                better: lower
                examples:
                  - given: &desk
                      tickets:
                        - {customer_id: a, created_at: 2026-02-03, status: open, handle_minutes: 61}
                        - {customer_id: a, created_at: 2026-02-04, status: open, handle_minutes: 90}
                        - {customer_id: b, created_at: 2026-02-05, status: open, handle_minutes: 60}
                    as_of: 2026-03-01
                    ask: SELECT long_tickets() FROM kpi WHERE month = DATE '2026-02-01'
                    answer: 2
                  - given: *desk
                    as_of: 2026-03-01
                    ask: SELECT long_tickets() FROM kpi WHERE month = DATE '2026-02-01' AND customer_id = 'b'
                    answer: 1
                    because: an hour is long
              churn_rate:
                override: true
                formula: churned_customers / active_customers
            """;

    @TempDir
    Path folder;

    private String model(String more) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), MODEL + more).toString();
    }

    private String company(String customers) throws IOException {
        Files.writeString(folder.resolve("customers.csv"), customers);
        Files.writeString(
                folder.resolve("subscriptions.csv"),
                "subscription_item_id,subscription_id,customer_id,status,mrr,valid_from,valid_to\n"
                        + "i1,s1,a,active,10,2026-01-01,\n"
                        + "i2,s2,b,active,30,2026-02-01,2026-06-10\n");
        return model("");
    }

    @Test
    void ownExampleThatDoesNotHoldIsToldWithBothNumbers() throws IOException {
        CommandLine.Outcome told = CommandLine.asUser("test", model(OWN), "--only", "own");
        assertEquals(1, told.status(), told.out() + told.err());
        assertTrue(told.out().matches("(?s).*● failed  long_tickets +2 examples\n.*"), told.out());
        assertTrue(told.out().contains("""
                      asked     SELECT long_tickets() FROM kpi WHERE month = DATE '2026-02-01' AND customer_id = 'b'
                      expected  1   (model.yaml:29, an hour is long)
                      found     0
                """), told.out());
        assertTrue(told.out().matches("(?s).*○ n/a +churn_rate +it has no examples.*"), told.out());
        assertTrue(told.out().contains("2 checks: 0 passed, 1 failed, 1 not applicable"), told.out());
        assertTrue(told.err().contains("1 check of 2 failed"), told.err());
    }

    @Test
    void programsReadTheSameAsJson() throws IOException {
        CommandLine.Outcome told = CommandLine.asUser("test", "--model", model(OWN), "--only=own", "--format=json");
        assertEquals(1, told.status());
        assertTrue(
                told.out().startsWith("{\"passed\": 0, \"failed\": 1, \"not_applicable\": 1, \"checks\": ["),
                told.out());
        assertTrue(told.out().contains("\"expected\": \"1\", \"found\": \"0\"}]"), told.out());
    }

    @Test
    void ownExamplesThatHoldPass() throws IOException {
        CommandLine.Outcome told =
                CommandLine.asUser("test", model(OWN.replace("answer: 1", "answer: 0")), "--only", "own");
        assertEquals(0, told.status(), told.out() + told.err());
        assertTrue(told.out().matches("(?s).*● passed  long_tickets +2 examples\n.*"), told.out());
    }

    /** Customer a is in both segments, so the parts of June's two at the opening are three. */
    @Test
    void customerWhoStandsTwiceBreaksTheParts() throws IOException {
        CommandLine.Outcome told =
                CommandLine.asUser("test", company("customer_id,segment\na,big\na,small\nb,small\n"));
        assertEquals(1, told.status(), told.out());
        assertFalse(told.out().contains("built-in definitions"), told.out());
        assertTrue(told.out().contains("● failed  parts of opening_customers() add to the total"), told.out());
        assertEquals(2, told.out().split("means     Something is counted twice", -1).length, told.out());
        assertTrue(told.out().contains("means     the same as above"), told.out());
        for (String line : List.of(
                "● passed  retention_rate('event') + churn_rate('event') = 1",
                "● passed  gross revenue retention is at most the net one",
                "● passed  a filter by segment is its group",
                "● passed  kpi_monthly has what kpi has",
                "○ n/a     NPS is promoters less detractors")) {
            assertTrue(told.out().contains(line), line + " in\n" + told.out());
        }
        assertTrue(told.err().startsWith("0 % What must hold in your data"), told.err());
        String every = CommandLine.asUser(
                        "test",
                        company("customer_id,segment\na,big\na,small\nb,small\n"),
                        "--only",
                        "data",
                        "--format=json")
                .out();
        String failed = Stream.of(every.split("\n"))
                .filter(check -> check.contains("parts of opening_customers() add to the total"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                failed.contains(
                        "\"where\": \"the total; found is the sum by segment\", \"expected\": \"2\", \"found\": \"3\""),
                failed);
    }

    @Test
    void whatIsNotUnderstoodIsSaid() throws IOException {
        assertEquals(2, CommandLine.asUser("test", model(""), "--only", "all").status());
        assertEquals(2, CommandLine.asUser("test", model(""), "--format", "csv").status());
        assertEquals(
                2,
                CommandLine.asUser("test", model(""), "--model", "other.yaml").status());
        CommandLine.Outcome wrong = CommandLine.asUser("test", model("kpis: {x: {formula: 1 +}}"), "--only", "own");
        assertEquals(1, wrong.status());
        assertTrue(wrong.err().contains("model.yaml:6"), wrong.err());
        assertFalse(wrong.err().contains("Exception"), wrong.err());
    }
}
