package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnKpisTest {

    private static final String REFUNDS = """
            refund_rate:
              over: revenue
              formula: SUM(CASE WHEN revenue_type = 'refund' THEN -amount END) / SUM(amount)
              unit: ratio
              better: lower
            """;

    private static Catalogue extended(String kpis) {
        return model("kpis:\n" + kpis.indent(2));
    }

    private static Catalogue model(String text) {
        return CatalogueReader.extend(CatalogueReader.builtIn(), Yaml.read("model.yaml", text));
    }

    @Test
    void ownKpiStandsBesideTheBuiltInOnes() {
        Kpi own = extended(REFUNDS).kpi("REFUND_RATE").orElseThrow();
        assertEquals("Refund rate", own.title());
        assertEquals("own", own.family());
        assertEquals(new Place("model.yaml", 2), own.place());
        assertTrue(extended(REFUNDS).kpi("nps").isPresent());
        assertTrue(CatalogueReader.builtIn().kpi("refund_rate").isEmpty());
    }

    @Test
    void companyMakesAnOptionItsDefault() {
        Kpi churn = extended("churn_rate: {override: true, default: event}")
                .kpi("churn_rate")
                .orElseThrow();
        assertEquals(
                "departed_customers / opening_customers", churn.definition().formula());
        assertEquals(
                "churned_customers / opening_customers",
                churn.options().get("snapshot").formula());
        assertEquals("Customer churn rate", churn.title());
        assertTrue(churn.aliases().contains("logo_churn_rate"));
    }

    @Test
    void companyDefinesChurnDifferently() {
        Kpi churn = extended("churn_rate: {override: true, formula: churned_customers / closing_customers}")
                .kpi("churn_rate")
                .orElseThrow();
        assertEquals("churned_customers / closing_customers", churn.definition().formula());
        assertEquals("model.yaml", churn.place().file());
        assertTrue(churn.examples().isEmpty(), "the built-in examples speak of the built-in formula");
    }

    @Test
    void churnMayBeOneOfItsOwnOptions() {
        Kpi churn = extended("churn_rate: {override: true, formula: \"churn_rate('event') / 2\"}")
                .kpi("churn_rate")
                .orElseThrow();
        assertEquals("churn_rate('event') / 2", churn.definition().formula());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "churn_rate: {formula: mrr, unit: ratio, better: lower} | add 'override: true'",
                "chrn: {override: true, formula: mrr, unit: ratio, better: lower} | no KPI to override",
                "a: {formula: mrr / customrs, unit: ratio, better: lower} | Did you mean 'customers'?",
                "a: {formula: \"churn_rate('evnt')\", unit: ratio, better: lower} | Did you mean 'event'?",
                "a: {over: ticket, formula: COUNT(*), unit: count, better: lower} | Did you mean 'tickets'?",
                "a: {over: tickets, date: created, formula: COUNT(*), unit: count, better: lower} | 'created' is not a column of tickets",
                "a: {over: tickets, formula: ':allocaton', unit: count, better: lower} | Did you mean 'allocation'?",
                "a: {over: tickets, formula: COUNT(*), unit: cuont, better: lower} | Did you mean 'count'?",
                "a: {over: tickets, formul: COUNT(*), unit: count, better: lower} | Did you mean 'formula'?",
                "a: {over: tickets, unit: count, better: lower} | 'formula' is missing",
                "a: {over: tickets, formula: COUNT(*), better: lower} | 'unit' is missing",
                "a: {over: customer_balance, formula: SUM(mrr), unit: money, better: higher} | Add 'at: opening'",
                "a: {over: tickets, at: closing, formula: COUNT(*), unit: count, better: lower} | not taken at a bound",
                "a: {formula: mrr, each: day, unit: money, better: higher} | 'each' and 'then' belong together",
                "a: {formula: mrr, during: the last fortnight, unit: money, better: higher} | is not an interval",
                "a: {formula: mrr, latest: respondent_id, unit: money, better: higher} | Add 'over'",
                "a: {formula: mrr, per: customer_id, unit: money, better: higher} | 'per' and 'rows' belong together",
                "a: {formula: a + 1, unit: money, better: higher} | is defined by itself",
                "A b: {formula: mrr, unit: money, better: higher} | is not a name",
                "a: {formula: mrr, aliases: [arpu], unit: money, better: higher} | the alias 'arpu' is taken",
                "arpu: {formula: mrr, unit: money, better: higher} | its name is an alias of arpa",
                "a: {formula: x, takes: {x: a number}, within: {y: [0, 1]}, unit: ratio, better: lower} | 'y' is not what it takes"
            })
    void mistakeIsReportedWithItsLine(String kpi, String part) {
        ScorecardException e = assertThrows(ScorecardException.class, () -> extended("# mine\n" + kpi));
        assertEquals(ErrorCode.BAD_DEFINITION, e.code(), e.getMessage());
        assertTrue(e.getMessage().contains("model.yaml:3"), e.getMessage());
        assertTrue(e.getMessage().toLowerCase().contains(part.toLowerCase()), e.getMessage());
    }

    @Test
    void circleNamesAllOfItsKpis() {
        ScorecardException e = assertThrows(
                ScorecardException.class,
                () -> extended("a: {formula: b + 1, unit: money, better: higher}\n"
                        + "b: {formula: c + 1, unit: money, better: higher}\n"
                        + "c: {formula: mrr + a, unit: money, better: higher}"));
        assertTrue(e.getMessage().contains("'a' is defined by itself, through 'b' and 'c'."), e.getMessage());
    }

    @Test
    void longWayRoundIsACycle() {
        String text = "a: {formula: b, unit: ratio, better: lower}\nb: {formula: 1 - a, unit: ratio, better: lower}";
        ScorecardException e = assertThrows(ScorecardException.class, () -> extended(text));
        assertTrue(e.getMessage().contains("defined by itself"), e.getMessage());
    }

    @Test
    void exampleWithUnknownColumnIsReported() {
        String text = REFUNDS + """
                  examples:
                    - given:
                        revenue: [{amunt: 5}]
                      as_of: 2026-03-01
                      ask: SELECT refund_rate()
                      answer: 0
                """;
        ScorecardException e = assertThrows(ScorecardException.class, () -> extended(text));
        assertTrue(e.getMessage().contains("model.yaml:9") && e.getMessage().contains("'amount'"), e.getMessage());
    }

    @Test
    void ownRelationNeedsKnownColumns() {
        String relations = "relations: {big: {grain: a ticket, sql: SELECT 1, needs: [tickets.szie]}}";
        ScorecardException e = assertThrows(ScorecardException.class, () -> model(relations));
        assertTrue(e.getMessage().contains("tickets.szie"), e.getMessage());
    }

    @Test
    void relationsThatReadEachOtherAreACycle() {
        String wrong = refused("""
                relations:
                  ours: {grain: a ticket, sql: "SELECT t.* FROM tickets AS t JOIN theirs ON theirs.ticket_id = t.ticket_id"}
                  theirs: {grain: a ticket, sql: "SELECT * FROM (SELECT * FROM ours) AS o"}
                """);
        assertTrue(wrong.contains("model.yaml:2") && wrong.contains("ours -> theirs -> ours"), wrong);
    }

    @Test
    void nameThatWithGivesIsNoCycle() {
        String named = "relations: {ours: {grain: a ticket, sql: WITH ours AS (SELECT 1 AS one) SELECT * FROM ours}}";
        assertTrue(model(named).relation("ours").isPresent());
    }

    private static String refused(String text) {
        return assertThrows(ScorecardException.class, () -> model(text)).getMessage();
    }

    @Test
    void scorecardNamesKnownKpis() {
        String wrong = refused("scorecards: {board: {kpis: [nps, chrun_rate]}}");
        assertTrue(wrong.contains("'board'") && wrong.contains("Did you mean 'churn_rate'?"), wrong);
        assertTrue(refused("scorecards: {board: {kpis: [nps, net_promoter_score]}}")
                .contains("twice"));
        assertTrue(refused("scorecards: {vital: {kpis: [nps]}}").contains("override: true"));
        assertTrue(refused("scorecards: {board: {kpis: []}}").contains("at least one"));
        Scorecard vital = model("scorecards: {vital: {override: true, kpis: [logo_churn_rate]}}").scorecards().stream()
                .filter(s -> s.name().equals("vital"))
                .findFirst()
                .orElseThrow();
        assertEquals(java.util.List.of("churn_rate"), vital.kpis());
    }

    @Test
    void viewHasANameOfItsOwnAndKnownSettings() {
        String known = "views: {%s: {summary: One., sql: SELECT 1}}";
        assertTrue(refused(known.formatted("customers")).contains("of this name already"));
        assertTrue(refused(known.formatted("scorecard")).contains("of this name already"));
        assertTrue(refused(known.formatted("kpi")).contains("of this name already"));
        assertTrue(refused("views: {mine: {summary: One., sql: 'SELECT :grian', parameters: {grain: {type: word,"
                        + " choices: [month], default: month, meaning: length}}}}")
                .contains("Did you mean 'grain'?"));
        assertTrue(model(known.formatted("mine")).view("MINE").isPresent());
    }

    @Test
    void viewWhoseColumnsFollowTheDataIsRefusedWithItsLine() {
        String told = refused(
                "views:\n  mine:\n    summary: One.\n    sql: SELECT * FROM KPI_Pivot('nps', columns => 'segment')");
        assertTrue(told.contains("model.yaml:4: "), told);
        assertTrue(told.contains("FILTER (WHERE segment = 'Enterprise')"), told);
    }
}
