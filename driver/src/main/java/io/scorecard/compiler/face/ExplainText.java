package io.scorecard.compiler.face;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Literals;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Quoted;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code explain_kpi('churn_rate', period => '2026-03', options => 'event')}: one row with a number and all
 * that it rests on, down to the statement that computes it.
 */
final class ExplainText {

    static final String NAME = "explain_kpi";
    private static final String EVENTS = "events";
    static final List<String> ARGUMENTS = List.of("kpi", "period", "options");

    private final Catalog catalog;
    private final FaceTexts texts;
    private final List<String> columns = new ArrayList<>();

    ExplainText(Catalog catalog, FaceTexts texts) {
        this.catalog = catalog;
        this.texts = texts;
    }

    String text(Kpi kpi, FaceArguments arguments) {
        List<String> options = arguments.options();
        KpiFacts facts = new KpiFacts(catalog, texts.measures(), kpi);
        String call = FaceTexts.call(kpi, options);
        String numerator = "CAST(numerator(" + call + ") AS DOUBLE)";
        String denominator = "CAST(denominator(" + call + ") AS DOUBLE)";
        String n = "CAST(sample_size(" + call + ") AS BIGINT)";
        add(call, "value");
        add(numerator, "numerator");
        add(denominator, "denominator");
        add(n, "n");
        add(new WhyNull(catalog).text(call, kpi, definition(kpi, options)), "why_null");
        add(Literals.words(kpi.base()), "base");
        add(Literals.words(KpiFacts.word(kpi.unit())), "unit");
        add("period_start()", "period_start");
        add("period_end()", "period_end");
        add("is_partial()", "is_partial");
        add("as_of()", "as_of");
        add("data_through()", "data_through");
        add(Literals.words(facts.sources()), "source");
        add(Literals.words(facts.formula(definition(kpi, options))), "definition");
        add(Integer.toString(kpi.version()), "version");
        add(facts.overridden() ? "TRUE" : "FALSE", "overridden");
        add(Literals.words(facts.definedIn()), "defined_in");
        add("pushed_sql(" + String.join(", ", call, numerator, denominator, n) + ")", "pushed_sql");
        String from = " FROM kpi"
                + arguments
                        .period()
                        .map(p -> " WHERE " + PeriodText.condition(p))
                        .orElse("");
        EventsText events = new EventsText(catalog, texts.isWanted(EVENTS));
        return events.beside("SELECT " + String.join(", ", columns) + from, from, EVENTS);
    }

    private void add(String expression, String name) {
        if (name.equals("value") || texts.isWanted(name)) {
            columns.add(expression + " AS " + Quoted.name(name));
        }
    }

    private static Definition definition(Kpi kpi, List<String> options) {
        return options.stream()
                .filter(kpi.options()::containsKey)
                .findFirst()
                .map(kpi.options()::get)
                .orElse(kpi.definition());
    }
}
