package io.scorecard.functions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One KPI: what it is called, what it means, how it is computed. Every face of it (aggregate,
 * measure, table function, view column, catalogue row, manual page, tests) is derived from this.
 *
 * @param said words of the trade that are no name of it and may mean others, too: what to look at where one is asked
 * @param takes the arguments of the aggregate face and their meaning, in order; empty: no such face
 * @param within what each argument may be
 * @param definition the default way to compute it
 * @param options other ways, by the word that selects them; the default may be among them
 * @param refused options that are not there yet, with the reason
 * @param parameters literals that the measure takes, in order, before an option
 * @param requires settings without which the KPI is refused, although its formula does not name them
 * @param reads the unit in words for people, where its kind says too little: tickets per customer
 * @param ripens days after a period's end until its value is settled: before, what happens still changes it
 * @param base the population that the value speaks about, in words
 * @param source where the definition was read
 * @param examples which nobody changes; the built-in ones are read when they are looked at
 * @param hidden a step towards other KPIs that users do not see
 * @param place where it was written; for an overriding KPI that is the model
 */
public record Kpi(
        String name,
        List<String> aliases,
        List<String> said,
        String family,
        String title,
        String summary,
        Map<String, String> takes,
        Map<String, Range> within,
        Definition definition,
        Map<String, Definition> options,
        Map<String, String> refused,
        List<Parameter> parameters,
        List<SettingName> requires,
        Unit unit,
        Optional<String> reads,
        Direction better,
        int ripens,
        String base,
        String source,
        int version,
        boolean hidden,
        List<Example> examples,
        Place place) {

    public Kpi {
        aliases = List.copyOf(aliases);
        said = List.copyOf(said);
        takes = Collections.unmodifiableMap(new LinkedHashMap<>(takes));
        within = Map.copyOf(within);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
        parameters = List.copyOf(parameters);
        requires = List.copyOf(requires);
    }

    /** A catalogue has one of each name; what it is made of, examples above all, is not read to find it. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    Kpi better(Direction direction) {
        return new Kpi(
                name,
                aliases,
                said,
                family,
                title,
                summary,
                takes,
                within,
                definition,
                options,
                refused,
                parameters,
                requires,
                unit,
                reads,
                direction,
                ripens,
                base,
                source,
                version,
                hidden,
                examples,
                place);
    }

    /** The default's numerator, where it is not the left side of the formula's last division. */
    public Optional<String> numerator() {
        return definition.numerator();
    }

    /** The default's denominator, where it is not the right side of the formula's last division. */
    public Optional<String> denominator() {
        return definition.denominator();
    }

    /** The number of rows or customers behind the default's value; empty: the denominator. */
    public Optional<String> n() {
        return definition.n();
    }
}
