package io.scorecard.compiler;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
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
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A named relation as it is at a bound of each period. One bound stands in it as a literal. Several are a
 * relation {@code (p, bound)} that what names {@code :bound} is joined to, and that every step above hands
 * on: groups and windows are those of one bound, joins meet at the same bound. So the source computes all
 * of them in one pass over one statement.
 */
final class AtBounds {

    static final String P = "p";

    /** The last instant before the bound. */
    static final String AT = "at";

    private static final int EXTRAS = 2;

    private final Build build;
    private final Catalog catalog;
    private final Periods periods;
    private final BoundTimes times;

    AtBounds(Build build, Catalog catalog, Periods periods, boolean opening) {
        this.build = build;
        this.catalog = catalog;
        this.periods = periods;
        this.times = new BoundTimes(build, periods, opening);
    }

    /** A tree, and whether the period's number and the bound are its last two columns. */
    private record Bound(RelNode rel, boolean extended) {
        RexNode extra(Build build, int i) {
            return build.rex.makeInputRef(rel, rel.getRowType().getFieldCount() - EXTRAS + i);
        }

        /** The columns without those two. */
        int own() {
            return rel.getRowType().getFieldCount() - (extended ? EXTRAS : 0);
        }
    }

    /** The relation's columns; {@code p} where there are several periods, and {@code at}. */
    Rows rows(String relation) {
        Bound bound = named(relation);
        List<String> names =
                new ArrayList<>(catalog.relation(relation).getRowType().getFieldNames());
        if (periods.one()) {
            Rows rows = new Rows(build, bound.rel(), names);
            return rows.with(Map.of(AT, times.beforeOnly()));
        }
        names.addAll(List.of("b_p", "b_bound"));
        Rows rows = new Rows(build, extended(bound).rel(), names);
        return rows.join(JoinRelType.INNER, times.rowsBefore(P, AT), (r, b) -> build.equal(r.col("b_p"), r.col(P)));
    }

    private Bound visit(RelNode node) {
        if (node instanceof TableScan scan) {
            return scan(scan);
        }
        if (node instanceof Values values) {
            return new Bound(LogicalValues.create(build.cluster, values.getRowType(), values.getTuples()), false);
        }
        if (node instanceof Filter filter) {
            return filter(filter);
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Aggregate aggregate && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return aggregate(aggregate);
        }
        if (node instanceof Join join && join.getJoinType().projectsRight()) {
            return join(join);
        }
        if (node instanceof Union union && union.all) {
            return union(union);
        }
        throw new IllegalArgumentException(
                "a relation at a bound has SELECT, JOIN, WHERE, GROUP BY and UNION ALL, and no more");
    }

    private Bound scan(TableScan scan) {
        RelationView view = scan.getTable().unwrap(RelationView.class);
        return view != null && catalog.isAtBound(view.name())
                ? named(view.name())
                : new Bound(LogicalTableScan.create(build.cluster, scan.getTable(), scan.getHints()), false);
    }

    /** A relation at the bounds, under a name of its own: others read the same one. */
    private Bound named(String relation) {
        Bound bound = visit(catalog.relation(relation));
        List<String> names =
                new ArrayList<>(catalog.relation(relation).getRowType().getFieldNames());
        if (bound.extended()) {
            names.addAll(List.of("b0", "b1"));
        }
        return new Bound(build.shared.step(relation, new Rows(build, bound.rel(), names)).rel, bound.extended());
    }

