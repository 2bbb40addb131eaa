package io.scorecard.split;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
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
            return plainFirst(tree);
        }
        HepPlanner planner = new HepPlanner(CONDITIONS);
        planner.setRoot(subqueries(tree));
        RelNode pushed = planner.findBestExp();
        return named(new Trimmer(BUILDER.create(pushed.getCluster(), null)).trim(pushed), tree);
    }

    /** Under the names that others read it by: a projection that does no more than to name columns is trimmed away. */
    private static RelNode named(RelNode trimmed, RelNode tree) {
        List<String> names = tree.getRowType().getFieldNames();
        return trimmed.getRowType().getFieldNames().equals(names)
                ? trimmed
                : LogicalProject.create(
                        trimmed,
                        List.of(),
                        trimmed.getCluster().getRexBuilder().identityProjects(trimmed.getRowType()),
                        names,
                        Set.of());
    }

    /** {@code WHERE plain AND subquery → (WHERE plain) WHERE subquery}: the plain part can go where the rows are. */
    private static RelNode plainFirst(RelNode node) {
        if (!(node instanceof LogicalFilter filter)) {
            return Trees.map(node, Tidy::plainFirst);
        }
        List<RexNode> plain = new ArrayList<>();
        List<RexNode> others = new ArrayList<>();
        RelOptUtil.conjunctions(filter.getCondition())
                .forEach(c -> (RexUtil.SubQueryFinder.find(c) == null ? plain : others).add(c));
        RelNode input = plainFirst(filter.getInput());
        if (plain.isEmpty() || others.isEmpty()) {
            return Trees.map(filter.copy(filter.getTraitSet(), List.of(input)), i -> i, Tidy::plainFirst);
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        RelNode below = LogicalFilter.create(input, RexUtil.composeConjunction(rex, plain));
        RelNode above = LogicalFilter.create(
                below, RexUtil.composeConjunction(rex, others), ImmutableSet.copyOf(filter.getVariablesSet()));
        return Trees.map(above, i -> i, Tidy::plainFirst);
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
