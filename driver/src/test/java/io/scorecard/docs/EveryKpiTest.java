package io.scorecard.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Kpi;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every KPI asked of the sample company in one statement: where something happened, and where nothing did. */
class EveryKpiTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    /** An argument is needed, or the model would have to say which reasons are in the company's hands. */
    private static final Set<String> NOT_ASKED =
            Set.of("adoption_rate", "mrr_at", "controllable_departures", "controllable_churn_rate");

    private static final List<Kpi> KPIS = CATALOGUE.kpis().stream()
            .filter(kpi -> !kpi.hidden() && !NOT_ASKED.contains(kpi.name()))
            .toList();

    /** What counts or adds money up. All others are shares, rates and means, which nothing has. */
    private static final Set<String> ZERO_WHERE_NOTHING_IS = Set.of(
            "nps_n",
            "csat_n",
            "ces_n",
            "retention_spend",
            "opening_customers",
            "closing_customers",
            "new_customers",
            "churned_customers",
            "reactivated_customers",
            "transferred_customers",
            "active_customers",
            "mrr",
            "opening_mrr",
            "new_mrr",
            "reactivation_mrr",
            "expansion_mrr",
            "contraction_mrr",
            "churned_mrr",
            "transfer_mrr",
            "fx_mrr",
            "net_new_mrr",
            "arr",
            "quantity_expansion_mrr",
            "tier_expansion_mrr",
            "product_expansion_mrr",
            "price_expansion_mrr",
            "discount_expansion_mrr",
            "unexplained_expansion_mrr",
            "total_revenue",
            "recurring_revenue",
            "one_off_revenue",
            "usage_revenue",
            "collected_recurring_revenue",
            "refunds",
            "credits",
            "discounts",
            "cost_of_service",
            "profit",
            "won_deals",
            "lost_deals",
            "departures",
            "departed_mrr",
            "voluntary_departures",
            "involuntary_departures",
            "unexplained_departures",
            "departures_to_competitors",
            "departures_after_price_rise",
            "lapsed_customers",
            "customers_at_risk",
            "revenue_at_risk",
            "revenue_saved",
            "revenue_lost",
            "customers_saved",
            "customers_lost",
            "avoidable_churn",
            "support_cost",
            "ticket_volume",
            "solved_tickets",
            "unanswered_tickets",
            "responses_invalid",
            "exit_answers",
            "active_users",
            "weekly_active_users",
            "daily_active_users",
            "using_customers",
            "feedback_volume",
            "theme_mentions",
            "competitor_mentions",
            "backlog");

    private static Map<String, Optional<BigDecimal>> values(String where) throws SQLException {
        String measures = KPIS.stream().map(kpi -> kpi.name() + "()").collect(Collectors.joining(", "));
        try (Connection sample = DriverManager.getConnection("jdbc:scorecard:sample");
                Statement statement = sample.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + measures + " FROM kpi WHERE " + where)) {
            rows.next();
            Map<String, Optional<BigDecimal>> values = new LinkedHashMap<>();
            for (int i = 0; i < KPIS.size(); i++) {
                values.put(KPIS.get(i).name(), Optional.ofNullable(rows.getBigDecimal(i + 1)));
            }
            assertFalse(rows.next());
            return values;
        }
    }

    @Test
    void everyKpiHasAnAnswerAfterTheBadRelease() throws SQLException {
        Map<String, Optional<BigDecimal>> values = values("quarter = DATE '2026-04-01'");
        // Prices of the sample company rose in January.
        assertTrue(values.remove("price_rise_churn_rate").isEmpty());
        values.forEach((kpi, value) -> assertTrue(value.isPresent(), kpi));
    }

    @Test
    void beforeTheCompanyCountsAreZeroAndRatesAreNone() throws SQLException {
        Set<String> numbers = new TreeSet<>();
        values("month = DATE '2015-01-01'")
                .forEach((kpi, value) -> value.ifPresent(number -> {
                    assertEquals(0, number.signum(), kpi);
                    numbers.add(kpi);
                }));
        assertEquals(new TreeSet<>(ZERO_WHERE_NOTHING_IS), numbers);
    }

    @Test
    void referenceTellsWhatIsNull() {
        for (Kpi kpi : KPIS) {
            Optional<String> told = new DefinitionText(CATALOGUE, kpi, kpi.definition()).whenNull();
            assertEquals(!ZERO_WHERE_NOTHING_IS.contains(kpi.name()), told.isPresent(), kpi.name());
        }
    }
}
