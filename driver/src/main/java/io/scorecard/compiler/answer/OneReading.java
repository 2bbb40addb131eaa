package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.Fact;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * {@code SUM(x) of rows where a, SUM(x) of rows where b → SUM(x) FILTER (WHERE a), SUM(x) FILTER (WHERE b) of rows where
 * a OR b}: branches of one fact and date read it once.
 *
 * <p>Only where what is added up is a column, and a condition cannot fail: an expression may fail on rows that its own
 * condition kept from it.
 */
final class OneReading {

    private final Build build;
    private final Catalog catalog;

    OneReading(Build build, Catalog catalog) {
        this.build = build;
        this.catalog = catalog;
    }

    /** Whose rows are read together. */
    private record Source(String fact, Optional<String> date) {}

    Map<Branch.Flow, Map<String, Atom.Total>> of(Map<Branch.Flow, Map<String, Atom.Total>> flows) {
        Map<Source, List<Branch.Flow>> together = new LinkedHashMap<>();
        flows.forEach((flow, atoms) -> {
            if (mayBeRead(flow, atoms)) {
                together.computeIfAbsent(
                                new Source(flow.fact(), Optional.ofNullable(flow.date())), s -> new ArrayList<>())
                        .add(flow);
            }
        });
        Map<Branch.Flow, Branch.Flow> within = new HashMap<>();
        together.values().stream().filter(same -> same.size() > 1).forEach(same -> {
            Branch.Flow any = any(same);
            same.forEach(flow -> within.put(flow, any));
        });
        Map<Branch.Flow, Map<String, Atom.Total>> read = new LinkedHashMap<>();
        flows.forEach((flow, atoms) -> {
            Branch.Flow any = within.get(flow);
            Map<String, Atom.Total> found = read.computeIfAbsent(any == null ? flow : any, f -> new LinkedHashMap<>());
            atoms.forEach((name, atom) -> found.put(name, any == null ? atom : narrowed(any, flow, atom)));
        });
        return read;
    }

    private boolean mayBeRead(Branch.Flow flow, Map<String, Atom.Total> atoms) {
        Fact fact = catalog.fact(flow.fact());
        boolean lasts = fact.until().isPresent() && flow.date() == null;
        return flow.latest() == null
                && !lasts
                && fact.whole().isEmpty()
                && (flow.where() == null || Harmless.is(flow.where()))
                && atoms.values().stream().allMatch(OneReading::isPlain);
    }

    /** Rows of any of the branches. */
    private Branch.Flow any(List<Branch.Flow> flows) {
        Branch.Flow first = flows.get(0);
        boolean all = flows.stream().anyMatch(f -> f.where() == null);
        List<RexNode> wheres =
                flows.stream().map(Branch.Flow::where).filter(Objects::nonNull).toList();
        RexNode where = all ? null : RexUtil.composeDisjunction(build.rex, wheres);
        return new Branch.Flow(first.fact(), where, first.date(), null);
    }

    private Atom.Total narrowed(Branch.Flow read, Branch.Flow own, Atom.Total atom) {
        Component component = atom.component();
        List<RexNode> filters = Stream.of(own.where(), component.filter())
                .filter(Objects::nonNull)
                .toList();
        Component narrow = new Component(
                component.function(),
                component.distinct(),
                component.argument(),
                component.order(),
                filters.isEmpty() ? null : build.and(filters),
                component.type());
        return new Atom.Total(read, narrow, atom.lens(), atom.filter());
    }

    /** A FILTER may look at segments of which a customer has several, and belongs to its own branch. */
    private static boolean isPlain(Atom.Total atom) {
        Component component = atom.component();
        return atom.filter() == null
                && Stream.of(component.argument(), component.order())
                        .allMatch(a -> a == null || a instanceof RexInputRef || a instanceof RexLiteral)
                && (component.filter() == null || Harmless.is(component.filter()));
    }
}
