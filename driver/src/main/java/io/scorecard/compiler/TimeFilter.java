package io.scorecard.compiler;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Conditions on the time columns of {@code kpi}, all of which must hold. */
record TimeFilter(List<RexNode> conditions) {
    TimeFilter {
        conditions = List.copyOf(conditions);
    }
}