    /** Joined to all bounds, if it is not yet. */
    private Bound extended(Bound bound) {
        if (bound.extended()) {
            return bound;
        }
        Rows bounds = times.rows(P, "bound");
        RelNode joined = LogicalJoin.create(
                bound.rel(), bounds.rel, List.of(), build.rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
        return new Bound(joined, true);
    }

    /** The input of expressions: joined to the bounds where they name one. */
    private Bound under(RelNode input, List<? extends RexNode> expressions) {
        Bound below = visit(input);
        boolean named = !periods.one() && expressions.stream().anyMatch(AtBounds::namesBound);
        return named ? extended(below) : below;
    }

    private static boolean namesBound(RexNode node) {
        boolean[] found = {false};
        node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                found[0] |= call.getOperator() == Operators.BOUND;
                return super.visitCall(call);
            }
        });
        return found[0];
    }

    /** An expression that has a bound for {@code bound()}, and whose windows keep to one. */
    private RexNode at(Bound below, RexNode expression) {
        return expression.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getOperator() == Operators.BOUND) {
                    return periods.one() ? times.only() : below.extra(build, 1);
                }
                RexCall visited = (RexCall) super.visitCall(call);
                return call.getOperator() == Operators.STRETCH
                        ? times.stretch(visited.getOperands().get(0))
                        : visited;
            }

            @Override
            public RexNode visitOver(RexOver over) {
                RexOver visited = (RexOver) super.visitOver(over);
                return below.extended() ? partitioned(visited, below.extra(build, 0)) : visited;
            }
        });
    }

    private RexNode partitioned(RexOver over, RexNode more) {
        RexWindow window = over.getWindow();
        List<RexNode> partition = new ArrayList<>(window.partitionKeys);
        partition.add(more);
        return build.rex.makeOver(
                over.getType(),
                over.getAggOperator(),
                over.getOperands(),
                partition,
                window.orderKeys,
                window.getLowerBound(),
                window.getUpperBound(),
                window.isRows(),
                true,
                false,
                over.isDistinct(),
                over.ignoreNulls());
    }

    private Bound filter(Filter filter) {
        Bound below = under(filter.getInput(), List.of(filter.getCondition()));
        return new Bound(
                LogicalFilter.create(
                        below.rel(), at(below, filter.getCondition()), ImmutableSet.copyOf(filter.getVariablesSet())),
                below.extended());
    }

    private Bound project(Project project) {
        Bound below = under(project.getInput(), project.getProjects());
        List<RexNode> values = new ArrayList<>();
        project.getProjects().forEach(e -> values.add(at(below, e)));
        return projected(below, values, project.getRowType().getFieldNames());
    }

    /** These expressions over a tree, and the two columns behind them. */
    private Bound projected(Bound below, List<RexNode> values, List<String> names) {
        List<RexNode> all = new ArrayList<>(values);
        List<String> labels = new ArrayList<>(names);
        if (below.extended()) {
            for (int i = 0; i < EXTRAS; i++) {
                all.add(below.extra(build, i));
                labels.add("b" + i);
            }
        }
        return new Bound(LogicalProject.create(below.rel(), List.of(), all, labels, Set.of()), below.extended());
    }

    private Bound aggregate(Aggregate aggregate) {
        Bound below = visit(aggregate.getInput());
        List<AggregateCall> calls = aggregate.getAggCallList();
        if (!below.extended()) {
            return new Bound(
                    LogicalAggregate.create(below.rel(), List.of(), aggregate.getGroupSet(), null, calls), false);
        }
        int own = below.own();
        ImmutableBitSet keys = aggregate.getGroupSet().union(ImmutableBitSet.range(own, own + EXTRAS));
        RelNode grouped = LogicalAggregate.create(below.rel(), List.of(), keys, null, calls);
        int groups = aggregate.getGroupCount();
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < groups + calls.size() + EXTRAS; i++) {
            boolean group = i < groups;
            boolean call = !group && i < groups + calls.size();
            int place = group ? i : call ? i + EXTRAS : i - calls.size();
            values.add(build.rex.makeInputRef(grouped, place));
        }
        List<String> names = new ArrayList<>(aggregate.getRowType().getFieldNames());
        names.addAll(List.of("b0", "b1"));
        return new Bound(LogicalProject.create(grouped, List.of(), values, names, Set.of()), true);
    }

    private Bound join(Join join) {
        Bound left = visit(join.getLeft());
        Bound right = visit(join.getRight());
        JoinRelType type = join.getJoinType();
        boolean named = !periods.one() && namesBound(join.getCondition());
        boolean some = left.extended() || right.extended() || named;
        if (some && (type.generatesNullsOnRight() || named && !right.extended())) {
            left = extended(left);
        }
        if (some && type.generatesNullsOnLeft()) {
            right = extended(right);
        }
        Bound l = left;
        Bound r = right;
        RelNode cross = LogicalJoin.create(
                l.rel(), r.rel(), List.of(), build.rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
        int width = l.rel().getRowType().getFieldCount();
        Bound holder = l.extended() ? l : new Bound(cross, r.extended());
        RexNode condition = at(holder, shifted(join.getCondition(), l.own(), width));
        if (l.extended() && r.extended()) {
            condition = build.and(
                    condition, build.equal(l.extra(build, 0), build.rex.makeInputRef(cross, width + r.own())));
        }
        RelNode joined = LogicalJoin.create(l.rel(), r.rel(), List.of(), condition, Set.of(), type);
        if (!some) {
            return new Bound(joined, false);
        }
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < l.own(); i++) {
            values.add(build.rex.makeInputRef(joined, i));
        }
        for (int i = 0; i < r.own(); i++) {
            values.add(build.rex.makeInputRef(joined, width + i));
        }
        for (int i = 0; i < EXTRAS; i++) {
            RexNode ofLeft = l.extended() ? build.rex.makeInputRef(joined, l.own() + i) : null;
            RexNode ofRight = r.extended() ? build.rex.makeInputRef(joined, width + r.own() + i) : null;
            boolean both = ofLeft != null && ofRight != null && type.generatesNullsOnLeft();
            values.add(both ? build.coalesce(ofLeft, ofRight) : ofLeft != null ? ofLeft : ofRight);
        }
        List<String> names = new ArrayList<>(join.getRowType().getFieldNames());
        names.addAll(List.of("b0", "b1"));
        return new Bound(LogicalProject.create(joined, List.of(), values, names, Set.of()), true);
    }

    /** References to the right side moved behind what the left side has more. */
    private RexNode shifted(RexNode condition, int left, int width) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return ref.getIndex() < left ? ref : new RexInputRef(ref.getIndex() - left + width, ref.getType());
            }
        });
    }

    private Bound union(Union union) {
        List<Bound> inputs = union.getInputs().stream().map(this::visit).toList();
        boolean some = inputs.stream().anyMatch(Bound::extended);
        return new Bound(
                LogicalUnion.create(
                        inputs.stream()
                                .map(i -> some ? extended(i).rel() : i.rel())
                                .toList(),
                        true),
                some);
    }
}
