package io.scorecard.compiler.tree;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;

/**
 * {@code SELECT DISTINCT x, COUNT(*) OVER ()}: the windows get a select of their own. Printed in one, they would
 * stand in GROUP BY, which no source accepts.
 */
public final class WindowsApart extends Rewrite {

    private final Build build;

    public WindowsApart(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        boolean mixed =
                node instanceof Aggregate && node.getInput(0) instanceof Project project && project.containsOver();
        return mixed
                ? node.copy(
                        node.getTraitSet(),
                        List.of(LogicalFilter.create(node.getInput(0), build.rex.makeLiteral(true))))
                : node;
    }
}
