package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Rewrite;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/**
 * A mean is kept in two parts, which can be added up; where a statement shows nothing but the mean, the engine's own
 * is cheaper.
 *
 * <pre>{@code
 * COALESCE(SUM(x), 0) / NULLIF(COUNT(x), 0) → AVG(x)    of doubles: an engine's mean of others has a type of its own
 * }</pre>
 */
final class Means extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        return node instanceof LogicalProject project && project.getInput() instanceof LogicalAggregate aggregate
                ? meant(project, aggregate)
                : node;
    }

    /** A sum or count that is shown by itself, too, stays: a mean would only be one aggregate more. */
    private static RelNode meant(Project project, Aggregate aggregate) {
        Shown shown = new Shown(aggregate);
        List<RexNode> values = project.getProjects().stream().map(shown::apply).toList();
        ImmutableBitSet asked = RelOptUtil.InputFinder.bits(values, null);
        if (shown.means.isEmpty() || shown.halves.stream().anyMatch(asked::get)) {
            return project;
        }
        List<AggregateCall> calls = new ArrayList<>();
        int width = aggregate.getRowType().getFieldCount() + shown.means.size();
        Mappings.TargetMapping places = Mappings.create(MappingType.PARTIAL_FUNCTION, width, width);
        int keys = aggregate.getGroupCount();
        for (int key = 0; key < keys; key++) {
            places.set(key, key);
        }
        List<AggregateCall> all = Stream.concat(aggregate.getAggCallList().stream(), shown.means.stream())
                .toList();
        for (int i = 0; i < all.size(); i++) {
            if (asked.get(keys + i)) {
                places.set(keys + i, keys + calls.size());
                calls.add(all.get(i));
            }
        }
        RelNode input = LogicalAggregate.create(
                aggregate.getInput(), aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
        return LogicalProject.create(
                input,
                project.getHints(),
                RexUtil.apply(places, values),
                project.getRowType().getFieldNames(),
                project.getVariablesSet());
    }

    /** What a projection shows, with means in place of quotients. */
    private static final class Shown extends RexShuttle {

        private final Aggregate aggregate;
        private final List<AggregateCall> means = new ArrayList<>();
        private final List<Integer> halves = new ArrayList<>();

        Shown(Aggregate aggregate) {
            this.aggregate = aggregate;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            if (call.isA(SqlKind.DIVIDE)) {
                int sum = place(orNothing(call.getOperands().get(0)));
                int count = place(notZero(call.getOperands().get(1)));
                if (sum >= 0 && count >= 0 && isMean(called(sum), called(count))) {
                    halves.add(sum);
                    halves.add(count);
                    return mean(called(sum), call.getType());
                }
            }
            return super.visitCall(call);
        }

        private RexNode mean(AggregateCall sum, RelDataType type) {
            RexBuilder rex = aggregate.getCluster().getRexBuilder();
            means.add(AggregateCall.create(
                    SqlStdOperatorTable.AVG,
                    false,
                    false,
                    false,
                    List.of(),
                    sum.getArgList(),
                    sum.filterArg,
                    null,
                    sum.collation,
                    type,
                    null));
            return rex.makeInputRef(type, aggregate.getRowType().getFieldCount() + means.size() - 1);
        }

        private boolean isMean(AggregateCall sum, AggregateCall count) {
            return sum.getAggregation().getKind() == SqlKind.SUM
                    && count.getAggregation().getKind() == SqlKind.COUNT
                    && sum.getArgList().size() == 1
                    && sum.getArgList().equals(count.getArgList())
                    && sum.filterArg == count.filterArg
                    && !sum.isDistinct()
                    && !count.isDistinct()
                    && aggregate
                                    .getInput()
                                    .getRowType()
                                    .getFieldList()
                                    .get(sum.getArgList().get(0))
                                    .getType()
                                    .getSqlTypeName()
                            == SqlTypeName.DOUBLE;
        }

        /** Of the aggregate that an expression is, or -1. */
        private int place(@Nullable RexNode node) {
            return node instanceof RexInputRef ref && ref.getIndex() >= aggregate.getGroupCount() ? ref.getIndex() : -1;
        }

        private AggregateCall called(int place) {
            return aggregate.getAggCallList().get(place - aggregate.getGroupCount());
        }

        /** {@code COALESCE(x, 0) → x}: where nothing is added up, nothing is counted either. */
        private static RexNode orNothing(RexNode node) {
            return node instanceof RexCall call && call.getOperator() == SqlStdOperatorTable.COALESCE
                    ? call.getOperands().get(0)
                    : node;
        }

        private static @Nullable RexNode notZero(RexNode node) {
            return node instanceof RexCall call
                            && call.getOperator() == SqlStdOperatorTable.NULLIF
                            && call.getOperands().get(1) instanceof RexLiteral literal
                            && literal.getValue() instanceof BigDecimal zero
                            && zero.signum() == 0
                    ? call.getOperands().get(0)
                    : null;
        }
    }
}
