package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Component;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.state.Moves;
import io.scorecard.compiler.state.StateNeeds;
import io.scorecard.compiler.state.StateQuestion;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import io.scorecard.functions.StateRelation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

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
            Collection<Atom.Total> atoms,
            boolean withMoney) {
        this.build = build;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.moves = new Moves(
                StateQuestion.of(build, catalog, attributes, periods, StateNeeds.of(atoms), mayMiss(question)),
                withMoney);
    }

    /** Whether customers who stand nowhere need no row: nobody groups by them, or nobody wants groups of nothing. */
    private static boolean mayMiss(Question question) {
        return question.sparse() || question.keys().isEmpty();
    }

    /** What {@link MoneyBranch} may share. */
    Moves moves() {
        return moves;
    }

    /** Whether balances come as changes that must be added up over time. */
    boolean givesChanges() {
        return moves.areNumbered();
    }

    /**
     * @param atoms balances and transitions, by the name of their figure
     * @param complete whether customers who stand nowhere count as groups, too
     */
    Part part(Map<String, Atom.Total> atoms, boolean complete) {
        Rows rows = moves.rows(complete ? JoinRelType.FULL : JoinRelType.LEFT);
        rows = rows.where(attributes.over(rows, question.where()));
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : rows.col("p"));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Atom.Total atom = entry.getValue();
            Component component = atom.component();
            if (atom.branch() instanceof Branch.Balance balance) {
                contribution.add(
                        entry.getKey(),
                        component,
                        balance(rows, balance),
                        null,
                        attributes.conditions(
                                rows, atom, complete && !isSum(component) ? List.of(stands(rows)) : List.of()),
                        component.type());
            } else {
                contribution.add(
                        entry.getKey(),
                        component,
                        component.argument() == null ? null : overState(rows, component.argument()),
                        component.order() == null ? null : overState(rows, component.order()),
                        attributes.conditions(
                                rows, atom, filters(rows, (Branch.Transition) atom.branch(), component, complete)),
                        component.type());
            }
        }
        return question.isOfFew(periods) ? contribution.ungrouped() : contribution.part();
    }

    private RexNode balance(Rows rows, Branch.Balance balance) {
        String what = balance.money() ? "mrr" : "active";
        return rows.col((givesChanges() ? "change" : balance.at() == At.OPENING ? "opening" : "closing") + "_" + what);
    }

    /** Which rows of {@code customer_transitions} a component counts. */
    private List<RexNode> filters(Rows rows, Branch.Transition branch, Component component, boolean complete) {
        List<RexNode> filters = new ArrayList<>();
        if (complete && !namesMovement(branch.where()) && !namesMovement(component.filter())) {
            filters.add(stands(rows));
        }
        if (givesChanges()) {
            filters.add(build.more(rows.col("p"), build.whole(0)));
        }
        if (branch.where() != null) {
            filters.add(overState(rows, branch.where()));
        }
        if (component.filter() != null) {
            filters.add(overState(rows, component.filter()));
        }
        return filters;
    }

    private RexNode stands(Rows rows) {
        return build.call(SqlStdOperatorTable.IS_NOT_NULL, rows.col(Moves.STANDS));
    }

    /** A customer who stands nowhere adds nothing or zero to a sum. */
    private static boolean isSum(Component component) {
        return component.function() == SqlStdOperatorTable.SUM;
    }

    /** Whether a condition asks for a movement, which who stands nowhere has not made. */
    private static boolean namesMovement(@Nullable RexNode condition) {
        return condition != null
                && RelOptUtil.conjunctions(condition).stream()
                        .anyMatch(c -> StateNeeds.word(c) != null
                                || c instanceof RexCall any
                                        && any.isA(SqlKind.OR)
                                        && any.getOperands().stream().allMatch(StateBranch::namesMovement));
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
