package io.scorecard.compiler.tree;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.Litmus;

/** {@code Project(Project(x)) → Project(x)}, where no window and no subquery would be repeated by it. */
public final class MergedProjects extends Rewrite {

    private static final int BLOAT = 100;

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof LogicalProject top) || !(top.getInput() instanceof LogicalProject bottom)) {
            return node;
        }
        if (bottom.containsOver() || isCorrelated(top) || isCorrelated(bottom)) {
            return node;
        }
        List<RexNode> merged = RelOptUtil.pushPastProjectUnlessBloat(top.getProjects(), bottom, BLOAT);
        // What was expanded below may be nullable where this was not yet.
        return merged == null || !RexUtil.compatibleTypes(merged, top.getRowType(), Litmus.IGNORE)
                ? node
                : LogicalProject.create(bottom.getInput(), List.of(), merged, top.getRowType(), Set.of());
    }

    private static boolean isCorrelated(Project project) {
        return !project.getVariablesSet().isEmpty()
                || project.getProjects().stream().anyMatch(p -> RexUtil.SubQueryFinder.find(p) != null);
    }
}
