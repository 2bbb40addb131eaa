package io.scorecard.docs;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Kpi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The index of all KPIs, and how to read the page of each family. */
final class KpiPage {

    private final Catalogue catalogue = CatalogueReader.builtIn();
    private final Markdown page = new Markdown();

    String text() {
        page.heading(1, "KPIs");
        page.paragraph(
                "What every KPI means and how it is computed. A KPI is asked as a measure of `kpi`, the relation of "
                        + "all periods and segments; some can also be taken over rows of your own, where their arguments are columns.");
        page.block("sql", """
                SELECT month, segment, churn_rate(), retention_rate('midpoint'), nps()
                FROM kpi
                WHERE month >= DATE '2026-04-01'
                GROUP BY month, segment;

                SELECT ticket_channel, first_response_time(), first_response_within(8) FROM kpi GROUP BY ticket_channel;

                SELECT channel, nps(nps_score) FROM surveys GROUP BY channel;
                """);
        page.list(List.of(
                "**Rates and shares are ratios**: 0.05 is five per cent. Durations are minutes, money is in the model's currency.",
                "**Nothing to divide by is NULL**, never 0: a segment without customers has no churn rate. Counts and amounts are 0.",
                "**A word behind a colon is a setting of the model**, as `:ces_direction`; `:csat_lowest` and "
                        + "`:csat_highest` are the two ends of its scale of csat.",
                "**Opening and closing** are the instants before the period starts and before it ends. Losses of money are negative.",
                "An option stands in quotes, `churn_rate('event')`; names and aliases mean the same everywhere.",
                "**The SQL of a page** is what a KPI's number in one period is made of: `a / b` is a ratio, also of whole numbers, "
                        + "and other KPIs stand in it by name. What stands behind FROM, and the steps that formulas name, "
                        + "is on [a page of its own](kpis/steps.md).",
                "**Map first** names the canonical columns without which a KPI cannot be asked; "
                        + "[canonical tables](tables.md) has it the other way round, and tells what else each table may hold.",
                "**Examples** are executed on small companies of their own with every build; their data stand beside "
                        + "the definition."));
        families(catalogue).forEach((family, kpis) -> {
            page.heading(2, Markdown.capital(family));
            page.table(
                    List.of("KPI", "what it means", "unit"),
                    kpis.stream()
                            .map(k -> List.of(
                                    "[" + k.name() + "](kpis/" + file(family) + "#" + k.name() + ")",
                                    k.summary(),
                                    unit(k)))
                            .toList());
        });
        return page.toString();
    }

    static String file(String family) {
        return family.replace(' ', '-') + ".md";
    }

    /** Those that can be asked, in the order of the catalogue. */
    static Map<String, List<Kpi>> families(Catalogue catalogue) {
        return catalogue.kpis().stream()
                .filter(kpi -> !kpi.hidden())
                .collect(Collectors.groupingBy(Kpi::family, LinkedHashMap::new, Collectors.toList()));
    }

    /** In words, where its kind alone would be read as a share. */
    static String unit(Kpi kpi) {
        return kpi.reads().orElseGet(() -> kpi.unit().name().toLowerCase(java.util.Locale.ROOT));
    }
}
