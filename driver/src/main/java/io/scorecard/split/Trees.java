package io.scorecard.split;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/** Trees of relations, their subqueries included; Calcite's own walks skip those. */
final class Trees {

    private Trees() {}

    /** The relations that a node rests on: its inputs and its subqueries. */
    static List<RelNode> children(RelNode node) {
        List<RelNode> children = new ArrayList<>(node.getInputs());
        children.addAll(subqueries(node));
        return children;
    }

    static List<RelNode> subqueries(RelNode node) {
        List<RelNode> found = new ArrayList<>();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                found.add(subQuery.rel);
                return super.visitSubQuery(subQuery);
            }
        });
        return found;
    }

    /** The node over changed children. */
    static RelNode map(RelNode node, UnaryOperator<RelNode> change) {
        return map(node, change, change);
    }

    static RelNode map(RelNode node, UnaryOperator<RelNode> change, UnaryOperator<RelNode> subqueryChange) {
        List<RelNode> inputs = new ArrayList<>();
        node.getInputs().forEach(i -> inputs.add(change.apply(i)));
        RelNode over = inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
        return over.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
                RelNode changed = subqueryChange.apply(operands.rel);
                return changed == operands.rel ? operands : operands.clone(changed);
            }
        });
    }

    /** Whether any part of a tree looks at a row outside of that part. */
    static boolean isCorrelated(RelNode node) {
        boolean[] found = new boolean[1];
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                found[0] = true;
                return variable;
            }
        });
        return found[0]
                || !node.getVariablesSet().isEmpty()
                || children(node).stream().anyMatch(Trees::isCorrelated);
    }

    /** Whether a tree looks at a row outside of itself. */
    static boolean looksOutside(RelNode node) {
        return !outside(node).isEmpty();
    }

    private static Set<CorrelationId> outside(RelNode node) {
        Set<CorrelationId> found = new HashSet<>();
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitCorrelVariable(RexCorrelVariable variable) {
                found.add(variable.id);
                return variable;
            }
        });
        children(node).forEach(c -> found.addAll(outside(c)));
        found.removeAll(node.getVariablesSet());
        return found;
    }

    /** Whether an expression is more than a function of its row. */
    static boolean isMore(RexNode node) {
        return RexOver.containsOver(node) || RexUtil.SubQueryFinder.find(node) != null;
    }

    /**
     * Whether rows can be grouped by an expression: to a source each {@code ?} is one of its own, so that the
     * same expression selected and grouped by would be two.
     */
    static boolean canGroup(RexNode node) {
        boolean[] parameter = new boolean[1];
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam dynamic) {
                parameter[0] = true;
                return dynamic;
            }
        });
        return !parameter[0] && !isMore(node) && RexUtil.isDeterministic(node);
    }
}
