package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Leaves out branches of which a condition above lets no row through, because of constants alone:
 * {@code σ[t = 'a'](π['a' AS t](x) ∪ π['b' AS t](y)) → σ[t = 'a'](π['a' AS t](x))}. The condition stays where it is.
 *
 * <p>An engine finds that by itself, and asks all the same whether the other branch's table may be read: with a GRANT
 * missing, one table would hide what is known of the others.
 */
public final class LivingBranches extends Rewrite {

    private final Build build;

    public LivingBranches(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter)) {
            return node;
        }
        RelNode living = under(filter.getCondition(), filter.getInput());
        return living == filter.getInput() ? filter : filter.copy(filter.getTraitSet(), List.of(living));
    }

    private RelNode under(RexNode condition, RelNode rows) {
        if (rows instanceof Project project && isPlain(condition, project)) {
            RelNode input = under(RelOptUtil.pushPastProject(condition, project), project.getInput());
            return input == project.getInput() ? project : project.copy(project.getTraitSet(), List.of(input));
        }
        if (rows instanceof Filter other) {
            RelNode input = under(condition, other.getInput());
            return input == other.getInput() ? other : other.copy(other.getTraitSet(), List.of(input));
        }
        return rows instanceof Union union && union.all ? union(condition, union) : rows;
    }

    /** One branch stays, whatever it is: what comes after need not know of a question without any table. */
    private RelNode union(RexNode condition, Union union) {
        List<RelNode> living = new ArrayList<>();
        for (RelNode branch : union.getInputs()) {
            if (!isDead(condition, branch)) {
                living.add(under(condition, branch));
            }
        }
        if (living.isEmpty() || living.equals(union.getInputs())) {
            return union;
        }
        return living.size() == 1
                ? RelOptUtil.createCastRel(living.get(0), union.getRowType(), true)
                : LogicalUnion.create(living, true);
    }

    private boolean isDead(RexNode condition, RelNode branch) {
        if (branch instanceof Union inner && inner.all) {
            return inner.getInputs().stream().allMatch(i -> isDead(condition, i));
        }
        if (!(branch instanceof Project project) || !isPlain(condition, project)) {
            return false;
        }
        RexNode below = Simplifier.of(build, RelOptUtil.pushPastProject(condition, project));
        return below != null && below.isAlwaysFalse();
    }

    /** A subquery may look at the row that it stands in, and what is drawn by lot is another value each time. */
    private static boolean isPlain(RexNode condition, Project project) {
        return RexUtil.SubQueryFinder.find(condition) == null
                && project.getProjects().stream().allMatch(p -> RexUtil.SubQueryFinder.find(p) == null)
                && RexUtil.isDeterministic(condition)
                && !project.containsOver();
    }
}
