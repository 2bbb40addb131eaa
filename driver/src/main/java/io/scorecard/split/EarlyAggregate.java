package io.scorecard.split;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * {@code AGG(f(fact)) by g(other) over (fact ⋈ other) → AGG' by g over (AGG(f) by what else is looked at of
 * fact ⋈ other)}: a fact is summed up where it lives, by the key that it is joined by, before it is joined
 * to what lives elsewhere.
 *
 * <p>Right for every kind of join, because rows that are equal in all that is looked at meet the same rows.
 * Where the join makes up rows of NULLs on the fact's side, what is summed up must be NULL of such a row.
 * Left alone is what cannot be put together from parts: a median, a sum over the other side's column.
 */
final class EarlyAggregate {

    private final Places places;
    private final RexBuilder rex;
    private final Aggregate aggregate;
    private final Ground ground;
    private final UnaryOperator<RelNode> below;

    /** What is under an aggregate, its projections and conditions taken together as expressions over it. */
    private record Ground(RelNode rel, List<RexNode> fields, List<RexNode> conditions) {}

    private EarlyAggregate(Places places, Aggregate aggregate, Ground ground, UnaryOperator<RelNode> below) {
        this.places = places;
        this.rex = aggregate.getCluster().getRexBuilder();
        this.aggregate = aggregate;
        this.ground = ground;
        this.below = below;
    }

    /**
     * The aggregate, with a side of its join that lives elsewhere summed up early; empty where that is not possible.
     *
     * @param below does the same to what the new aggregate rests on
     */
    static Optional<RelNode> of(Places places, Aggregate aggregate, UnaryOperator<RelNode> below) {
        if (!places.isMixed(aggregate) || aggregate.getAggCallList().stream().anyMatch(c -> !canStay(c))) {
            return Optional.empty();
        }
        return under(places, aggregate).flatMap(b -> new EarlyAggregate(places, aggregate, b, below).rewritten());
    }

    private static boolean canStay(AggregateCall call) {
        return call.collation.getFieldCollations().isEmpty() && !call.ignoreNulls() && call.rexList.isEmpty();
    }

    private static Optional<Ground> under(Places places, Aggregate aggregate) {
        RelNode node = aggregate.getInput();
        RexBuilder rex = aggregate.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>(rex.identityProjects(node.getRowType()));
        List<RexNode> conditions = new ArrayList<>();
        while (true) {
            if (node instanceof LogicalProject project) {
                if (project.getProjects().stream().anyMatch(Trees::isMore)) {
                    return Optional.empty();
                }
                fields = RelOptUtil.pushPastProject(fields, project);
                conditions = new ArrayList<>(RelOptUtil.pushPastProject(conditions, project));
                node = project.getInput();
            } else if (node instanceof LogicalFilter filter && !Trees.isMore(filter.getCondition())) {
                conditions.addAll(RelOptUtil.conjunctions(filter.getCondition()));
                node = filter.getInput();
            } else {
                boolean divides = node instanceof LogicalJoin
                        || node instanceof LogicalFilter filter
                                && places.isForeign(filter.getInput())
                                && !Trees.isCorrelated(filter);
                return divides && places.isMixed(node)
                        ? Optional.of(new Ground(node, fields, conditions))
                        : Optional.empty();
            }
        }
    }

