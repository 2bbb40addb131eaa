package io.scorecard.compiler.sql;

import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** What does not mean the same in one SELECT with its GROUP BY as in one of its own. */
public final class Groups {

    /** What the embedded database has bounded by macros with queries in them, which it does not take in HAVING. */
    private static final Set<String> BOUNDED = Set.of("REPLACE", "REGEXP_REPLACE", "REPEAT", "LPAD", "RPAD");

    private Groups() {}

    /** Whether it has windows, or passes on those of a projection below that is printed in the same SELECT. */
    public static boolean containWindows(Project project) {
        return project.containsOver() || project.getInput() instanceof Project below && containWindows(below);
    }

    /** {@code GROUP BY ROLLUP(TRUE)}: PostgreSQL shows the constant in the total, too, where the key is NULL. */
    public static boolean areConstants(Aggregate aggregate, Project project) {
        return aggregate.getGroupType() != Aggregate.Group.SIMPLE
                && aggregate.getGroupSet().asList().stream()
                        .anyMatch(i -> RelOptUtil.InputFinder.bits(computed(project, i))
                                .isEmpty());
    }

    /**
     * Whether what is computed from groups would be read as a group itself: {@code UPPER(s)} over
     * {@code GROUP BY ROLLUP(s, UPPER(s))} is NULL where the second key is left out. Or whether it may not stand there.
     */
    public static boolean areTakenForOthers(RelNode above) {
        RelNode below = above.getInput(0);
        boolean having = above instanceof Filter && below instanceof Aggregate;
        while (below instanceof Filter) {
            below = below.getInput(0);
        }
        if (!(below instanceof Aggregate aggregate)) {
            return false;
        }
        boolean[] found = {false};
        boolean computedKeys = aggregate.getGroupType() != Aggregate.Group.SIMPLE
                && aggregate.getInput() instanceof Project project
                && aggregate.getGroupSet().asList().stream().anyMatch(i -> computed(project, i) instanceof RexCall);
        above.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                found[0] |= having && BOUNDED.contains(call.getOperator().getName());
                found[0] |= computedKeys
                        && RelOptUtil.InputFinder.bits(call).nextSetBit(0) >= 0
                        && RelOptUtil.InputFinder.bits(call).nextSetBit(0) < aggregate.getGroupCount();
                return super.visitCall(call);
            }
        });
        return found[0];
    }

    /** What a column of a project is, through those below it. */
    public static RexNode computed(Project project, int column) {
        RexNode value = project.getProjects().get(column);
        return value instanceof RexInputRef ref && project.getInput() instanceof Project below
                ? computed(below, ref.getIndex())
                : value;
    }
}
