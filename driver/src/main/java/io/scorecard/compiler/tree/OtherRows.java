package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;

/** The same aggregate over a window that is divided or put in order in another way. */
public final class OtherRows {

    private OtherRows() {}

    public static RexNode of(
            RexBuilder rex, RexOver over, List<RexNode> partition, ImmutableList<RexFieldCollation> order) {
        RexWindow window = over.getWindow();
        return rex.makeOver(
                over.getType(),
                over.getAggOperator(),
                over.getOperands(),
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
