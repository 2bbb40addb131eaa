package io.scorecard.compiler.join;

import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.guard.JoinedRows;
import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * One LEFT or RIGHT JOIN with {@code kpi} on one side, and what stands over it.
 *
 * @param fields the columns over the join, as expressions over those of the join
 * @param where what holds for them, over the columns of the join
 * @param kpiIsLeft whether {@code kpi} is the left side
 */
record OuterJoin(Build build, Join join, List<RexNode> fields, List<RexNode> where, boolean kpiIsLeft) {

    /** Empty where anything else stands over the join, or the join is another one. */
    static Optional<OuterJoin> under(Build build, RelNode node) {
        if (node instanceof Project project && !project.containsOver()) {
            return under(build, project.getInput())
                    .map(o -> new OuterJoin(
                            build,
                            o.join,
                            project.getProjects().stream().map(o::over).toList(),
                            o.where,
                            o.kpiIsLeft));
        }
        if (node instanceof Filter filter && filter.getVariablesSet().isEmpty()) {
            return under(build, filter.getInput()).map(o -> {
                List<RexNode> all = new ArrayList<>(o.where);
                all.addAll(RelOptUtil.conjunctions(o.over(filter.getCondition())));
                return new OuterJoin(build, o.join, o.fields, all, o.kpiIsLeft);
            });
        }
        if (!(node instanceof Join join)
                || join.getJoinType() != JoinRelType.LEFT && join.getJoinType() != JoinRelType.RIGHT) {
            return Optional.empty();
        }
        boolean left = KpiRows.under(build, join.getLeft()).isPresent();
        boolean right = KpiRows.under(build, join.getRight()).isPresent();
        return left == right
                ? Optional.empty()
                : Optional.of(
                        new OuterJoin(build, join, build.rex.identityProjects(join.getRowType()), List.of(), left));
    }

    private RexNode over(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return fields.get(ref.getIndex());
            }
        });
    }

    /** Whether every row of {@code kpi} is kept, and not every row of the other side. */
    boolean keepsKpi() {
        return kpiIsLeft == (join.getJoinType() == JoinRelType.LEFT);
    }

    RelNode kpi() {
        return kpiIsLeft ? join.getLeft() : join.getRight();
    }

    RelNode other() {
        return kpiIsLeft ? join.getRight() : join.getLeft();
    }

    private int width() {
        return join.getLeft().getRowType().getFieldCount();
    }

    boolean isOfKpi(RexNode node) {
        return isOf(node, kpiIsLeft);
    }

    boolean isOfOther(RexNode node) {
        return isOf(node, !kpiIsLeft);
    }

    private boolean isOf(RexNode node, boolean left) {
        return RelOptUtil.InputFinder.bits(node).asList().stream().allMatch(i -> i < width() == left);
    }

    /** An expression over one side's columns of the join, over that side alone. */
    RexNode alone(RexNode node) {
        int shift = RelOptUtil.InputFinder.bits(node).nextSetBit(width()) < 0 ? 0 : width();
        return RexUtil.shift(node, -shift);
    }

    /** Whether rows that the join made up are taken out again: then it is an inner one. */
    boolean isInner(Aggregate aggregate) {
        ImmutableBitSet made = keepsKpi() == kpiIsLeft
                ? ImmutableBitSet.range(width(), join.getRowType().getFieldCount())
                : ImmutableBitSet.range(width());
        boolean rejected = where.stream().anyMatch(c -> Strong.isNotTrue(c, made));
        // Over all groups together a row without kpi adds nothing to any measure.
        return rejected
                || !keepsKpi()
                        && aggregate.getGroupSet().isEmpty()
                        && where.stream().allMatch(this::isOfOther);
    }

    RelNode asInner() {
        RelNode inner = LogicalJoin.create(
                join.getLeft(), join.getRight(), List.of(), join.getCondition(), Set.of(), JoinRelType.INNER);
        RelNode filtered = where.isEmpty() ? inner : LogicalFilter.create(inner, build.and(where));
        return LogicalProject.create(filtered, List.of(), fields, (List<String>) null, Set.of());
    }

    /** @param keys of {@code kpi} that are known to be equal to columns of the other side */
    RuntimeException refused(Aggregate aggregate, Collection<RexNode> keys) {
        KpiRows rows = KpiRows.under(build, kpi()).orElseThrow();
        String measures = aggregate.getAggCallList().stream()
                .filter(c -> c.getAggregation() instanceof MeasureOperator)
                .map(c -> c.getAggregation().getName())
                .collect(Collectors.joining(", "));
        String segments = keys.stream()
                .map(rows::over)
                .filter(RexInputRef.class::isInstance)
                .map(r -> rows.kpi().column(((RexInputRef) r).getIndex()).name())
                .distinct()
                .collect(Collectors.joining(", "));
        String by = segments.isEmpty() ? KpiColumn.CUSTOMER : segments;
        String others = new JoinedRows(other())
                .leaves().stream()
                        .map(l -> l.name().isEmpty() ? ".." : l.name())
                        .collect(Collectors.joining(" JOIN "));
        String answer = "(SELECT " + by + ", " + measures + " FROM kpi GROUP BY " + by + ") AS k";
        return ErrorCode.UNANSWERABLE.with(
                "Measures cannot be asked of this outer join of kpi: it would take customers more than once, or not say"
                        + " which.",
                "Join the answer: SELECT .. FROM "
                        + (keepsKpi() ? answer + " LEFT JOIN " + others : others + " LEFT JOIN " + answer) + " ON ..");
    }
}
