package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInCatalogueTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    static List<Kpi> kpis() {
        return List.copyOf(CATALOGUE.kpis());
    }

    /** The names, units and options that were agreed on, in their order there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nps | net_promoter_score | points | latest_per_respondent",
                "promoter_share | | ratio |",
                "passive_share | | ratio |",
                "detractor_share | | ratio |",
                "nps_lower | | points | confidence_90 confidence_95 confidence_99",
                "nps_upper | | points | confidence_90 confidence_95 confidence_99",
                "nps_n | | count |",
                "csat | customer_satisfaction | ratio | mean first_rating",
                "csat_n | | count |",
                "csat_lower | | ratio | confidence_90 confidence_95 confidence_99",
                "csat_upper | | ratio | confidence_90 confidence_95 confidence_99",
                "ces | customer_effort_score | score |",
                "ces_n | | count |",
                "ces_lower | | score | confidence_90 confidence_95 confidence_99",
                "ces_upper | | score | confidence_90 confidence_95 confidence_99",
                "low_effort_share | | ratio |",
                "effort_index | | index |",
                "survey_response_rate | | ratio |",
                "satisfaction_coverage | | ratio | mrr",
                "active_users | mau | count | calendar",
                "daily_active_users | dau | count |",
                "weekly_active_users | wau | count |",
                "stickiness | | ratio | calendar",
                "adoption_rate | | ratio | calendar",
                "days_since_last_use | | days |",
                "win_rate | | ratio | by_amount",
                "competitor_mentions | | count |",
                "mention_share | | ratio |",
                "health_score | | index | usage sentiment support payment outcomes finances",
                "customers_at_risk | | count | red flagged",
                "opening_customers | | count |",
                "closing_customers | customers | count |",
                "new_customers | | count |",
                "churned_customers | | count |",
                "reactivated_customers | | count |",
                "transferred_customers | | count |",
                "active_customers | exposed_customers | count |",
                "churn_rate | customer_churn_rate logo_churn_rate | ratio | snapshot event stripe midpoint daily",
                "retention_rate | customer_retention_rate | ratio | snapshot event stripe midpoint daily",
                "gross_revenue_retention | grr | ratio |",
                "net_revenue_retention | nrr | ratio | with_reactivation",
                "gross_revenue_churn_rate | | ratio |",
                "net_revenue_churn_rate | | ratio | with_reactivation",
                "average_monthly_churn_rate | | ratio |",
                "annualised_churn_rate | | ratio |",
                "mrr | monthly_recurring_revenue closing_mrr | money | list",
                "opening_mrr | | money |",
                "new_mrr | | money |",
                "reactivation_mrr | | money |",
                "expansion_mrr | | money |",
                "contraction_mrr | | money |",
                "churned_mrr | | money |",
                "transfer_mrr | | money |",
                "fx_mrr | | money |",
                "mrr_at | | money |",
                "net_new_mrr | | money |",
                "arr | annual_recurring_revenue | money |",
                "arpa | arpu | money |",
                "quick_ratio | | ratio |",
                "clv | customer_lifetime_value ltv | money | observed",
                "clv_simple | | money |",
                "average_lifetime_months | | months |",
                "cac | customer_acquisition_cost | money |",
                "cost_to_support | | money |",
                "support_cost | | money |",
                "cost_per_ticket | | money |",
                "retention_spend | | money |",
                "retention_cost | customer_retention_cost crc | money | per_customer full",
                "ticket_volume | | count | without_merged",
                "solved_tickets | | count |",
                "tickets_per_customer | | ratio |",
                "resolution_rate | | ratio | flow",
                "first_response_time | frt | minutes | business p90 business_p90 last_schedule",
                "first_response_within | | ratio | replied_only business business_replied_only",
                "unanswered_tickets | | count |",
                "average_resolution_time | resolution_time | minutes | first business p90 business_p90 first_business last_schedule",
                "resolution_within | | ratio | first business last_schedule first_business",
                "first_contact_resolution_rate | fcr | ratio | one_touch replies_under_2 survey net no_customer_reply",
                "median_first_response_time | | minutes | business p90 business_p90 last_schedule",
                "median_resolution_time | | minutes | first business p90 business_p90 first_business last_schedule",
                "backlog | | count |",
                "reopen_rate | | ratio |",
                "survey_response_rate | | ratio |",
                "satisfaction_coverage | | ratio | mrr",
                "recurring_revenue | | money |",
                "one_off_revenue | | money |",
                "usage_revenue | | money |",
                "recurring_share | | ratio |",
                "revenue_per_customer | | money |",
                "revenue_per_customer_growth_rate | | ratio | all_customers",
                "upsell_rate | | ratio |",
                "cross_sell_rate | | ratio |",
                "downgrade_rate | | ratio |",
                "clv_margin | | money | observed",
                "payback_months | | months |",
                "ltv_cac | | ratio |",
                "attributed_clv | | money |",
                "attributed_ltv_cac | | ratio |",
                "health_score | | index | usage sentiment support payment outcomes finances",
                "customers_at_risk | | count | red flagged",
                "revenue_at_risk | | money |",
                "revenue_saved | | money |",
                "revenue_lost | | money |",
                "customers_saved | | count |",
                "customers_lost | | count |",
                "protected_share | | ratio |",
                "avoidable_churn | | money |",
                "active_users | mau | count | calendar",
                "weekly_active_users | wau | count |",
                "daily_active_users | dau | count |",
                "stickiness | | ratio | calendar",
                "adoption_rate | | ratio | calendar",
                "activation_rate | activation | ratio |",
                "seats_used_share | | ratio | calendar",
                "days_since_last_use | | days |",
                "win_rate | | ratio | by_amount",
                "competitor_mentions | | count |",
                "mention_share | | ratio |",
                "profit | | money |",
                "profit_per_customer | | money |",
                "profit_margin | | ratio |",
                "repeat_purchase_rate | | ratio |",
                "referral_share | | ratio |"
            })
    void namesAliasesUnitsAndOptionsAreTheAgreedOnes(String name, String aliases, String unit, String options) {
        Kpi kpi = CATALOGUE.kpi(name).orElseThrow();
        assertEquals(name, kpi.name());
        assertFalse(kpi.hidden());
        assertEquals(words(aliases), Set.copyOf(kpi.aliases()));
        assertEquals(unit, kpi.unit().name().toLowerCase(java.util.Locale.ROOT));
        Set<String> known = new TreeSet<>(kpi.options().keySet());
        known.addAll(kpi.refused().keySet());
        assertEquals(words(options), known);
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : new TreeSet<>(List.of(text.strip().split(" +")));
    }

    @Test
    void definitionsFitTogether() {
        assertEquals(
                CATALOGUE.kpis().size(),
                CatalogueReader.readBuiltIn().checked().kpis().size());
    }

    @Test
    void everyKpiTellsWhatItIsAndHasAnExample() {
        for (Kpi kpi : kpis()) {
            for (String text : List.of(kpi.title(), kpi.summary(), kpi.family(), kpi.base(), kpi.source())) {
                assertFalse(text.isBlank(), kpi.name());
            }
            assertTrue(kpi.summary().endsWith("."), kpi.name());
            assertFalse(kpi.examples().isEmpty(), kpi.name());
        }
    }

    @Test
    void everyExampleTellsWhereItsAnswerComesFrom() {
        for (Kpi kpi : kpis()) {
            kpi.examples()
                    .forEach(e -> assertTrue(e.because().isPresent(), e.place().toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("kpis")
    void everyOptionButTheDefaultHasAnExampleOrIsOneOfRetention(Kpi kpi) {
        String asked = CATALOGUE.kpis().stream()
                .flatMap(k -> k.examples().stream())
                .map(Example::ask)
                .collect(Collectors.joining("\n"));
        for (String option : kpi.options().keySet()) {
            boolean complement = kpi.name().equals("retention_rate");
            assertTrue(complement || asked.contains("'" + option + "'"), kpi.name() + " " + option);
        }
    }

    @Test
    void optionChangesOnlyWhatItSays() {
        Kpi nps = CATALOGUE.kpi("nps").orElseThrow();
        Definition latest = nps.options().get("latest_per_respondent");
        assertEquals(nps.definition().formula(), latest.formula());
        assertEquals("respondent_id", latest.latest().orElseThrow());
        Definition flow =
                CATALOGUE.kpi("resolution_rate").orElseThrow().options().get("flow");
        assertTrue(flow.over().isEmpty() && flow.where().isEmpty());
    }

    @Test
    void relationsConditionAndIntervalAreReadApart() {
        Definition churned = CATALOGUE.kpi("churned_customers").orElseThrow().definition();
        assertEquals("customer_transitions", churned.over().orElseThrow());
        assertEquals("movement = 'churn'", churned.where().orElseThrow());
        Definition average =
                CATALOGUE.kpi("average_monthly_churn_rate").orElseThrow().definition();
        assertEquals(
                SettingName.LIFETIME_WINDOW,
                average.during().orElseThrow().setting().orElseThrow());
        assertEquals(new Each(Grain.MONTH, Each.Then.POOL), average.each().orElseThrow());
    }

    @Test
    void hiddenStepsAreNoNames() {
        assertTrue(CATALOGUE.kpi("departed_customers").isPresent());
        assertFalse(CATALOGUE.names().contains("departed_customers"));
        assertTrue(CATALOGUE.names().contains("logo_churn_rate"));
    }

    @Test
    void repeatedRowsAreNumbered() {
        Given given = CATALOGUE
                .kpi("churn_rate")
                .orElseThrow()
                .examples()
                .get(0)
                .given()
                .get(0);
        assertEquals("subscriptions", given.table());
        assertEquals(500, given.rows().size());
        Map<String, ?> last = given.rows().get(499);
        assertEquals("leaves500", last.get("customer_id"));
        assertEquals("500", last.get("subscription_item_id"));
    }
}
