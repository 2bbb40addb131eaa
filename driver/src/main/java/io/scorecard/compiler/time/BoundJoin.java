package io.scorecard.compiler.time;

import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** {@code left JOIN right ON x}, both at bounds: they meet at the same one, and what is joined is at that. */
public final class BoundJoin {

    private final Build build;
    private final Join join;
    private final BoundTree left;
    private final BoundTree right;

    private BoundJoin(Build build, Join join, BoundTree left, BoundTree right) {
        this.build = build;
        this.join = join;
        this.left = left;
        this.right = right;
    }

    /** A side that may stay alone is spread where the other one is: its rows are there at every bound. */
    public static BoundTree of(
            Build build, Join join, BoundTree left, BoundTree right, PeriodBounds bounds, BoundCalls calls) {
        boolean named = calls.needColumn(List.of(join.getCondition()));
        if (!left.spread() && !right.spread() && !named) {
            return new BoundTree(new BoundJoin(build, join, left, right).joined(calls), false);
        }
        JoinRelType type = join.getJoinType();
        boolean leftSpread = type.generatesNullsOnRight() || named && !right.spread();
        boolean rightSpread = type.generatesNullsOnLeft();
        return new BoundJoin(
                        build,
                        join,
                        leftSpread ? bounds.spread(left) : left,
                        rightSpread ? bounds.spread(right) : right)
                .spread(calls);
    }

    private RelNode joined(BoundCalls calls) {
        BoundTree both = both();
        RexNode condition = calls.settled(shifted(join.getCondition()), left.spread() ? left : both);
        if (left.spread() && right.spread()) {
            condition = build.and(condition, build.equal(left.number(), both.number()));
        }
        return LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), join.getJoinType());
    }

    /** All columns of both sides, as a condition sees them. */
    private BoundTree both() {
        RelNode cross = LogicalJoin.create(
                left.rel(), right.rel(), List.of(), build.rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
        return new BoundTree(cross, right.spread());
    }

    /** The own columns of both sides, then the number and the bound of whichever side has them. */
    private BoundTree spread(BoundCalls calls) {
        BoundTree joined = new BoundTree(joined(calls), true);
        int width = width();
        List<RexNode> columns = new ArrayList<>(joined.columns(0, left.own()));
        columns.addAll(joined.columns(width, width + right.own()));
        for (int i = 0; i < BoundTree.EXTRAS; i++) {
            RexNode ofLeft = left.spread() ? joined.column(left.own() + i) : null;
            RexNode ofRight = right.spread() ? joined.column(width + right.own() + i) : null;
            boolean either =
                    ofLeft != null && ofRight != null && join.getJoinType().generatesNullsOnLeft();
            columns.add(either ? build.coalesce(ofLeft, ofRight) : ofLeft != null ? ofLeft : ofRight);
        }
        List<String> names = joined.names(join.getRowType().getFieldNames());
        return new BoundTree(LogicalProject.create(joined.rel(), List.of(), columns, names, Set.of()), true);
    }

    private int width() {
        return left.rel().getRowType().getFieldCount();
    }

    /** References to the right side moved behind what the left side has more. */
    private RexNode shifted(RexNode condition) {
        int own = left.own();
        int more = width() - own;
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < own ? ref : new RexInputRef(ref.getIndex() + more, ref.getType());
            }
        });
    }
}
