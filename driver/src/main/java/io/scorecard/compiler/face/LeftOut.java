package io.scorecard.compiler.face;

import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.sql.BadDefinition;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The KPIs of which a view that lists many has no values, because a table or a value that they need cannot be read: whoever looks
 * at all of them would not miss a few. What the model does not map is no news, unless the question names it beside others.
 */
final class LeftOut {

    private static final int NAMED = 5;

    private LeftOut() {}

    /** What a view lacks of the KPIs that the question does not name itself; of those {@link WrittenValues} tells. */
    static List<String> of(View view, Catalog catalog, Measures measures, FaceTexts texts, Pruning pruning) {
        Catalogue catalogue = catalog.model().catalogue();
        if (pruning.values("kpi", catalogue.kpis().stream().map(Kpi::name).toList()) != null) {
            return List.of();
        }
        boolean monthly = view.name().equals("kpi_monthly");
        return notes(
                catalog,
                measures,
                monthly ? texts.missed() : List.of(),
                switch (view.name()) {
                    case "kpi_monthly" -> kpi -> texts.isWanted(kpi.name());
                    case "kpi_values" -> kpi -> true;
                    default ->
                        kpi -> catalogue.scorecards().stream()
                                .anyMatch(s -> s.kpis().contains(kpi.name()));
                });
    }

    /**
     * A sentence for each reason.
     *
     * @param missed told of whatever the reason; of other listed ones that a table cannot be read
     */
    private static List<String> notes(Catalog catalog, Measures measures, List<Kpi> missed, Predicate<Kpi> listed) {
        if (catalog.unreadable().isEmpty() && missed.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Kpi kpi : catalog.model().catalogue().kpis()) {
            if (!kpi.hidden() && listed.test(kpi)) {
                measures.unavailable(kpi)
                        .filter(e -> e.lasts() || missed.contains(kpi))
                        .ifPresent(e -> byReason.computeIfAbsent(BadDefinition.plain(e), r -> new ArrayList<>())
                                .add(kpi.name()));
            }
        }
        return told(byReason);
    }

    /** @param reasons by the names of KPIs */
    static List<String> notes(Map<String, String> reasons) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        reasons.forEach((kpi, reason) ->
                byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add(kpi));
        return told(byReason);
    }

    private static List<String> told(Map<String, List<String>> byReason) {
        return byReason.entrySet().stream()
                .map(e -> "There are no values of " + words(e.getValue()) + " here. " + e.getKey())
                .toList();
    }

    private static String words(List<String> names) {
        int more = names.size() - NAMED;
        return more <= 1
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + more + " other KPIs";
    }
}
