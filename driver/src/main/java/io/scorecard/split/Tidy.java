package io.scorecard.split;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Conditions as near to their tables as they can be, and no column that nobody looks at: what is cut out
 * of the tree afterwards is as small as can be. Trees in which one part looks at the rows of another are
 * left as they are.
 */
final class Tidy {

    private static final RelBuilderFactory BUILDER = RelBuilder.proto(Contexts.of(
            RelFactories.DEFAULT_STRUCT,
            RelBuilder.Config.DEFAULT.withSimplify(false).withBloat(0)));

    private static final HepProgram CONDITIONS = new HepProgramBuilder()
            .addRuleCollection(List.of(
                    CoreRules.FILTER_INTO_JOIN
                            .config
                            .withRelBuilderFactory(BUILDER)
                            .toRule(),
                    CoreRules.JOIN_CONDITION_PUSH
                            .config
                            .withRelBuilderFactory(BUILDER)
                            .toRule(),
                    CoreRules.FILTER_PROJECT_TRANSPOSE
                            .config
                            .withRelBuilderFactory(BUILDER)
                            .toRule(),
                    CoreRules.FILTER_SET_OP_TRANSPOSE
                            .config
                            .withRelBuilderFactory(BUILDER)
                            .toRule(),
                    CoreRules.FILTER_AGGREGATE_TRANSPOSE
                            .config
                            .withRelBuilderFactory(BUILDER)
                            .toRule(),
                    CoreRules.FILTER_MERGE.config.withRelBuilderFactory(BUILDER).toRule()))
            .build();

    private Tidy() {}

    static RelNode of(RelNode tree) {
        if (Trees.isCorrelated(tree)) {
            return tree;
        }
        HepPlanner planner = new HepPlanner(CONDITIONS);
        planner.setRoot(subqueries(tree));
        RelNode pushed = planner.findBestExp();
        return new Trimmer(BUILDER.create(pushed.getCluster(), null)).trim(pushed);
    }

    /** A subquery is a tree of its own, whose columns all count. */
    private static RelNode subqueries(RelNode node) {
        return Trees.map(node, Tidy::subqueries, Tidy::of);
    }

    /** Calcite's own, which cannot trim what has no column: the rows that COUNT(*) counts. */
    public static final class Trimmer extends RelFieldTrimmer {

        private Trimmer(RelBuilder builder) {
            super(null, builder);
        }

        @Override
        public TrimResult trimFields(Project project, ImmutableBitSet used, Set<RelDataTypeField> more) {
            return project.getProjects().isEmpty()
                    ? trimFields((RelNode) project, used, more)
                    : super.trimFields(project, used, more);
        }
    }
}
