package io.scorecard.compiler;

import io.scorecard.functions.At;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Relation;
import io.scorecard.functions.StateRelation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What puts a KPI's rows into a period, in words: a column, or the bound at which a state is taken. Read
 * off the definitions, so that it is known of KPIs that the model has no columns for, too.
 */
final class DateRole {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();

    private static final String OPENING = "opening of the period";
    private static final String CLOSING = "closing of the period";
    private static final String BOTH = "opening to closing of the period";

    private final Catalog catalog;
    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<Kpi> seen = new LinkedHashSet<>();

    DateRole(Catalog catalog) {
        this.catalog = catalog;
    }

    Set<String> of(Kpi kpi) {
        collect(KpiUse.plain(kpi));
        if (roles.contains(BOTH)) {
            roles.removeAll(Set.of(OPENING, CLOSING));
        }
        return roles;
    }

    private void collect(KpiUse use) {
        if (!seen.add(use.kpi())) {
            return;
        }
        Definition definition = use.definition();
        if (definition.over().isPresent()) {
            roles.add(role(definition, definition.over().get()));
            return;
        }
        KpiReferences references = new KpiReferences(catalog.model().catalogue(), use);
        formulas(definition).forEach(f -> references.name(SqlTexts.expression(SqlTexts.fill(f, name -> "0"))));
        references.found().values().forEach(this::collect);
    }

    private static List<String> formulas(Definition definition) {
        List<String> formulas = new ArrayList<>(List.of(definition.formula()));
        formulas.addAll(definition.binds().values());
        formulas.addAll(definition.rows().values());
        return formulas;
    }

    private String role(Definition definition, String relation) {
        if (StateRelation.find(relation).isPresent()) {
            return definition.at().map(at -> at == At.OPENING ? OPENING : CLOSING).orElse(BOTH);
        }
        Optional<String> own = catalog.model().catalogue().relation(relation).flatMap(Relation::date);
        return definition.date()
                .or(() -> own)
                .or(() -> TABLES.find(relation).flatMap(t -> t.date()))
                .map(column -> relation + "." + column)
                .orElse(relation);
    }
}
