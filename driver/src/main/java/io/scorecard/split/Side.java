package io.scorecard.split;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * One input of a join, as its part of the joined row.
 *
 * @param first the column of the joined row that is this side's first
 * @param others how many columns of other inputs there are
 * @param madeUp whether the join makes up rows of NULLs on this side
 */
record Side(RelNode rel, boolean isLeft, int first, int others, boolean madeUp) {

    static Side of(Join join, boolean left) {
        int leftColumns = join.getLeft().getRowType().getFieldCount();
        int rightColumns = join.getRight().getRowType().getFieldCount();
        return left
                ? new Side(
                        join.getLeft(),
                        true,
                        0,
                        rightColumns,
                        join.getJoinType().generatesNullsOnLeft())
                : new Side(
                        join.getRight(),
                        false,
                        leftColumns,
                        leftColumns,
                        join.getJoinType().generatesNullsOnRight());
    }

    /** Of a relation that is not joined but only filtered. */
    static Side whole(RelNode rel) {
        return new Side(rel, true, 0, 0, false);
    }

    int columns() {
        return rel.getRowType().getFieldCount();
    }

    ImmutableBitSet bits() {
        return ImmutableBitSet.range(first, first + columns());
    }

    boolean touches(RexNode node) {
        return RelOptUtil.InputFinder.bits(node).intersects(bits());
    }

    /** Whether an expression looks at this side and at nothing else. */
    boolean owns(RexNode node) {
        ImmutableBitSet looked = RelOptUtil.InputFinder.bits(node);
        return !looked.isEmpty() && bits().contains(looked);
    }
}
