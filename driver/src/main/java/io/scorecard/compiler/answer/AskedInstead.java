package io.scorecard.compiler.answer;

import io.scorecard.compiler.call.KpiFacts;
import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.functions.Definition;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.ScorecardException;
import io.scorecard.functions.StateRelation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be asked where KPIs do not know a segment: they by segments that everything behind them knows, and by this
 * one the KPIs that know it, first those whose names speak of the same.
 *
 * @param asked by the names that they have in the question
 */
record AskedInstead(Catalog catalog, Map<String, Measure> asked) {

    private static final int MOST_TOLD = 3;

    ScorecardException of(ScorecardException unknown) {
        String segment = unknown.blanks().get(0);
        return ErrorCode.UNKNOWN_SEGMENT
                .with(segment, unknown.blanks().get(1), they() + others(segment))
                .because(unknown);
    }

    private String they() {
        List<Atom> atoms =
                asked.values().stream().flatMap(AskedInstead::rows).distinct().toList();
        KnownSegments known = new KnownSegments(catalog);
        Set<String> own = known.own(atoms);
        boolean customers = known.haveCustomers(atoms);
        String segments = Stream.concat(
                        catalog.kpi().columns().stream()
                                .map(KpiColumn::name)
                                .filter(own::contains)
                                .sorted(),
                        catalog.kpi().columns().stream()
                                .filter(c -> customers && c.isOfCustomers() && !c.isCustomer())
                                .map(KpiColumn::name))
                .collect(Collectors.joining(", "));
        String names = String.join(", ", asked.keySet());
        return segments.isEmpty()
                ? names + " can be asked in total" + (asked.size() > 1 ? " together." : ".")
                : names + " can be asked " + (asked.size() > 1 ? "together " : "") + "by " + segments + ".";
    }

    /** Down to the rows that are looked at, of each customer, too. */
    private static Stream<Atom> rows(Measure measure) {
        return measure.atoms().stream()
                .flatMap(a -> a instanceof Atom.Bucketed bucketed
                        ? rows(bucketed.measure())
                        : a instanceof Atom.OfCustomers customers ? customers.rows().atoms().stream() : Stream.of(a));
    }

    private String others(String segment) {
        List<String> names = asked.keySet().stream()
                .map(n -> n.substring(0, n.indexOf('(') < 0 ? n.length() : n.indexOf('(')))
                .toList();
        Set<String> families = names.stream()
                .flatMap(n -> catalog.model().catalogue().kpi(n).stream())
                .map(Kpi::family)
                .collect(Collectors.toSet());
        Measures measures = new Measures(catalog);
        String kpis = catalog.model().catalogue().kpis().stream()
                .filter(k -> !k.hidden() && !names.contains(k.name()))
                .sorted(Comparator.comparing((Kpi k) -> !isKin(k, names))
                        .thenComparing(k -> !families.contains(k.family())))
                .filter(k -> isKin(k, names) || mayKnow(segment, k, k.definition()))
                .filter(k -> knows(segment, k, measures))
                .limit(MOST_TOLD)
                .map(k -> k.name() + "()")
                .collect(Collectors.joining(", "));
        return kpis.isEmpty() ? "" : " By '" + segment + "' can be asked " + kpis + ".";
    }

    private static boolean isKin(Kpi kpi, List<String> names) {
        return names.stream().anyMatch(n -> ("_" + kpi.name() + "_").contains("_" + n + "_"));
    }

    private boolean knows(String segment, Kpi kpi, Measures measures) {
        KpiUse use = KpiUse.plain(kpi);
        return measures.unavailable(use).isEmpty()
                && new KnownSegments(catalog)
                        .own(rows(measures.measure(use)).toList())
                        .contains(segment);
    }

    /** As far as definitions tell: most need not be compiled. */
    private boolean mayKnow(String segment, Kpi kpi, Definition definition) {
        if (definition.over().isPresent()) {
            return isKnown(segment, definition.over().get());
        }
        List<KpiUse> parts = KpiFacts.madeOf(catalog, kpi, definition);
        return !parts.isEmpty() && parts.stream().allMatch(p -> mayKnow(segment, p.kpi(), p.definition()));
    }

    private boolean isKnown(String segment, String relation) {
        if (StateRelation.find(relation).isPresent()) {
            return false;
        }
        try {
            return catalog.fact(relation).known().contains(segment);
        } catch (ScorecardException e) {
            return false;
        }
    }
}
