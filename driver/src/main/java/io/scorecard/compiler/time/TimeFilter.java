package io.scorecard.compiler.time;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Conditions on the time columns of {@code kpi}, all of which must hold.
 *
 * @param alone whether they are the measure's whole period, because the question asks for no time
 */
public record TimeFilter(List<RexNode> conditions, boolean alone) {
    public TimeFilter {
        conditions = List.copyOf(conditions);
    }
}
