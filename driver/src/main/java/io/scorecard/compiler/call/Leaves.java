package io.scorecard.compiler.call;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.KpiUse;
import io.scorecard.compiler.text.SqlTexts;
import io.scorecard.functions.Definition;
import io.scorecard.functions.Kpi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The definitions over rows that a KPI comes down to. Read off the definitions without compiling them, so
 * that they are known of KPIs that the model has no columns for, too.
 */
final class Leaves {

    private final Catalog catalog;
    private final Set<Definition> found = new LinkedHashSet<>();
    private final Set<KpiUse> seen = new LinkedHashSet<>();

    private Leaves(Catalog catalog) {
        this.catalog = catalog;
    }

    static Set<Definition> of(Catalog catalog, Kpi kpi) {
        Leaves leaves = new Leaves(catalog);
        leaves.collect(KpiUse.plain(kpi));
        return leaves.found;
    }

    private void collect(KpiUse use) {
        if (!seen.add(use)) {
            return;
        }
        Definition definition = use.definition();
        if (definition.over().isPresent()) {
            found.add(definition);
            return;
        }
        KpiReferences references = new KpiReferences(catalog.model().catalogue(), use);
        formulas(definition)
                .forEach(f -> references.name(SqlTexts.expression(SqlTexts.fill(f, name -> anything(use, name)))));
        references.found().values().forEach(this::collect);
    }

    /** A literal that fits, whatever it says. */
    private static String anything(KpiUse use, String name) {
        return use.kpi().parameters().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .map(KpiUse::anything)
                .orElse("0");
    }

    private static List<String> formulas(Definition definition) {
        List<String> formulas = new ArrayList<>(List.of(definition.formula()));
        formulas.addAll(definition.binds().values());
        formulas.addAll(definition.rows().values());
        return formulas;
    }
}
