package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CanonicalTablesTest {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();

    @Test
    void tablesAreTheAgreedOnes() {
        Set<String> names = TABLES.all().stream().map(CanonicalTable::name).collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "customers",
                        "customer_history",
                        "subscriptions",
                        "plans",
                        "products",
                        "revenue",
                        "tickets",
                        "ticket_events",
                        "surveys",
                        "feedback",
                        "themes",
                        "competitors",
                        "costs",
                        "campaigns",
                        "attributions",
                        "deals",
                        "usage_events",
                        "seats",
                        "business_hours",
                        "holidays",
                        "ticket_schedules",
                        "fx_rates",
                        "kpi_targets",
                        "benchmarks",
                        "agents",
                        "time_entries",
                        "customer_products",
                        "outcomes",
                        "interactions",
                        "events"),
                names);
    }

    @Test
    void keysDatesAndReferencesAreColumns() {
        for (CanonicalTable table : TABLES.all()) {
            table.key().forEach(c -> assertTrue(table.column(c).isPresent(), table.name() + "." + c));
            table.date().ifPresent(c -> assertTrue(table.column(c).isPresent(), table.name() + "." + c));
            for (Reference reference : table.references()) {
                assertTrue(table.column(reference.column()).isPresent(), table.name() + reference);
                assertTrue(TABLES.find(reference.table()).isPresent(), table.name() + reference);
            }
        }
    }

    @Test
    void segmentNamesAreUnique() {
        Map<String, String> seen = new HashMap<>();
        for (CanonicalTable table : TABLES.all()) {
            for (Column column : table.columns()) {
                column.segment().ifPresent(s -> assertEquals(null, seen.put(s, table.name()), s));
            }
        }
    }

    @Test
    void customersSegmentsAreBareAndFactsArePrefixed() {
        assertEquals("industry", segment("customers", "industry"));
        assertEquals("ticket_agent", segment("tickets", "assignee_id"));
        assertEquals("subscription_plan", segment("subscriptions", "plan_id"));
        assertEquals("revenue_product", segment("revenue", "product_id"));
        assertEquals("product", segment("customer_products", "product_id"));
        for (String fact : List.of("tickets", "surveys", "revenue", "subscriptions")) {
            String prefix = fact.equals("revenue") ? "revenue_" : fact.substring(0, fact.length() - 1) + "_";
            TABLES.find(fact)
                    .orElseThrow()
                    .columns()
                    .forEach(c -> c.segment().ifPresent(s -> assertTrue(s.startsWith(prefix), s)));
        }
    }

    private static String segment(String table, String column) {
        return TABLES.find(table)
                .flatMap(t -> t.column(column))
                .flatMap(Column::segment)
                .orElseThrow();
    }

    @Test
    void surveysShowOneScoreForEachKindAndNoBareOne() {
        CanonicalTable surveys = TABLES.find("surveys").orElseThrow();
        assertTrue(surveys.column("score").orElseThrow().hidden());
        for (String score : List.of("nps_score", "csat_score", "ces_score", "fcr_score")) {
            Column column = surveys.column(score).orElseThrow();
            assertTrue(column.derived().isPresent() && !column.hidden(), score);
        }
    }

    @Test
    void theCheckKnowsTheWordsThatColumnsHave() throws IOException {
        String quality;
        try (InputStream file = CanonicalTables.class.getResourceAsStream("views/quality.yaml")) {
            quality = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        for (CanonicalTable table : TABLES.all()) {
            table.wordedColumn()
                    .ifPresent(c -> assertTrue(
                            quality.contains(
                                    "t." + c.name() + " NOT IN ('" + String.join("', '", c.words()) + "') THEN"),
                            table.name()));
        }
        assertEquals(
                Set.of("subscriptions", "revenue", "tickets", "surveys", "costs"),
                TABLES.all().stream()
                        .filter(t -> t.wordedColumn().isPresent())
                        .map(CanonicalTable::name)
                        .collect(Collectors.toSet()));
    }
}
