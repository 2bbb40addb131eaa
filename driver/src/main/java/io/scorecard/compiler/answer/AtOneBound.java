package io.scorecard.compiler.answer;

import com.google.common.collect.ImmutableSet;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a relation that serves any number of bounds needs not do for one. Of rows that hold until the next one that is the
 * last before the bound; and what was read up to the bound begins before it:
 *
 * <pre>{@code
 * t < :bound AND (next IS NULL OR next >= :bound), next: LEAD(t) OVER (PARTITION BY k ORDER BY t, u)
 *   → ROW_NUMBER() OVER (PARTITION BY k ORDER BY t DESC, u DESC) = 1 of those with t < :bound
 * MIN(t) < :bound, of rows with t < last_bound()  → TRUE
 * }</pre>
 */
final class AtOneBound {

    private final Build build;

    AtOneBound(Build build) {
        this.build = build;
    }

    /** The last rows before the bound in place of those that hold at it; the same node where it is none of these. */
    Project last(Project outer) {
        if (!(outer.getInput() instanceof Filter filter) || !(filter.getInput() instanceof Project inner)) {
            return outer;
        }
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        for (RexNode held : conditions) {
            int next = heldUntil(held);
            RexOver lead = next < 0 || isUsed(outer, next) ? null : onlyLead(inner, next);
            for (RexNode begun : conditions) {
                int moment = lead == null ? -1 : before(begun, Operators.BOUND);
                if (moment >= 0
                        && inner.getProjects()
                                .get(moment)
                                .equals(lead.getOperands().get(0))) {
                    List<RexNode> others = new ArrayList<>(conditions);
                    others.removeAll(List.of(held, begun));
                    boolean free = !RelOptUtil.InputFinder.bits(others, null).get(next);
                    return free ? last(outer, inner, next, lead, others) : outer;
                }
            }
        }
        return outer;
    }

    private Project last(Project outer, Project inner, int next, RexOver lead, List<RexNode> others) {
        RexNode bound = build.rex.makeCall(Operators.BOUND);
        RelNode before = LogicalFilter.create(
                inner.getInput(), build.less(lead.getOperands().get(0), bound));
        RexWindow window = lead.getWindow();
        List<RexNode> columns = new ArrayList<>(inner.getProjects());
        columns.set(next, build.nothing(lead.getType()));
        columns.add(build.rowNumberFromLast(
                window.partitionKeys,
                window.orderKeys.stream().map(RexFieldCollation::getKey).toList()));
        List<String> names = new ArrayList<>(inner.getRowType().getFieldNames());
        names.add("from_last");
        RelNode numbered = LogicalProject.create(before, List.of(), columns, names, Set.of());
        RexNode number = build.rex.makeInputRef(numbered, columns.size() - 1);
        others.add(build.equal(number, build.typed(1, number.getType())));
        RelNode one = LogicalFilter.create(numbered, RexUtil.composeConjunction(build.rex, others));
        return LogicalProject.create(
                one, outer.getHints(), outer.getProjects(), outer.getRowType().getFieldNames(), Set.of());
    }

    /** Without what is so of all groups. */
    RelNode first(Filter filter) {
        List<RexNode> others = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
        others.removeIf(c -> isFirst(filter.getInput(), before(c, Operators.BOUND)));
        return others.isEmpty()
                ? filter.getInput()
                : LogicalFilter.create(
                        filter.getInput(),
                        RexUtil.composeConjunction(build.rex, others),
                        ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    /** Whether a column is the first of some moments that are all before the last bound. */
    private static boolean isFirst(RelNode node, int column) {
        if (column < 0) {
            return false;
        }
        if (node instanceof Project project) {
            return project.getProjects().get(column) instanceof RexInputRef ref
                    && isFirst(project.getInput(), ref.getIndex());
        }
        if (!(node instanceof Aggregate aggregate)
                || column < aggregate.getGroupCount()
                || aggregate.getGroupCount() == 0) {
            return false;
        }
        AggregateCall call = aggregate.getAggCallList().get(column - aggregate.getGroupCount());
        return call.getAggregation().getKind() == SqlKind.MIN
                && !call.hasFilter()
                && isBeforeLast(aggregate.getInput(), call.getArgList().get(0));
    }

    private static boolean isBeforeLast(RelNode node, int column) {
        if (node instanceof Project project) {
            return project.getProjects().get(column) instanceof RexInputRef ref
                    && isBeforeLast(project.getInput(), ref.getIndex());
        }
        return node instanceof Filter filter
                && RelOptUtil.conjunctions(filter.getCondition()).stream()
                        .anyMatch(c -> before(c, Operators.LAST_BOUND) == column);
    }

    private static boolean isUsed(Project outer, int column) {
        return RelOptUtil.InputFinder.bits(outer.getProjects(), null).get(column);
    }

    /** The window of a column that looks at the next moment in order, if it is the only window. */
    private static @Nullable RexOver onlyLead(Project project, int column) {
        boolean others = IntStream.range(0, project.getProjects().size())
                .anyMatch(i -> i != column
                        && RexOver.containsOver(project.getProjects().get(i)));
        return !others
                        && project.getProjects().get(column) instanceof RexOver over
                        && over.getKind() == SqlKind.LEAD
                        && over.getOperands().size() == 1
                        && over.getWindow().orderKeys.stream().allMatch(AtOneBound::isAscending)
                        && over.getWindow()
                                .orderKeys
                                .get(0)
                                .getKey()
                                .equals(over.getOperands().get(0))
                ? over
                : null;
    }

    private static boolean isAscending(RexFieldCollation key) {
        return !key.right.contains(SqlKind.DESCENDING) && !key.right.contains(SqlKind.NULLS_FIRST);
    }

    /** The column that is before a bound, or -1. */
    private static int before(RexNode condition, SqlOperator bound) {
        return condition.isA(SqlKind.LESS_THAN) ? column(condition, bound) : -1;
    }

    /** The column of {@code next IS NULL OR next >= :bound}, or -1. */
    private static int heldUntil(RexNode condition) {
        List<RexNode> choices = RelOptUtil.disjunctions(condition);
        if (choices.size() != 2
                || !choices.get(0).isA(SqlKind.IS_NULL)
                || !choices.get(1).isA(SqlKind.GREATER_THAN_OR_EQUAL)) {
            return -1;
        }
        int column = column(choices.get(1), Operators.BOUND);
        return ((RexCall) choices.get(0)).getOperands().get(0) instanceof RexInputRef ref && ref.getIndex() == column
                ? column
                : -1;
    }

    private static int column(RexNode comparison, SqlOperator bound) {
        List<RexNode> sides = ((RexCall) comparison).getOperands();
        return sides.get(0) instanceof RexInputRef ref
                        && sides.get(1) instanceof RexCall call
                        && call.getOperator() == bound
                ? ref.getIndex()
                : -1;
    }
}
