package io.scorecard.compiler.tree;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which columns of what it reads a node looks at, where some of its own are looked at: {@code SELECT k.month FROM kpi
 * k JOIN t ON t.s = k.segment} looks at two of {@code kpi}.
 */
public final class NeededColumns {

    private NeededColumns() {}

    public static ImmutableBitSet all(RelNode node) {
        return ImmutableBitSet.range(node.getRowType().getFieldCount());
    }

    /** The columns of one of its inputs, if these of its own are needed. */
    public static ImmutableBitSet of(RelNode node, int input, ImmutableBitSet own) {
        if (node instanceof Project project) {
            List<RexNode> used =
                    own.asList().stream().map(project.getProjects()::get).toList();
            return project.getVariablesSet().isEmpty()
                    ? RelOptUtil.InputFinder.bits(used, null)
                    : all(node.getInput(input));
        }
        if (node instanceof Filter filter) {
            return filter.getVariablesSet().isEmpty()
                    ? own.union(RelOptUtil.InputFinder.bits(filter.getCondition()))
                    : all(filter.getInput());
        }
        if (node instanceof Sort sort) {
            return sort.fetch == null && sort.offset == null
                    ? own.union(ImmutableBitSet.of(sort.getCollation().getKeys()))
                    : all(sort.getInput());
        }
        if (node instanceof Aggregate aggregate) {
            return of(aggregate);
        }
        if (node instanceof Join join && join.getJoinType().projectsRight()) {
            ImmutableBitSet both = own.union(RelOptUtil.InputFinder.bits(join.getCondition()));
            int left = join.getLeft().getRowType().getFieldCount();
            ImmutableBitSet used = input == 0
                    ? both.intersect(ImmutableBitSet.range(left))
                    : both.except(ImmutableBitSet.range(left)).shift(-left);
            return used.isEmpty() ? all(join.getInput(input)) : used;
        }
        return all(node.getInput(input));
    }

    private static ImmutableBitSet of(Aggregate aggregate) {
        ImmutableBitSet.Builder used = aggregate.getGroupSet().rebuild();
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(used::set);
            call.getCollation().getKeys().forEach(used::set);
            if (call.hasFilter()) {
                used.set(call.filterArg);
            }
        }
        return used.build();
    }
}
