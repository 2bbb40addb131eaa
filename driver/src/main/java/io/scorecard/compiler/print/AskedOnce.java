package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Rewrite;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * What holds for every row that is left is not asked again of each.
 *
 * <pre>{@code
 * SELECT CASE WHEN type = 'nps' AND score <= 10 THEN score END FROM surveys WHERE type = 'nps'
 * → SELECT CASE WHEN score <= 10 THEN score END ..
 * SELECT CASE WHEN score <= 10 THEN score END FROM surveys WHERE score <= 10
 * → SELECT score ..
 * }</pre>
 */
final class AskedOnce extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof LogicalProject project) || !(project.getInput() instanceof LogicalFilter filter)) {
            return node;
        }
        List<RexNode> known = RelOptUtil.conjunctions(filter.getCondition()).stream()
                .filter(RexUtil::isDeterministic)
                .toList();
        RexBuilder rex = node.getCluster().getRexBuilder();
        return project.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall choice && choice.isA(SqlKind.CASE)
                        ? shorter(rex, choice, known)
                        : visited;
            }
        });
    }

    /** A later branch that is always taken stays as it is: it is rare, and those behind it would have to go. */
    private static RexNode shorter(RexBuilder rex, RexCall choice, List<RexNode> known) {
        List<RexNode> operands = new ArrayList<>(choice.getOperands());
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            List<RexNode> asked = new ArrayList<>(RelOptUtil.conjunctions(operands.get(i)));
            if (asked.removeAll(known)) {
                if (!asked.isEmpty()) {
                    operands.set(i, RexUtil.composeConjunction(rex, asked));
                } else if (i == 0 && operands.get(1).getType().equals(choice.getType())) {
                    return operands.get(1);
                }
            }
        }
        return choice.clone(choice.getType(), operands);
    }
}
