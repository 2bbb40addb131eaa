package io.scorecard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.cli.CommandLine.Outcome;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final String COMPANY = """
            CREATE TABLE kpi_values AS SELECT * FROM (VALUES
              (DATE '2026-02-01', 'closing_customers', NULL, NULL, 90, -10, NULL, 'no data', 'count'),
              (DATE '2026-01-01', 'churn_rate', 'segment', 'smb', 0.02, NULL, NULL, 'no data', 'ratio'),
              (DATE '2026-02-01', 'churn_rate', 'segment', 'smb', 0.10, 0.08, 0.03, 'red', 'ratio'),
              (DATE '2026-02-01', 'churn_rate', 'region', 'EU', 0.77, NULL, NULL, 'no data', 'ratio'))
              AS t(month, kpi, segment_name, segment_value, value, change, target, status, unit);
            CREATE TABLE scorecards AS SELECT * FROM (VALUES ('board', 2, 'closing_customers'),
              ('board', 1, 'nps'), ('board', 3, 'tickets_per_customer'),
              ('success', 1, 'churn_rate')) AS t(name, position, kpi);
            CREATE TABLE scorecard AS SELECT * FROM (VALUES
              ('board', DATE '2026-01-01', 'closing_customers', 100, NULL, NULL, NULL, 'count', 'Customers'),
              ('board', DATE '2026-02-01', 'closing_customers', 90, -10, NULL, NULL, 'count', 'Customers'),
              ('board', DATE '2026-02-01', 'tickets_per_customer', 1.374, 0.25, 1.5, 'green', 'ratio', 'Tickets per customer'),
              ('board', DATE '2026-02-01', 'nps', 31.5, NULL, 40, 'amber', 'points', 'Net Promoter Score'),
              ('support', DATE '2026-02-01', 'churn_rate', 0.5, NULL, NULL, NULL, 'ratio', 'Churn rate'))
              AS t(name, month, kpi, value, change, target, status, unit, kpi_title);
            CREATE TABLE kpi_catalog AS SELECT 'tickets_per_customer' AS name, 'tickets per customer' AS unit_in_words;
            CREATE TABLE kpi AS SELECT 'smb' AS segment;
            CREATE MACRO closing_customers() AS 90;
            CREATE MACRO churn_rate() AS 0.1;
            CREATE MACRO nps() AS 31.5;
            CREATE MACRO cost_to_support() AS NULL;
            """;

    @Test
    void managerSeesMonthValueChangeTargetStatusAndCourse() {
        Outcome outcome = CommandLine.over(COMPANY).run("demo");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
        assertTrue(outcome.out().startsWith("Scorecard of the sample company, February 2026\n"), outcome.out());
        assertLine(outcome, "value change target status last 12 months");
        assertLine(outcome, "Net Promoter Score 31.5 – 40.0 ● amber ▄");
        assertLine(outcome, "Customers 90 −10 – █▁");
        assertLine(outcome, "Tickets per customer 1.37 +0.25 1.50 ● green ▄");
    }

    @Test
    void kpisStandInTheOrderOfTheirScorecard() {
        String out = CommandLine.over(COMPANY).run("demo").out();
        assertTrue(out.indexOf("Net Promoter Score") < out.indexOf("Customers  "), out);
        assertFalse(out.contains("50.0 %"), out);
    }

    @Test
    void segmentsFollowTheTotals() {
        Outcome outcome = CommandLine.over(COMPANY).run("demo");
        assertTrue(outcome.out().contains("Churn rate by segment\n  smb "), outcome.out());
        assertLine(outcome, "smb 10.0 % +8.0 pp 3.0 % ● red ▁█");
        assertFalse(outcome.out().contains("77.0 %"), outcome.out());
    }

    @Test
    void theWayOnIsTold() {
        Outcome outcome = CommandLine.over(COMPANY).run("demo");
        assertTrue(outcome.out().contains("scorecard sql \"SELECT segment, closing_customers()"), outcome.out());
        assertTrue(outcome.out().contains("jdbc:scorecard:sample"), outcome.out());
    }

    @Test
    void statusIsColouredOnATerminal() {
        assertTrue(CommandLine.over(COMPANY).inColour().run("demo").out().contains("\u001b[31m● red"));
    }

    private static void assertLine(Outcome outcome, String squeezed) {
        assertTrue(
                outcome.out()
                        .lines()
                        .map(line -> line.strip().replaceAll("\\s+", " "))
                        .anyMatch(squeezed::equals),
                outcome.out());
    }
}
