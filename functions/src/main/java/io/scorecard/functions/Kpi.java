package io.scorecard.functions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One KPI: what it is called, what it means, how it is computed. Every face of it (aggregate,
 * measure, table function, view column, catalogue row, manual page, tests) is derived from this.
 *
 * @param takes the arguments of the aggregate face and their meaning, in order; empty: no such face
 * @param within what each argument may be
 * @param definition the default way to compute it
 * @param options other ways, by the word that selects them
 * @param refused options that are not there yet, with the reason
 * @param parameters literals that the measure takes, in order
 * @param numerator the KPI's numerator and denominator as formulas, where they are not the two sides
 *     of the formula's last division
 * @param n the number of rows or customers behind the value, as a formula; empty: the denominator
 * @param base the population that the value speaks about, in words
 * @param source where the definition was read
 */
public record Kpi(
        String name,
        List<String> aliases,
        String family,
        String title,
        String summary,
        Map<String, String> takes,
        Map<String, Range> within,
        Definition definition,
        Map<String, Definition> options,
        Map<String, String> refused,
        List<Parameter> parameters,
        Optional<String> numerator,
        Optional<String> denominator,
        Optional<String> n,
        Unit unit,
        Direction better,
        String base,
        String source,
        int version,
        List<Example> examples,
        Place place) {}
