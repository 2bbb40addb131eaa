package io.scorecard.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiNamesTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final KpiNames NAMES = CATALOGUE.kpiNames();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            attrition | Did you mean one of churned_customers, churn_rate?
            Attrition | Did you mean one of churned_customers, churn_rate?
            lifetime_value | Did you mean one of clv, customer_lifetime_value?
            cpa | Did you mean one of cac, attributed_cac?
            cost_per_acquisition | Did you mean one of cac, attributed_cac?
            ndr | Did you mean 'net_revenue_retention'?
            dollar_churn | Did you mean one of gross_revenue_churn_rate, net_revenue_churn_rate?
            turnover | Did you mean one of churn_rate, total_revenue?
            sales | Did you mean one of total_revenue, recurring_revenue, won_deals?
            cost_to_serve | Did you mean 'cost_to_support'?
            mttr | Did you mean 'average_resolution_time'?
            """)
    void aWordThatPeopleSayLeadsToTheKpisThatItMayMean(String word, String told) {
        assertEquals(told, NAMES.advice(word, "KPIs:"));
    }

    @Test
    void whatIsSaidComesBeforeTheNamesThatHaveTheWord() {
        assertTrue(NAMES.advice("retention", "KPIs:").startsWith("Did you mean one of retention_rate, "));
        assertTrue(NAMES.advice("retention", "KPIs:").contains("net_revenue_retention"));
    }

    @Test
    void functionsOfTheirNamesAreMeantToo() {
        assertEquals("Did you mean 'cost_to_support_by'?", NAMES.with("_by").advice("cost_to_serve_by", "There are:"));
        assertEquals("Did you mean 'churn_rate_by'?", NAMES.with("_by").advice("chrun_rate_by", "There are:"));
    }

    @Test
    void onlyWhatCanStandThereIsMeant() {
        assertEquals(
                "Did you mean 'churn_rate'?", NAMES.advice("attrition", List.of("month", "churn_rate"), "Columns:"));
        assertEquals("Columns: month.", NAMES.advice("attrition", List.of("month"), "Columns:"));
        assertEquals(Optional.empty(), KpiNames.none().meant("attrition"));
    }

    @Test
    void noWordThatIsSaidIsAName() {
        CATALOGUE
                .kpis()
                .forEach(k -> k.said()
                        .forEach(s -> assertTrue(CATALOGUE.kpi(s).isEmpty(), s + " of " + k.name() + " is a name")));
    }

    @Test
    void aCompanySaysItsOwnWords() {
        Catalogue own = CatalogueReader.extend(CATALOGUE, Yaml.read("model.yaml", """
                kpis:
                  churn_rate: {override: true, said: [bleeding]}
                """));
        assertEquals("Did you mean 'churn_rate'?", own.kpiNames().advice("bleeding", "KPIs:"));
    }
}
