package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Availability;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.state.StateNeeds;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** By which segments KPIs can be asked: those that everything behind them knows. */
public final class KnownSegments {

    private static final String SUBSCRIPTIONS = "subscriptions";

    private final Catalog catalog;

    public KnownSegments(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether every fact behind them has a customer. */
    public boolean haveCustomers(Collection<Atom> atoms) {
        return inside(atoms).allMatch(this::hasCustomer);
    }

    /** The facts' own segments; none of what is computed for each customer first. */
    public Set<String> own(Collection<Atom> atoms) {
        Set<String> known = null;
        for (Atom atom :
                inside(atoms).filter(a -> !(a instanceof Atom.OfPeriod)).toList()) {
            Set<String> own = own(atom);
            if (known == null) {
                known = new LinkedHashSet<>(own);
            } else {
                known.retainAll(own);
            }
        }
        return known == null ? Set.of() : known;
    }

    private static Stream<Atom> inside(Collection<Atom> atoms) {
        return atoms.stream()
                .flatMap(a -> a instanceof Atom.Bucketed bucketed
                        ? inside(bucketed.measure().atoms())
                        : Stream.of(a));
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
