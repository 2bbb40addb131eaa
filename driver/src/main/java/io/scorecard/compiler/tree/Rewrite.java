package io.scorecard.compiler.tree;

import io.scorecard.source.DeepStack;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** A rewrite of a whole tree, from its leaves up, into subqueries as well; Calcite's own shuttles skip those. */
public abstract class Rewrite extends RelHomogeneousShuttle implements UnaryOperator<RelNode> {

    /** The tree rewritten. */
    @Override
    public final RelNode apply(RelNode tree) {
        return tree.accept(this);
    }

    @Override
    public final RelNode visit(RelNode node) {
        DeepStack.checkpoint();
        RelNode children = visitChildren(node);
        RelNode inner = children.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
                return operands.clone(operands.rel.accept(Rewrite.this));
            }

            @Override
            public RexNode visitOver(RexOver over) {
                return Rewrite.this.window((RexOver) super.visitOver(over));
            }
        });
        return rewrite(inner);
    }

    /** A node whose inputs and subqueries are rewritten already. */
    protected abstract RelNode rewrite(RelNode node);

    protected RexNode window(RexOver over) {
        return over;
    }
}
