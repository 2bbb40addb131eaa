package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.KpiAggregate;
import io.scorecard.compiler.sql.Regressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
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
 * @param variables by which its subqueries look at those rows
 */
record Taken(
        SqlAggFunction function,
        List<RexNode> arguments,
        @Nullable RexNode filter,
        Set<CorrelationId> variables) {

    /** Sums of what is summed up, and means of it: of a sum of two, the sum of both. */
    private static final Set<SqlKind> LINEAR = Set.of(SqlKind.SUM, SqlKind.SUM0, SqlKind.AVG);

    /** Texts and lists: they have a row's value as often as it comes. */
    private static final Set<SqlKind> LISTS =
            Set.of(SqlKind.LISTAGG, SqlKind.STRING_AGG, SqlKind.ARRAY_AGG, SqlKind.ARRAY_CONCAT_AGG);

    static Taken of(AggregateCall call, RelNode input) {
        List<RexNode> arguments = new ArrayList<>();
        boolean percentile = call.getAggregation().getKind() == SqlKind.PERCENTILE_CONT
                || call.getAggregation().getKind() == SqlKind.PERCENTILE_DISC;
        (percentile ? call.getCollation().getKeys() : call.getArgList())
                .forEach(i -> arguments.add(RexInputRef.of(i, input.getRowType())));
        RexNode filter = call.hasFilter() ? RexInputRef.of(call.filterArg, input.getRowType()) : null;
        return new Taken(call.getAggregation(), arguments, filter, Set.of());
    }

    static Taken of(RexOver over, Set<CorrelationId> variables) {
        return new Taken(over.getAggOperator(), over.getOperands(), null, variables);
    }

    Taken with(List<RexNode> others) {
        return new Taken(function, others, null, Set.of());
    }

    SqlKind kind() {
        return function.getKind();
    }

    /** Whether repetition changes it. */
    boolean isChanged() {
        return function instanceof KpiAggregate
                || Regressions.is(function)
                || LISTS.contains(kind())
                || Repeated.CHANGED.contains(kind());
    }

    boolean isLinear() {
        return LINEAR.contains(kind());
    }

    /** Whether it is the same however often all rows come. */
    boolean isMean() {
        return isChanged()
                && !LISTS.contains(kind())
                && !(function instanceof KpiAggregate)
                && kind() != SqlKind.SUM
                && kind() != SqlKind.SUM0
                && kind() != SqlKind.COUNT
                && !Regressions.counts(function);
    }
}
