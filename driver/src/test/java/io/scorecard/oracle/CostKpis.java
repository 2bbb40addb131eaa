package io.scorecard.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** What support, retention and winning a customer cost: {@code kpis.md} 1.4. */
final class CostKpis {
    private CostKpis() {}

    static Map<String, Formula> all() {
        Map<String, Formula> all = new LinkedHashMap<>();
        Costs support = Costs.allocated("support");
        Costs retention = Costs.allocated("retention", "onboarding", "success", "marketing_existing");
        Costs full = Costs.allocated("retention", "onboarding", "success", "marketing_existing", "support");
        all.put("support_cost()", Formula.sum(support));
        all.put("cost_to_support()", Formula.ratio(support, State.of("active_customers")));
        all.put("cost_per_ticket()", Formula.ratio(support, TicketKpis.CREATED));
        all.put("retention_cost()", Formula.ratio(retention, State.of("retained_customers")));
        all.put("retention_cost('per_customer')", Formula.ratio(retention, State.of("active_customers")));
        all.put("retention_cost('full')", Formula.ratio(full, State.of("retained_customers")));
        all.put("cac()", Formula.ratio(Costs.booked("acquisition"), State.of("new_customers")));
        return all;
    }
}
