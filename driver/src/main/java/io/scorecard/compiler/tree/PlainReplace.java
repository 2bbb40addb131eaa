package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * {@code REPLACE(t, a, b) → REPLACED(t, a, b)} in a definition. The embedded database has a bound on REPLACE, which costs
 * two thirds of the time of a dozen of them inside each other. Definitions are no stranger's, and are printed past it.
 */
public final class PlainReplace extends Rewrite {

    private final Build build;

    public PlainReplace(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = (RexCall) super.visitCall(call);
                return visited.getOperator().getName().equals("REPLACE")
                        ? build.rex.makeCall(visited.getType(), Operators.REPLACED, visited.getOperands())
                        : visited;
            }
        });
    }
}
