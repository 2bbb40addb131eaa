package io.scorecard.compiler.print;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;

/** Another aggregate over the rows that a window looks at. */
final class SameWindow {

    private SameWindow() {}

    static RexNode of(RexBuilder rex, RexOver over, SqlAggFunction function, List<RexNode> operands, RelDataType type) {
        RexWindow window = over.getWindow();
        return rex.makeOver(
                type,
                function,
                operands,
                window.partitionKeys,
                window.orderKeys,
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
