package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Leaves out every {@link Correction}, for questions whose as_of is now: nothing has changed since. */
public final class AsOfToday extends Rewrite {

    private final Build build;
    private final Set<String> corrections;

    /** Projections that stand for a join: its left side, and nothing in the place of its right one. */
    private final List<RelNode> alone = new ArrayList<>();

    /** @param corrections the relations that correct tables */
    public AsOfToday(Build build, Set<String> corrections) {
        this.build = build;
        this.corrections = Set.copyOf(corrections);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Join join && join.getJoinType() == JoinRelType.LEFT && corrects(join.getRight())) {
            return remembered(UnaskedJoins.leftAlone(build, join, join.getLeft()));
        }
        if (node instanceof Project project && isAlone(project.getInput())) {
            Project below = (Project) project.getInput();
            List<RexNode> values = RelOptUtil.pushPastProject(project.getProjects(), below).stream()
                    .map(this::simple)
                    .toList();
            return LogicalProject.create(
                    below.getInput(), List.of(), values, project.getRowType(), project.getVariablesSet());
        }
        if (node instanceof Filter filter && isAlone(filter.getInput())) {
            Project below = (Project) filter.getInput();
            RexNode condition = simple(RelOptUtil.pushPastProject(filter.getCondition(), below));
            RelNode filtered =
                    LogicalFilter.create(below.getInput(), condition, ImmutableSet.copyOf(filter.getVariablesSet()));
            return remembered(
                    LogicalProject.create(filtered, List.of(), below.getProjects(), below.getRowType(), Set.of()));
        }
        return node;
    }

    private boolean corrects(RelNode node) {
        if (node instanceof TableScan scan) {
            RelationView view = scan.getTable().unwrap(RelationView.class);
            return view != null && corrections.contains(view.name());
        }
        return node instanceof Project project && corrects(project.getInput());
    }

    private boolean isAlone(RelNode node) {
        return alone.stream().anyMatch(a -> a == node);
    }

    private RelNode remembered(RelNode project) {
        alone.add(project);
        return project;
    }

    private RexNode simple(RexNode node) {
        return RexUtil.flatten(build.rex, Objects.requireNonNull(Simplifier.of(build, node)));
    }
}
