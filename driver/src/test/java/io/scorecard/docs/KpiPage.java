package io.scorecard.docs;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Relation;
import io.scorecard.functions.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of all KPIs: what each one means, from its definition alone. */
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
                "An option stands in quotes, `churn_rate('event')`; names and aliases mean the same everywhere."));
        Map<String, List<Kpi>> families = families();
        page.table(
                List.of("family", "KPIs"),
                families.entrySet().stream()
                        .map(e -> List.of(
                                e.getKey(),
                                e.getValue().stream()
                                        .map(k -> "[" + k.name() + "](#" + k.name() + ")")
                                        .collect(Collectors.joining(", "))))
                        .toList());
        families.forEach((family, kpis) -> {
            page.heading(2, capital(family));
            kpis.forEach(this::section);
        });
        steps();
        relations();
        return page.toString();
    }

    private Map<String, List<Kpi>> families() {
        return catalogue.kpis().stream()
                .filter(kpi -> !kpi.hidden())
                .collect(Collectors.groupingBy(Kpi::family, LinkedHashMap::new, Collectors.toList()));
    }

    private void section(Kpi kpi) {
        page.heading(3, kpi.name());
        page.paragraph("**" + kpi.title() + ".** " + capital(kpi.summary()));
        DefinitionText definition = new DefinitionText(catalogue, kpi, kpi.definition());
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Ask", new Signature(kpi).text()));
        if (!kpi.aliases().isEmpty()) {
            facts.add(List.of("Also called", Markdown.codes(kpi.aliases())));
        }
        facts.add(List.of("Unit", unit(kpi.unit()) + "; " + better(kpi)));
        facts.add(List.of("Base", kpi.base()));
        facts.add(List.of(
                "Empty", definition.whenNull().map(when -> "NULL " + when).orElse("0")));
        String settings = definition.settings().stream()
                .map(word -> Markdown.code(word) + (needs(kpi, word) ? " (without it the KPI is refused)" : ""))
                .collect(Collectors.joining(", "));
        if (!settings.isEmpty()) {
            facts.add(List.of("Settings", settings));
        }
        facts.add(List.of("Source", kpi.source()));
        page.table(List.of(), facts);
        page.block("", definition.block());
        arguments(kpi);
        options(kpi);
        examples(kpi);
    }

    private static boolean needs(Kpi kpi, String word) {
        return kpi.requires().stream().anyMatch(setting -> setting.word().equals(word));
    }

    private void arguments(Kpi kpi) {
        List<String> items = new ArrayList<>();
        kpi.takes().forEach((name, meaning) -> items.add(Markdown.code(name) + ": " + meaning + range(kpi, name)));
        kpi.parameters()
                .forEach(p -> items.add(Markdown.code(p.name()) + ": " + p.meaning()
                        + p.defaultValue()
                                .map(d -> "; " + (d.startsWith(":") ? "the model's " + d.substring(1) : d)
                                        + " where it is left out")
                                .orElse("")
                        + p.lowest().map(l -> "; from " + l.toPlainString()).orElse("")
                        + p.highest().map(h -> " to " + h.toPlainString()).orElse("")));
        if (!items.isEmpty()) {
            page.paragraph("What it takes:").list(items);
        }
    }

    private static String range(Kpi kpi, String argument) {
        return Optional.ofNullable(kpi.within().get(argument))
                .map(r -> "; below " + r.lowest() + " or above " + r.highest() + " it counts as no answer")
                .orElse("");
    }

    private void options(Kpi kpi) {
        List<String> items = new ArrayList<>();
        kpi.options()
                .forEach((word, option) -> items.add(Markdown.code("'" + word + "'") + ": " + option(kpi, option)));
        kpi.refused()
                .forEach((word, reason) ->
                        items.add(Markdown.code("'" + word + "'") + " is refused in this version: " + reason));
        if (!items.isEmpty()) {
            page.paragraph("Options:").list(items);
        }
    }

    private String option(Kpi kpi, Definition option) {
        String difference = new DefinitionText(catalogue, kpi, option)
                .difference(new DefinitionText(catalogue, kpi, kpi.definition()));
        return Stream.of(
                        option.summary().orElse(""),
                        difference.isBlank() ? "" : Markdown.code(difference),
                        option.unit().map(KpiPage::unit).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private void examples(Kpi kpi) {
        page.table(
                List.of("example", "answer", "because"),
                kpi.examples().stream().map(e -> new ExampleText(e).cells()).toList());
    }

    /** What the formulas above name and nobody asks alone. */
    private void steps() {
        page.heading(2, "Steps");
        page.paragraph("Formulas above also name these. They are steps on the way, and no list of KPIs shows them.");
        for (Kpi kpi : catalogue.kpis().stream().filter(Kpi::hidden).toList()) {
            page.heading(3, kpi.name());
            page.paragraph("**" + kpi.title() + ".** " + capital(kpi.summary()));
            page.block("", new DefinitionText(catalogue, kpi, kpi.definition()).block());
        }
    }

    private void relations() {
        page.heading(2, "Relations");
        page.paragraph("What stands behind \"over\": a [canonical table](tables.md), or one of these. "
                + "`customer_balance` has a row for each customer at the opening or the closing, "
                + "`customer_transitions` one for each customer whose state differs between the two; "
                + "both follow from `paid_versions`. The others are SQL over canonical tables:");
        for (Relation relation : catalogue.relations()) {
            page.heading(3, relation.name());
            page.paragraph(capital(relation.grain()) + ".");
            page.block("", relation.sql());
        }
    }

    private static String unit(Unit unit) {
        return switch (unit) {
            case RATIO -> "ratio, 0.05 is 5 %";
            case POINTS -> "points from -100 to 100";
            case SCORE -> "the survey's own scale";
            case INDEX -> "0 to 100";
            case COUNT -> "count";
            case MONEY -> "money";
            case MINUTES -> "minutes, to the second";
            case DAYS -> "days";
            case MONTHS -> "months";
        };
    }

    private static String better(Kpi kpi) {
        return switch (kpi.better()) {
            case HIGHER -> "more is better";
            case LOWER -> "less is better";
            case NEITHER -> "neither way is better";
        };
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
