package io.scorecard.compiler;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.measure.KpiPart;
import io.scorecard.compiler.print.Detail;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Example;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that there is to say about one KPI, line by line. */
final class KpiPage {

    private final List<Detail> lines = new ArrayList<>();

    private KpiPage() {}

    static List<Detail> of(Kpi kpi, KpiFacts facts) {
        KpiPage page = new KpiPage();
        page.meaning(kpi, facts);
        page.asking(kpi);
        page.standing(kpi, facts);
        page.examples(kpi);
        return page.lines;
    }

    private void add(String name, String text) {
        if (!text.isEmpty()) {
            lines.add(new Detail(name, text));
        }
    }

    private void meaning(Kpi kpi, KpiFacts facts) {
        Definition definition = kpi.definition();
        Optional<String> denominator = KpiPart.DENOMINATOR.formula(kpi, definition);
        add("name", kpi.name());
        add("aliases", String.join(", ", kpi.aliases()));
        add("title", kpi.title());
        add("family", kpi.family());
        add("summary", kpi.summary());
        add("formula", facts.formula());
        add(
                "numerator",
                denominator
                        .flatMap(d -> KpiPart.NUMERATOR.formula(kpi, definition))
                        .orElse(""));
        add("denominator", denominator.orElse(""));
        add("base", kpi.base());
        add("unit", KpiFacts.word(kpi.unit()) + kpi.reads().map(r -> ": " + r).orElse(""));
        add("better", KpiFacts.word(kpi.better()));
        add("date role", facts.dateRole());
        add("ripens", kpi.ripens() == 0 ? "" : kpi.ripens() + " days after a period's end its value is settled");
    }

    private void asking(Kpi kpi) {
        kpi.takes().forEach((name, meaning) -> add("takes " + name, meaning));
        kpi.options()
                .forEach((word, option) ->
                        add("option '" + word + "'", option.summary().orElse("") + "; " + option.formula()));
        kpi.refused().forEach((word, reason) -> add("option '" + word + "'", "not there yet: " + reason));
        kpi.parameters().forEach(p -> add("parameter " + p.name(), p.meaning() + bounds(p)));
    }

    private void examples(Kpi kpi) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Example example : kpi.examples()) {
            String because = example.because().map(b -> " (" + b + ")").orElse("");
            answers.computeIfAbsent(example.ask(), a -> new ArrayList<>())
                    .add((example.answer() == null ? "NULL" : example.answer()) + because);
        }
        answers.forEach((ask, all) -> add("example", ask + " gives " + String.join("; over other data ", all)));
    }

    private static String bounds(Parameter parameter) {
        List<String> bounds = new ArrayList<>();
        parameter.lowest().map(BigDecimal::toPlainString).ifPresent(l -> bounds.add("from " + l));
        parameter.highest().map(BigDecimal::toPlainString).ifPresent(h -> bounds.add("up to " + h));
        parameter
                .defaultValue()
                .ifPresent(
                        d -> bounds.add(d.startsWith(":") ? "default the model's " + d.substring(1) : "default " + d));
        return bounds.isEmpty() ? "" : " (" + String.join(", ", bounds) + ")";
    }

    private void standing(Kpi kpi, KpiFacts facts) {
        add("source", kpi.source());
        add("version", String.valueOf(kpi.version()));
        add("defined in", facts.definedIn() + (facts.overridden() ? ", in place of the built-in definition" : ""));
        add("available", facts.available() ? "yes" : "no");
        add("why not", facts.available() ? "" : String.valueOf(facts.whyNot()));
    }
}
