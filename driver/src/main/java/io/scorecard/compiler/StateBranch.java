package io.scorecard.compiler;

import io.scorecard.functions.At;
import io.scorecard.functions.StateRelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Balances and transitions, from the starts and ends of paid versions and never from a grid of
 * customers and periods: {@link Moves} says how each customer stood and moved, this groups it.
 *
 * <p>Where periods are numbered, a balance's figure is its change in the period; {@link Evaluation}
 * adds the changes up over time.
 */
final class StateBranch {

    private final Build build;
    private final Question question;
    private final Attributes attributes;
    private final Periods periods;
    private final Moves moves;

    StateBranch(
            Build build,
            Catalog catalog,
            Question question,
            Attributes attributes,
            Periods periods,
            Collection<Atom.Total> atoms) {
        this.build = build;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.moves = new Moves(build, catalog, attributes, periods, StateNeeds.of(atoms));
    }

    /** Whether balances come as changes that must be added up over time. */
    boolean givesChanges() {
        return moves.areNumbered();
    }

    /** @param atoms balances and transitions, by the name of their figure */
    Part part(Map<String, Atom.Total> atoms) {
        Rows rows = moves.rows();
        rows = rows.where(attributes.over(rows, question.where()));
        Map<String, RexNode> columns = new LinkedHashMap<>();
        for (int i = 0; i < question.keys().size(); i++) {
            columns.put(Question.key(i), attributes.over(rows, question.keys().get(i)));
        }
        if (!periods.one()) {
            columns.put("p", rows.col("p"));
        }
        int keys = columns.size();
        Map<String, Rows.Total> totals = new LinkedHashMap<>();
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Atom.Total atom = entry.getValue();
            Component component = atom.component();
            RexNode argument = atom.branch() instanceof Branch.Balance balance
                    ? balance(rows, balance)
                    : transition(rows, (Branch.Transition) atom.branch(), component);
            if (atom.filter() != null) {
                argument = build.when(attributes.over(rows, atom.filter()), argument);
            }
            String name = "v" + columns.size();
            columns.put(name, argument);
            totals.put(
                    entry.getKey(),
                    new Rows.Total(component.function(), name, null, component.distinct(), component.type()));
            figures.add(Figure.of(entry.getKey(), component));
        }
        return new Part(rows.select(columns).group(keys, totals), figures, true);
    }

    private RexNode balance(Rows rows, Branch.Balance balance) {
        String what = balance.money() ? "mrr" : "active";
        return rows.col((givesChanges() ? "change" : balance.at() == At.OPENING ? "opening" : "closing") + "_" + what);
    }

    /** A component's argument over {@code customer_transitions}, NULL for rows that do not count. */
    private RexNode transition(Rows rows, Branch.Transition branch, Component component) {
        List<RexNode> filters = new ArrayList<>();
        if (givesChanges()) {
            filters.add(build.more(rows.col("p"), build.whole(0)));
        }
        if (branch.where() != null) {
            filters.add(overState(rows, branch.where()));
        }
        if (component.filter() != null) {
            filters.add(overState(rows, component.filter()));
        }
        RexNode argument = component.argument() == null ? build.whole(1) : overState(rows, component.argument());
        return filters.isEmpty() ? argument : build.when(build.and(filters), argument);
    }

    private RexNode overState(Rows rows, RexNode node) {
        List<String> names = StateRelation.CUSTOMER_TRANSITIONS.columns();
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                String word = moves.hasLegs() ? null : StateNeeds.word(call);
                return word == null ? super.visitCall(call) : moves.movement().named(rows, word);
            }

            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return rows.col(names.get(ref.getIndex()));
            }
        });
    }
}
