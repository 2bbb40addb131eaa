package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregate or a window takes of the rows below it.
 *
 * @param arguments over those rows; of a percentile what it is taken of
 * @param filter which rows, or null
 */
record Taken(
        SqlAggFunction function,
        List<RexNode> arguments,
        @Nullable RexNode filter) {

    static Taken of(AggregateCall call, RelNode input) {
        List<RexNode> arguments = new ArrayList<>();
        boolean percentile = call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT
                || call.getAggregation().getKind() == SqlKind.PERCENTILE_DISC;
        (percentile ? call.getCollation().getKeys() : call.getArgList())
                .forEach(i -> arguments.add(RexInputRef.of(i, input.getRowType())));
        RexNode filter = call.hasFilter() ? RexInputRef.of(call.filterArg, input.getRowType()) : null;
        return new Taken(call.getAggregation(), arguments, filter);
    }

    static Taken of(RexOver over) {
        return new Taken(over.getAggOperator(), over.getOperands(), null);
    }

    Taken with(List<RexNode> others) {
        return new Taken(function, others, null);
    }

    SqlKind kind() {
        return function.getKind();
    }

    /** Whether repetition changes it. */
    boolean isChanged() {
        return function instanceof KpiAggregate || Repeated.CHANGED.contains(kind());
    }

    /** Whether it is the same however often all rows come. */
    boolean isMean() {
        return isChanged()
                && !(function instanceof KpiAggregate)
                && kind() != SqlKind.SUM
                && kind() != SqlKind.SUM0
                && kind() != SqlKind.COUNT;
    }
}