    private Optional<RelNode> rewritten() {
        for (Side side : sides()) {
            Optional<RelNode> done = summedUp(side);
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    /** The sides worth summing up: something of them lives elsewhere, and something of them is aggregated. */
    private List<Side> sides() {
        List<Side> sides = new ArrayList<>();
        if (!(ground.rel() instanceof Join join)) {
            return List.of(Side.whole(ground.rel().getInput(0)));
        }
        for (boolean left : new boolean[] {true, false}) {
            Side side = Side.of(join, left);
            if (places.hasForeign(side.rel()) && isAggregated(side)) {
                sides.add(side);
            }
        }
        sides.sort((a, b) -> Boolean.compare(isArgument(b), isArgument(a)));
        return sides;
    }

    /** Where only rows are counted, those are meant that the join keeps. */
    private boolean isAggregated(Side side) {
        return isArgument(side)
                || !side.madeUp()
                        && aggregate.getAggCallList().stream()
                                .allMatch(c -> c.getArgList().isEmpty()
                                        || c.getAggregation().getKind() == SqlKind.GROUPING);
    }

    private boolean isArgument(Side side) {
        return aggregate.getAggCallList().stream()
                .filter(c -> c.getAggregation().getKind() != SqlKind.GROUPING)
                .anyMatch(c -> c.getArgList().stream()
                        .anyMatch(a -> side.touches(ground.fields().get(a))));
    }

    private Optional<RelNode> summedUp(Side side) {
        EarlyParts parts = new EarlyParts(rex, side);
        List<RexNode> out = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            out.add(parts.lifted(ground.fields().get(key)));
        }
        int keys = out.size();
        List<EarlyCall> calls = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            Optional<EarlyCall> early = EarlyCall.of(rex, parts, side, call, ground.fields());
            if (early.isEmpty()) {
                return Optional.empty();
            }
            calls.add(early.get());
        }
        List<RexNode> conditions = new ArrayList<>();
        ground.conditions().forEach(c -> conditions.add(parts.lifted(c)));
        RexNode on = parts.lifted(
                ground.rel() instanceof Join join
                        ? join.getCondition()
                        : ((LogicalFilter) ground.rel()).getCondition());
        calls.stream().map(EarlyCall::argument).filter(a -> a != null).forEach(out::add);
        RelNode summed = parts.aggregate();
        RelNode joined = joined(side, summed, parts.placed(on, summed));
        if (!conditions.isEmpty()) {
            List<RexNode> placed =
                    conditions.stream().map(c -> parts.placed(c, summed)).toList();
            joined = LogicalFilter.create(joined, RexUtil.composeConjunction(rex, placed));
        }
        List<RexNode> row = out.stream().map(e -> parts.placed(e, summed)).toList();
        RelNode projected = LogicalProject.create(joined, List.of(), row, (List<String>) null, Set.of());
        return Optional.of(regrouped(projected, keys, calls));
    }

    private RelNode joined(Side side, RelNode summed, RexNode condition) {
        if (!(ground.rel() instanceof Join join)) {
            return Trees.map(LogicalFilter.create(summed, condition), below);
        }
        RelNode left = below.apply(side.isLeft() ? summed : join.getLeft());
        RelNode right = below.apply(side.isLeft() ? join.getRight() : summed);
        return LogicalJoin.create(left, right, List.of(), condition, Set.of(), join.getJoinType());
    }

    private RelNode regrouped(RelNode input, int keys, List<EarlyCall> calls) {
        Map<Integer, Integer> positions = new LinkedHashMap<>();
        for (int key : aggregate.getGroupSet()) {
            positions.put(key, positions.size());
        }
        List<ImmutableBitSet> sets = new ArrayList<>();
        for (ImmutableBitSet set : aggregate.getGroupSets()) {
            ImmutableBitSet.Builder moved = ImmutableBitSet.builder();
            set.forEach(k -> moved.set(positions.get(k)));
            sets.add(moved.build());
        }
        List<AggregateCall> again = new ArrayList<>();
        int column = keys;
        for (EarlyCall call : calls) {
            List<Integer> arguments = call.argument() == null
                    ? call.original().getArgList().stream().map(positions::get).toList()
                    : List.of(column++);
            again.add(AggregateCall.create(
                    call.again(),
                    call.original().isDistinct(),
                    call.original().isApproximate(),
                    false,
                    List.of(),
                    arguments,
                    -1,
                    null,
                    org.apache.calcite.rel.RelCollations.EMPTY,
                    sets.contains(ImmutableBitSet.of()),
                    input,
                    null,
                    call.original().getName()));
        }
        RelNode grouped = LogicalAggregate.create(
                input,
                List.of(),
                ImmutableBitSet.range(keys),
                ImmutableBitSet.ORDERING.immutableSortedCopy(sets),
                again);
        return typed(grouped, calls, keys);
    }

    /** With the types of the original: sums of counts are wider than counts. */
    private RelNode typed(RelNode grouped, List<EarlyCall> calls, int keys) {
        List<RexNode> row = new ArrayList<>();
        for (int i = 0; i < grouped.getRowType().getFieldCount(); i++) {
            RexInputRef ref = rex.makeInputRef(grouped, i);
            var type = aggregate.getRowType().getFieldList().get(i).getType();
            boolean same = i < keys
                    || calls.get(i - keys).again()
                            == calls.get(i - keys).original().getAggregation();
            row.add(same && ref.getType().equals(type) ? ref : rex.makeAbstractCast(type, ref, false));
        }
        return LogicalProject.create(
                grouped, List.of(), row, aggregate.getRowType().getFieldNames(), Set.of());
    }
}
