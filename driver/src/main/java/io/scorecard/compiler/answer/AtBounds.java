package io.scorecard.compiler.answer;

import com.google.common.collect.ImmutableSet;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.time.BoundCalls;
import io.scorecard.compiler.time.BoundJoin;
import io.scorecard.compiler.time.BoundTree;
import io.scorecard.compiler.time.PeriodBounds;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.RelationView;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Named relations as they are at a bound of each period. One bound stands in them as a literal. Several are a
 * relation {@code (p, bound)} that what names {@code :bound} is joined to, and that every step above hands
 * on: groups and windows are those of one bound, joins meet at the same bound. So the source computes all
 * of them in one pass over one statement.
 */
final class AtBounds {

    static final String P = "p";

    /** The last instant before the bound. */
    static final String AT = "at";

    private final Build build;
    private final Catalog catalog;
    private final PeriodBounds bounds;
    private final BoundCalls calls;
    private final AtOneBound atOne;
    private final Map<String, BoundTree> known = new HashMap<>();

    private AtBounds(Build build, Catalog catalog, Periods periods, Set<At> asked) {
        this.build = build;
        this.catalog = catalog;
        this.bounds = new PeriodBounds(build, periods, asked);
        this.calls = new BoundCalls(build, bounds);
        this.atOne = new AtOneBound(build);
    }

    /** For openings and closings: the same where they meet, so that each relation is computed once for both. */
    static Map<At, AtBounds> of(Build build, Catalog catalog, Periods periods, Set<At> asked) {
        Map<At, AtBounds> all = new EnumMap<>(At.class);
        if (asked.size() > 1 && PeriodBounds.meet(periods)) {
            AtBounds both = new AtBounds(build, catalog, periods, asked);
            asked.forEach(at -> all.put(at, both));
        } else {
            asked.forEach(at -> all.put(at, new AtBounds(build, catalog, periods, Set.of(at))));
        }
        return all;
    }

    /** The relation's columns; {@code p} where there are several periods, and {@code at}. */
    Rows rows(String relation, At at) {
        BoundTree tree = named(relation);
        List<String> names =
                new ArrayList<>(catalog.relation(relation).getRowType().getFieldNames());
        if (bounds.one()) {
            return new Rows(build, tree.rel(), names).with(Map.of(AT, bounds.beforeOnly()));
        }
        names.addAll(List.of("b_p", "b_bound"));
        Rows places = bounds.before(at, "b_n", P, AT);
        return new Rows(build, bounds.spread(tree).rel(), names)
                .join(
                        JoinRelType.INNER,
                        places,
                        (r, b) -> build.equal(r.col("b_p"), r.col(places.names().get(0))));
    }

    /** A relation at the bounds, under a name of its own: whatever reads it reads the same one. */
    private BoundTree named(String relation) {
        BoundTree found = known.get(relation);
        if (found == null) {
            RelNode definition = catalog.relation(relation);
            BoundTree tree = visit(definition);
            Rows rows = new Rows(
                    build, tree.rel(), tree.names(definition.getRowType().getFieldNames()));
            found = new BoundTree(build.shared.step(relation, rows).rel, tree.spread());
            known.put(relation, found);
        }
        return found;
    }

    private BoundTree visit(RelNode node) {
        if (node instanceof TableScan scan) {
            return scan(scan);
        }
        if (node instanceof Values values) {
            return new BoundTree(LogicalValues.create(build.cluster, values.getRowType(), values.getTuples()), false);
        }
        if (node instanceof Filter filter) {
            RelNode simpler = bounds.one() ? atOne.first(filter) : filter;
            return simpler instanceof Filter conditions ? filter(conditions) : visit(simpler);
        }
        if (node instanceof Project project) {
            return project(bounds.one() ? atOne.last(project) : project);
        }
        if (node instanceof Aggregate aggregate && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return aggregate(aggregate);
        }
        if (node instanceof Join join && join.getJoinType().projectsRight()) {
            return BoundJoin.of(build, join, visit(join.getLeft()), visit(join.getRight()), bounds, calls);
        }
        if (node instanceof Union union && union.all) {
            return union(union);
        }
        throw new IllegalArgumentException(
                "a relation at a bound has SELECT, JOIN, WHERE, GROUP BY and UNION ALL, and no more");
    }

    private BoundTree scan(TableScan scan) {
        RelationView view = scan.getTable().unwrap(RelationView.class);
        if (view != null && !catalog.isAtBound(view.name())) {
            build.shared.datesBy(view.name(), AT);
        }
        return view != null && catalog.isAtBound(view.name())
                ? named(view.name())
                : new BoundTree(LogicalTableScan.create(build.cluster, scan.getTable(), scan.getHints()), false);
    }

    /** The input of expressions: spread where they name a bound. */
    private BoundTree under(RelNode input, List<RexNode> expressions) {
        BoundTree below = visit(input);
        return calls.needColumn(expressions) ? bounds.spread(below) : below;
    }

    private BoundTree filter(Filter filter) {
        BoundTree below = under(filter.getInput(), List.of(filter.getCondition()));
        RexNode condition = calls.settled(filter.getCondition(), below);
        return new BoundTree(
                LogicalFilter.create(below.rel(), condition, ImmutableSet.copyOf(filter.getVariablesSet())),
                below.spread());
    }

    private BoundTree project(Project project) {
        BoundTree below = under(project.getInput(), project.getProjects());
        List<RexNode> columns = new ArrayList<>();
        project.getProjects().forEach(e -> columns.add(calls.settled(e, below)));
        columns.addAll(below.extras());
        List<String> names = below.names(project.getRowType().getFieldNames());
        return new BoundTree(LogicalProject.create(below.rel(), List.of(), columns, names, Set.of()), below.spread());
    }

    /** Groups of one bound: its number and it are keys, which come behind the aggregates again. */
    private BoundTree aggregate(Aggregate aggregate) {
        BoundTree below = visit(aggregate.getInput());
        List<AggregateCall> totals = aggregate.getAggCallList();
        if (!below.spread()) {
            return new BoundTree(grouped(below, aggregate.getGroupSet(), totals), false);
        }
        ImmutableBitSet extras = ImmutableBitSet.range(below.own(), below.own() + BoundTree.EXTRAS);
        BoundTree grouped = new BoundTree(grouped(below, aggregate.getGroupSet().union(extras), totals), true);
        int groups = aggregate.getGroupCount();
        int keys = groups + BoundTree.EXTRAS;
        List<RexNode> columns = new ArrayList<>(grouped.columns(0, groups));
        columns.addAll(grouped.columns(keys, keys + totals.size()));
        columns.addAll(grouped.columns(groups, keys));
        List<String> names = grouped.names(aggregate.getRowType().getFieldNames());
        return new BoundTree(LogicalProject.create(grouped.rel(), List.of(), columns, names, Set.of()), true);
    }

    private static RelNode grouped(BoundTree below, ImmutableBitSet keys, List<AggregateCall> totals) {
        return LogicalAggregate.create(below.rel(), List.of(), keys, null, totals);
    }

    private BoundTree union(Union union) {
        List<BoundTree> inputs = union.getInputs().stream().map(this::visit).toList();
        boolean spread = inputs.stream().anyMatch(BoundTree::spread);
        return new BoundTree(
                LogicalUnion.create(
                        inputs.stream()
                                .map(i -> spread ? bounds.spread(i).rel() : i.rel())
                                .toList(),
                        true),
                spread);
    }
}
