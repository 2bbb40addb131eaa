package io.scorecard.compiler.join;

import com.google.common.collect.ImmutableList;
import io.scorecard.compiler.answer.Figures;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Figure;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The measures that are asked of an outer join, asked of {@code kpi} alone. */
final class JoinedMeasures {

    private final Build build;
    private final OuterJoin join;
    private final Aggregate aggregate;

    JoinedMeasures(Build build, OuterJoin join, Aggregate aggregate) {
        this.build = build;
        this.join = join;
        this.aggregate = aggregate;
    }

    List<MeasureOperator> operators() {
        return aggregate.getAggCallList().stream()
                .map(c -> c.getAggregation() instanceof MeasureOperator m ? m : null)
                .map(m -> {
                    if (m == null) {
                        throw join.refused(aggregate, List.of());
                    }
                    return m;
                })
                .toList();
    }

    /** The measures by keys of {@code kpi}. */
    RelNode grouped(RelNode input, List<RexNode> keys, @Nullable ImmutableList<ImmutableBitSet> sets) {
        List<RexNode> columns = new ArrayList<>(keys);
        List<AggregateCall> calls = new ArrayList<>();
        List<Integer> asked = aggregate.getGroupSet().asList();
        operators();
        for (AggregateCall call : aggregate.getAggCallList()) {
            int filter = -1;
            if (call.hasFilter()) {
                RexNode condition = join.fields().get(call.filterArg);
                if (!join.isOfKpi(condition)) {
                    throw join.refused(aggregate, List.of());
                }
                filter = columns.size();
                columns.add(join.alone(condition));
            }
            calls.add(AggregateCall.create(
                    call.getAggregation(),
                    false,
                    false,
                    false,
                    List.of(),
                    List.of(),
                    filter,
                    null,
                    RelCollations.EMPTY,
                    call.getType(),
                    call.getName()));
        }
        RelNode projected = LogicalProject.create(input, List.of(), columns, (List<String>) null, Set.of());
        List<ImmutableBitSet> moved = sets == null
                ? List.of(ImmutableBitSet.range(keys.size()))
                : sets.stream()
                        .map(s -> ImmutableBitSet.of(
                                s.asList().stream().map(asked::indexOf).toList()))
                        .toList();
        return LogicalAggregate.create(
                projected,
                List.of(),
                ImmutableBitSet.range(keys.size()),
                ImmutableBitSet.ORDERING.immutableSortedCopy(moved),
                calls);
    }

    /** What a measure is where nothing is. */
    RexNode empty(MeasureOperator operator) {
        Measure measure = operator.measure();
        Figures figures = new Figures(build, measure.atoms());
        return measure.value().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                Atom atom = measure.atoms().get(ref.getIndex());
                List<Figure> behind = figures.of(atom);
                return behind.size() == 1
                        ? build.cast(behind.get(0).none(build), atom.type())
                        : build.nothing(atom.type());
            }
        });
    }
}
