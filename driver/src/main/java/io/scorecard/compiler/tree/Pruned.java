package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Leaves out what a model rules out: {@code x UNION ALL (y WHERE FALSE) → x}. Settings and unmapped
 * tables are constants in the catalogue's relations, and an engine plans a dead branch before it drops it.
 */
public final class Pruned extends Rewrite {

    private final Build build;

    public Pruned(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Project project) {
            return isEmpty(project.getInput()) ? nothing(project) : simple(project);
        }
        if (node instanceof Join join) {
            return join(join);
        }
        if (node instanceof Aggregate aggregate) {
            boolean onlyGroups = aggregate.getGroupType() == Aggregate.Group.SIMPLE && aggregate.getGroupCount() > 0;
            return onlyGroups && isEmpty(aggregate.getInput()) ? nothing(aggregate) : aggregate;
        }
        return node instanceof Union union && union.all ? union(union) : node;
    }

    public static boolean isEmpty(RelNode node) {
        return node instanceof LogicalValues values && values.getTuples().isEmpty();
    }

    private RelNode nothing(RelNode node) {
        return LogicalValues.createEmpty(build.cluster, node.getRowType());
    }

    private RexNode simple(RexNode node) {
        return Objects.requireNonNull(Simplifier.of(build, node));
    }

    private RelNode filter(Filter filter) {
        RexNode condition = RexUtil.removeNullabilityCast(build.types, simple(filter.getCondition()));
        if (isEmpty(filter.getInput()) || condition.isAlwaysFalse()) {
            return nothing(filter);
        }
        return condition.isAlwaysTrue()
                ? filter.getInput()
                : LogicalFilter.create(filter.getInput(), condition, ImmutableSet.copyOf(filter.getVariablesSet()));
    }

    private RelNode simple(Project project) {
        List<RexNode> values = project.getProjects().stream().map(this::simple).toList();
        return LogicalProject.create(
                project.getInput(), project.getHints(), values, project.getRowType(), project.getVariablesSet());
    }

    private RelNode join(Join join) {
        boolean noLeft = isEmpty(join.getLeft());
        JoinRelType type = join.getJoinType();
        RexNode condition = RexUtil.removeNullabilityCast(build.types, simple(join.getCondition()));
        boolean noRight = isEmpty(join.getRight()) || condition.isAlwaysFalse() && type == JoinRelType.LEFT;
        if (noLeft && !type.generatesNullsOnLeft() || noRight && type == JoinRelType.INNER) {
            return nothing(join);
        }
        if (noRight && type == JoinRelType.LEFT) {
            return leftAlone(join);
        }
        return LogicalJoin.create(
                join.getLeft(), join.getRight(), join.getHints(), condition, join.getVariablesSet(), type);
    }

    private RelNode leftAlone(Join join) {
        List<RexNode> values = new ArrayList<>();
        int left = join.getLeft().getRowType().getFieldCount();
        for (RelDataTypeField field : join.getRowType().getFieldList()) {
            values.add(
                    field.getIndex() < left
                            ? build.rex.makeInputRef(join.getLeft(), field.getIndex())
                            : build.nothing(field.getType()));
        }
        return LogicalProject.create(
                join.getLeft(), List.of(), values, join.getRowType().getFieldNames(), Set.of());
    }

    private RelNode union(Union union) {
        List<RelNode> inputs =
                union.getInputs().stream().filter(i -> !isEmpty(i)).toList();
        if (inputs.isEmpty()) {
            return nothing(union);
        }
        return inputs.size() == 1
                ? RelOptUtil.createCastRel(inputs.get(0), union.getRowType(), true)
                : LogicalUnion.create(inputs, true);
    }
}
