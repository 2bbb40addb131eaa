package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;

/** Aggregates over windows, of which one thing is another. */
public final class Windows {

    private Windows() {}

    /** The same aggregate over a window that is divided or put in order in another way. */
    public static RexNode ofOtherRows(
            RexBuilder rex, RexOver over, List<RexNode> partition, ImmutableList<RexFieldCollation> order) {
        return of(rex, over, over.getType(), over.getAggOperator(), over.getOperands(), partition, order);
    }

    /** Another aggregate over the rows that a window looks at. */
    public static RexNode ofSameRows(
            RexBuilder rex, RexOver over, SqlAggFunction function, List<RexNode> operands, RelDataType type) {
        RexWindow window = over.getWindow();
        return of(rex, over, type, function, operands, window.partitionKeys, window.orderKeys);
    }

    private static RexNode of(
            RexBuilder rex,
            RexOver over,
            RelDataType type,
            SqlAggFunction function,
            List<RexNode> operands,
            List<RexNode> partition,
            ImmutableList<RexFieldCollation> order) {
        RexWindow window = over.getWindow();
        return rex.makeOver(
                type,
                function,
                operands,
                partition,
                order,
                window.getLowerBound(),
                window.getUpperBound(),
                window.getExclude(),
                window.isRows(),
                true,
                false,
                over.isDistinct(),
                over.ignoreNulls());
    }
}
