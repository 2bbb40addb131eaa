package io.scorecard.compiler.catalog;

import io.scorecard.functions.At;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Relation;
import io.scorecard.functions.StateRelation;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What puts a KPI's rows into a period, in words: a column, or the bound at which a state is taken. */
public final class DateRole {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();
    private static final String OPENING = "opening of the period";
    private static final String CLOSING = "closing of the period";
    private static final String BOTH = "opening to closing of the period";

    private DateRole() {}

    public static String of(Catalogue catalogue, Set<Definition> leaves) {
        Set<String> roles = new LinkedHashSet<>();
        leaves.forEach(d -> roles.add(role(catalogue, d, d.over().orElseThrow())));
        if (roles.contains(BOTH)) {
            roles.removeAll(Set.of(OPENING, CLOSING));
        }
        return String.join(", ", roles);
    }

    private static String role(Catalogue catalogue, Definition definition, String relation) {
        if (StateRelation.find(relation).isPresent()) {
            return definition
                    .at()
                    .map(at -> at == At.OPENING ? OPENING : CLOSING)
                    .orElse(BOTH);
        }
        Optional<String> own = catalogue.relation(relation).flatMap(Relation::date);
        return definition
                .date()
                .or(() -> own)
                .or(() -> TABLES.find(relation).flatMap(t -> t.date()))
                .map(column -> relation + "." + column)
                .orElse(relation);
    }
}
