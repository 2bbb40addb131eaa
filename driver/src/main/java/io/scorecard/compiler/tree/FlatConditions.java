package io.scorecard.compiler.tree;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * {@code (a OR (b AND (c AND d))) → (a OR (b AND c AND d))}: no AND inside another, and no OR. Calcite takes a filter's
 * condition no other way, and flattens only the outermost.
 */
final class FlatConditions extends RexShuttle {

    private final RexBuilder rex;

    private FlatConditions(RexBuilder rex) {
        this.rex = rex;
    }

    static RexNode of(RexBuilder rex, RexNode condition) {
        return RexUtil.flatten(rex, condition.accept(new FlatConditions(rex)));
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexNode visited = super.visitCall(call);
        return switch (visited.getKind()) {
            case AND -> RexUtil.composeConjunction(rex, RelOptUtil.conjunctions(visited));
            case OR -> RexUtil.composeDisjunction(rex, RelOptUtil.disjunctions(visited));
            default -> visited;
        };
    }
}
