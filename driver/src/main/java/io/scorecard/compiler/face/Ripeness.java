package io.scorecard.compiler.face;

import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which months of which KPIs are not settled yet: a ticket of last week may still be solved, so the latest month would
 * always look worse than the one before. A month is ripe when the KPI's days to ripen have passed since its end.
 */
final class Ripeness {

    private Ripeness() {}

    /** A condition on rows of {@code month} and {@code kpi}; false for KPIs that are settled at once. */
    static String unripe(List<Kpi> kpis) {
        Map<Integer, List<Kpi>> byDays = kpis.stream()
                .filter(k -> k.ripens() > 0)
                .collect(Collectors.groupingBy(Kpi::ripens, TreeMap::new, Collectors.toList()));
        return byDays.isEmpty()
                ? "FALSE"
                : byDays.entrySet().stream()
                        .map(e -> unripe(e.getKey(), e.getValue()))
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String unripe(int days, List<Kpi> kpis) {
        return "kpi IN (" + kpis.stream().map(k -> Quoted.text(k.name())).collect(Collectors.joining(", "))
                + ") AND month >= CAST(date_trunc('month', CAST(add_days(data_through(), -" + days
                + ") AS TIMESTAMP)) AS DATE)";
    }
}
