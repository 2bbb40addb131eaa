package io.scorecard.docs;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of one family of KPIs: what each one means, from its definition alone. */
final class FamilyPage {

    /** Characters of a definition that can still be read in a line. */
    private static final int LONG = 240;

    private final Catalogue catalogue;
    private final Markdown page = new Markdown();

    FamilyPage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String text(String family, List<Kpi> kpis) {
        page.heading(1, Markdown.capital(family));
        page.paragraph("[All KPIs](../kpis.md), and how to read these pages; [what stands behind them](steps.md).");
        page.table(
                List.of("KPI", "what it is", "unit"),
                kpis.stream()
                        .map(k -> List.of("[" + k.name() + "](#" + k.name() + ")", k.title(), KpiPage.unit(k)))
                        .toList());
        kpis.forEach(this::section);
        return page.toString();
    }

    private void section(Kpi kpi) {
        page.heading(2, kpi.name());
        page.paragraph("**" + kpi.title() + ".** " + Markdown.capital(kpi.summary()));
        DefinitionText definition = new DefinitionText(catalogue, kpi, kpi.definition());
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Ask", new Signature(kpi).text()));
        if (!kpi.aliases().isEmpty()) {
            facts.add(List.of("Also called", Markdown.codes(kpi.aliases())));
        }
        if (!kpi.said().isEmpty()) {
            facts.add(List.of("Said for it", String.join(", ", kpi.said()).replace('_', ' ')));
        }
        facts.add(List.of("Unit", kpi.reads().orElseGet(() -> unit(kpi.unit())) + "; " + better(kpi)));
        facts.add(List.of("Base", kpi.base()));
        facts.add(List.of(
                "Empty", definition.whenNull().map(when -> "NULL " + when).orElse("0")));
        String settings = definition.settings().stream()
                .map(word -> Markdown.code(word) + (needs(kpi, word) ? " (without it the KPI is refused)" : ""))
                .collect(Collectors.joining(", "));
        if (!settings.isEmpty()) {
            facts.add(List.of("Settings", settings));
        }
        String needs = new Needs(catalogue).text(kpi, "../tables.md");
        if (!needs.isEmpty()) {
            facts.add(List.of("Map first", needs));
        }
        facts.add(List.of("Source", kpi.source()));
        page.table(List.of(), facts);
        page.block("", new EquivalentSql(catalogue, kpi, kpi.definition()).block());
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
        // A formula of half a page says less than the sentence; DESCRIBE KPI has it.
        boolean told = difference.length() > LONG && option.summary().isPresent();
        return Stream.of(
                        option.summary().orElse(""),
                        difference.isBlank() || told ? "" : inOneLine(difference),
                        option.unit().map(FamilyPage::unit).orElse(""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Each part of a definition in a code of its own: they are no SQL together. */
    private static String inOneLine(String definition) {
        return Markdown.codes(Stream.of(definition.split(
                        "\n\\s*(?=over |where |only the |at the |dated by |during |its parts |taken )"))
                .filter(part -> !part.isBlank())
                .toList());
    }

    private void examples(Kpi kpi) {
        page.table(
                List.of("example", "result", "because"),
                kpi.examples().stream().map(e -> new ExampleText(e).cells()).toList());
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
            case DECLARED -> "the model's `ces_direction` says which way is better";
        };
    }
}
