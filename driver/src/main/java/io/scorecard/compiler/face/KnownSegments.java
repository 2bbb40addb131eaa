package io.scorecard.compiler.face;

import io.scorecard.compiler.call.Measures;
import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.state.StateNeeds;
import io.scorecard.functions.Kpi;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** By which segments a KPI can be asked: those that everything behind it knows. */
final class KnownSegments {

    private static final String SUBSCRIPTIONS = "subscriptions";

    private final Catalog catalog;
    private final Measures measures;

    KnownSegments(Catalog catalog, Measures measures) {
        this.catalog = catalog;
        this.measures = measures;
    }

    /** Whether every fact behind a KPI has a customer. */
    boolean haveCustomers(Kpi kpi) {
        return atoms(kpi).allMatch(this::hasCustomer);
    }

    /** The facts' own segments; none of what is computed for each customer first. */
    Set<String> own(Kpi kpi) {
        Set<String> known = null;
        for (Atom atom : atoms(kpi).filter(a -> !(a instanceof Atom.OfPeriod)).toList()) {
            Set<String> own = own(atom);
            if (known == null) {
                known = new HashSet<>(own);
            } else {
                known.retainAll(own);
            }
        }
        return known == null ? Set.of() : known;
    }

    private Stream<Atom> atoms(Kpi kpi) {
        return measures.measure(KpiUse.plain(kpi)).atoms().stream().flatMap(KnownSegments::inside);
    }

    private static Stream<Atom> inside(Atom atom) {
        return atom instanceof Atom.Bucketed bucketed
                ? bucketed.measure().atoms().stream().flatMap(KnownSegments::inside)
                : Stream.of(atom);
    }

    private boolean hasCustomer(Atom atom) {
        return !(atom instanceof Atom.Total total)
                || fact(total).map(f -> f.customer().isPresent()).orElse(true);
    }

    private Set<String> own(Atom atom) {
        return atom instanceof Atom.Total total
                ? fact(total).map(Fact::known).orElseGet(() -> ofState(total))
                : Set.of();
    }

    private Optional<Fact> fact(Atom.Total total) {
        return total.branch().rowsOf().map(catalog::fact);
    }

    private Set<String> ofState(Atom.Total total) {
        return StateNeeds.of(List.of(total)).departed() ? Set.of() : ofVersions();
    }

    /** Of who pays: the columns of subscriptions that their versions have. */
    private Set<String> ofVersions() {
        Fact versions = catalog.fact(Availability.VERSIONS);
        Set<String> known = new HashSet<>(versions.known());
        catalog.fact(SUBSCRIPTIONS).segments().forEach((segment, column) -> {
            if (versions.has(column)) {
                known.add(segment);
            }
        });
        return known;
    }
}
