package io.scorecard.compiler;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiRows;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code month = (SELECT MAX(month) FROM kpi) → month = ?}, where the {@code ?} is answered before the question
 * is printed: the bounds of its periods are part of its text.
 */
final class TimeSubqueries extends Rewrite {

    private final Catalog catalog;
    private final Build build;
    private final Placeholders parameters;
    private final List<AskedFirst> asked = new ArrayList<>();

    TimeSubqueries(Catalog catalog, Build build, Placeholders parameters) {
        this.catalog = catalog;
        this.build = build;
        this.parameters = parameters;
    }

    /** In the order in which they are to be asked; later ones may rest on earlier ones. */
    List<AskedFirst> asked() {
        return List.copyOf(asked);
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof Filter filter && RexUtil.SubQueryFinder.containsSubQuery(filter)) {
            return KpiRows.under(build, filter.getInput())
                    .<RelNode>map(rows -> filter.copy(
                            filter.getTraitSet(), filter.getInput(), build.and(bounds(rows, filter.getCondition()))))
                    .orElse(filter);
        }
        if (node instanceof Aggregate aggregate
                && aggregate.getInput() instanceof Project project
                && RexUtil.SubQueryFinder.containsSubQuery(project)) {
            return KpiRows.under(build, project.getInput())
                    .<RelNode>map(
                            rows -> aggregate.copy(aggregate.getTraitSet(), List.of(filters(aggregate, project, rows))))
                    .orElse(aggregate);
        }
        return node;
    }

    /** What FILTER clauses ask is a column of the projection below. */
    private RelNode filters(Aggregate aggregate, Project project, KpiRows rows) {
        Set<Integer> filters = new TreeSet<>();
        aggregate.getAggCallList().stream().filter(c -> c.hasFilter()).forEach(c -> filters.add(c.filterArg));
        List<RexNode> columns = new ArrayList<>(project.getProjects());
        for (int i : filters) {
            RexNode condition = columns.get(i);
            RexNode bare = condition.getKind() == org.apache.calcite.sql.SqlKind.IS_TRUE
                    ? ((org.apache.calcite.rex.RexCall) condition).getOperands().get(0)
                    : condition;
            columns.set(
                    i,
                    build.call(org.apache.calcite.sql.fun.SqlStdOperatorTable.IS_TRUE, build.and(bounds(rows, bare))));
        }
        return LogicalProject.create(project.getInput(), List.of(), columns, project.getRowType(), Set.of());
    }

    private List<RexNode> bounds(KpiRows rows, RexNode condition) {
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            conditions.add(rows.isTime(rows.over(conjunct)) ? bound(conjunct) : conjunct);
        }
        return conditions;
    }

    private RexNode bound(RexNode condition) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
                return answer(subQuery);
            }
        });
    }

    private RexNode answer(RexSubQuery subQuery) {
        if (!RelOptUtil.getVariablesUsed(subQuery.rel).isEmpty()) {
            throw refused("rests on the row that it is asked for");
        }
        RelDataType row = subQuery.rel.getRowType();
        RelDataType type =
                build.types.createTypeWithNullability(row.getFieldList().get(0).getType(), true);
        return switch (subQuery.getKind()) {
            case SCALAR_QUERY -> ask(subQuery.rel, AskedFirst.Kind.VALUE, type);
            case EXISTS -> ask(subQuery.rel, AskedFirst.Kind.EXISTS, build.types.nullable(SqlTypeName.BOOLEAN));
            case IN -> {
                if (row.getFieldCount() != 1) {
                    throw refused("has several columns");
                }
                yield build.rex.makeCall(
                        build.types.nullable(SqlTypeName.BOOLEAN),
                        Operators.ONE_OF,
                        List.of(subQuery.operands.get(0), ask(subQuery.rel, AskedFirst.Kind.VALUES, type)));
            }
            default -> throw refused("stands behind ALL or SOME");
        };
    }

    private static RuntimeException refused(String what) {
        return ErrorCode.UNANSWERABLE.with(
                "A subquery in a condition on time " + what + ".",
                "Compare with one that can be asked by itself: month = (SELECT MAX(month) FROM kpi).");
    }

    private RexNode ask(RelNode rel, AskedFirst.Kind kind, RelDataType type) {
        asked.add(new AskedFirst(
                new Compiled(
                        catalog,
                        rel,
                        rel.getRowType(),
                        parameters,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        List.of(),
                        List.of()),
                kind));
        return build.rex.makeDynamicParam(type, parameters.spread().getFieldCount() + asked.size() - 1);
    }
}
