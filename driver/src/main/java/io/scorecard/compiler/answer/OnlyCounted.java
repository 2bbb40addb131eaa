package io.scorecard.compiler.answer;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.tree.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/**
 * A fact without the rows that nobody counts: where all that is counted has the same condition, rows need not meet their
 * customers first.
 *
 * @param atoms what is counted of the rows that are left
 */
record OnlyCounted(Rows rows, Map<String, Atom.Total> atoms) {

    /** Only where every group is there without these rows, too. */
    static OnlyCounted of(Rows rows, Map<String, Atom.Total> atoms) {
        List<Component> components =
                atoms.values().stream().map(Atom.Total::component).toList();
        RexNode filter = components.get(0).filter();
        if (filter == null || !Harmless.is(filter) || !components.stream().allMatch(c -> filter.equals(c.filter()))) {
            return new OnlyCounted(rows, atoms);
        }
        Map<String, Atom.Total> every = new LinkedHashMap<>();
        atoms.forEach((name, a) ->
                every.put(name, new Atom.Total(a.branch(), a.component().ofEveryRow(), a.lens(), a.filter())));
        return new OnlyCounted(rows.where(FactColumns.inputs(rows, filter)), every);
    }
}
