package io.scorecard.compiler.time;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Windows;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;

/**
 * {@code bound()} in expressions of a relation: the only bound as a literal, or the column of the tree below; the first
 * and the last of all bounds, and the stretch between bounds that a moment lies in.
 */
public final class BoundCalls {

    private final Build build;
    private final PeriodBounds bounds;

    public BoundCalls(Build build, PeriodBounds bounds) {
        this.build = build;
        this.bounds = bounds;
    }

    /** Whether one of these needs a tree that is spread. */
    public boolean needColumn(List<? extends RexNode> expressions) {
        return !bounds.one()
                && expressions.stream().anyMatch(e -> RexUtil.findOperatorCall(Operators.BOUND, e) != null);
    }

    /** An expression over a tree, whose windows keep to one bound. */
    public RexNode settled(RexNode expression, BoundTree below) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getOperator() == Operators.BOUND) {
                    return bounds.one() ? bounds.only() : below.bound();
                }
                if (call.getOperator() == Operators.FIRST_BOUND) {
                    return bounds.first();
                }
                if (call.getOperator() == Operators.LAST_BOUND) {
                    return bounds.last();
                }
                RexCall visited = (RexCall) super.visitCall(call);
                return call.getOperator() == Operators.STRETCH
                        ? bounds.stretch(visited.getOperands().get(0))
                        : visited;
            }

            @Override
            public RexNode visitOver(RexOver over) {
                RexOver visited = (RexOver) super.visitOver(over);
                return below.spread() ? partitioned(visited, below.number()) : visited;
            }
        });
    }

    private RexNode partitioned(RexOver over, RexNode more) {
        RexWindow window = over.getWindow();
        List<RexNode> partition = new ArrayList<>(window.partitionKeys);
        partition.add(more);
        return Windows.ofOtherRows(build.rex, over, partition, window.orderKeys);
    }
}
