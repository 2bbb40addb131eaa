package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.MeasureOperator;
import io.scorecard.compiler.tree.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Finds whose rows an aggregate would take more than once.
 *
 * <p>It takes the rows of the relations that its argument's columns are of, and is right where one of them comes once in
 * each group: a ticket with what is known of its customer. Sums and counts in it are amounts, and each of them must come
 * once. Where an amount is added up further, the rows that it is itself made of are looked at in the same way, as if
 * they were added up at once.
 */
final class Repeated {

    /** What repetition changes. */
    static final Set<SqlKind> CHANGED = Set.of(
            SqlKind.SUM,
            SqlKind.SUM0,
            SqlKind.COUNT,
            SqlKind.AVG,
            SqlKind.STDDEV_POP,
            SqlKind.STDDEV_SAMP,
            SqlKind.VAR_POP,
            SqlKind.VAR_SAMP,
            SqlKind.COVAR_POP,
            SqlKind.COVAR_SAMP,
            SqlKind.MODE,
            SqlKind.PERCENTILE_CONT,
            SqlKind.PERCENTILE_DISC);

    /** Aggregates that give a value of one of their rows, where that is the only one. */
    private static final Set<SqlKind> OF_A_ROW = Set.of(
            SqlKind.MIN, SqlKind.MAX, SqlKind.ANY_VALUE, SqlKind.AVG, SqlKind.PERCENTILE_CONT, SqlKind.PERCENTILE_DISC);

    private static final Set<SqlKind> SUMS = Set.of(SqlKind.SUM, SqlKind.SUM0);

    /**
     * An aggregate that takes rows more than once.
     *
     * @param counted the relations whose rows it takes; empty where it counts whatever there is
     * @param by the relations whose rows make it so; empty where subtotals stand among what they are made of
     * @param argument what it takes, over all leaves
     * @param inBranches whether branches of a UNION have the same rows
     */
    record Finding(
            MeetingRows rows,
            List<JoinedRows.Leaf> counted,
            List<JoinedRows.Leaf> by,
            List<RexNode> argument,
            boolean inBranches) {

        Finding(MeetingRows rows, List<JoinedRows.Leaf> counted, List<JoinedRows.Leaf> by, List<RexNode> argument) {
            this(rows, counted, by, argument, false);
        }

        static Finding inBranches(MeetingRows rows, JoinedRows.Leaf leaf, List<RexNode> argument) {
            return new Finding(rows, List.of(leaf), List.of(leaf), argument, true);
        }
    }

    private final UniqueKeys keys;

    Repeated(UniqueKeys keys) {
        this.keys = keys;
    }

    MeetingRows rows(RelNode rel) {
        return keys.rows(rel);
    }

    /** @param groups the columns that have one value in each group */
    Optional<Finding> in(RelNode input, Taken taken, ImmutableBitSet groups) {
        MeetingRows rows = keys.rows(input);
        RexNode filter = taken.filter() == null ? null : rows.over(taken.filter(), taken.variables());
        ImmutableBitSet given = rows.given(groups).union(rows.given(filter));
        List<RexNode> arguments = taken.arguments().stream()
                .map(a -> rows.over(a, taken.variables()))
                .toList();
        boolean counts = taken.kind() == SqlKind.COUNT;
        Optional<JoinedRows.Leaf> levels =
                SegmentLevels.mixed(rows, taken, arguments, ComesOnce.places(rows, arguments), given);
        if (levels.isPresent()) {
            return Optional.of(new Finding(rows, List.of(levels.get()), List.of(), arguments));
        }
        Optional<Finding> found = ComesOnce.rows(rows, taken, arguments, given);
        if (found.isEmpty() && !counts) {
            found = ComesOnce.amounts(rows, taken, arguments, given);
        }
        return found.isPresent() ? found : below(rows, taken, arguments, given);
    }

    /** The rows that the argument's columns are made of. */
    private Optional<Finding> below(MeetingRows rows, Taken taken, List<RexNode> arguments, ImmutableBitSet given) {
        ImmutableBitSet fixed = rows.known(null, given);
        ImmutableBitSet places = ComesOnce.places(rows, arguments);
        for (JoinedRows.Leaf leaf :
                places.isEmpty() && rows.leaves().size() == 1 ? rows.leaves() : rows.touched(places)) {
            ImmutableBitSet own = fixed.intersect(leaf.columns()).shift(-leaf.offset());
            Optional<Finding> found = Optional.empty();
            if (Views.wrote(leaf.rel())) {
                continue;
            } else if (leaf.rel() instanceof Aggregate aggregate) {
                found = taken.kind() == SqlKind.COUNT
                        ? found
                        : aggregated(rows, taken, aggregate, leaf, arguments, places, own);
            } else if (leaf.rel() instanceof SetOp set) {
                Taken same = taken.with(shifted(leaf, arguments, places));
                found = set instanceof Union union ? branches(union, same, own) : found;
                if (found.isPresent()) {
                    return found;
                }
                found = (set instanceof Union
                                ? set.getInputs()
                                : set.getInputs().subList(0, 1))
                        .stream()
                                .filter(branch -> !Views.wrote(branch))
                                .flatMap(branch -> in(branch, same, own).stream())
                                .findFirst();
            } else if (leaf.rel() instanceof Sort sort && !places.isEmpty()) {
                found = in(sort.getInput(), taken.with(shifted(leaf, arguments, places)), own);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> branches(Union union, Taken taken, ImmutableBitSet own) {
        Optional<Finding> levels =
                taken.kind() == SqlKind.COUNT ? Optional.empty() : new UnionLevels(keys).mixed(union, taken, own);
        return levels.isPresent() ? levels : new UnionTwice(keys).found(union, taken, own);
    }

    /** What is taken of one leaf: the argument itself where it is of no other. */
    private static List<RexNode> shifted(JoinedRows.Leaf leaf, List<RexNode> arguments, ImmutableBitSet places) {
        if (leaf.columns().contains(places)) {
            return arguments.stream().map(a -> RexUtil.shift(a, -leaf.offset())).toList();
        }
        List<RexNode> own = new ArrayList<>();
        places.intersect(leaf.columns())
                .forEach(i ->
                        own.add(RexInputRef.of(i - leaf.offset(), leaf.rel().getRowType())));
        return own;
    }

    private Optional<Finding> aggregated(
            MeetingRows rows,
            Taken taken,
            Aggregate aggregate,
            JoinedRows.Leaf leaf,
            List<RexNode> arguments,
            ImmutableBitSet places,
            ImmutableBitSet fixed) {
        List<Integer> groups = aggregate.getGroupSet().asList();
        ImmutableBitSet given = ImmutableBitSet.of(fixed.asList().stream()
                .filter(i -> i < groups.size())
                .map(groups::get)
                .toList());
        List<RexNode> amounts = ComesOnce.amounts(rows, arguments);
        if (aggregate.getGroupSets().size() > 1
                && !given.contains(aggregate.getGroupSet())
                && !rows.isConditioned(leaf)
                && amounts.stream().anyMatch(a -> MeetingRows.places(a).intersects(leaf.columns()))) {
            return Optional.of(new Finding(rows, List.of(leaf), List.of(), arguments));
        }
        for (RexNode amount : SUMS.contains(taken.kind()) ? amounts : List.<RexNode>of()) {
            int place = amount instanceof RexInputRef ref && leaf.has(ref.getIndex())
                    ? ref.getIndex() - leaf.offset() - groups.size()
                    : -1;
            AggregateCall call = place < 0 ? null : aggregate.getAggCallList().get(place);
            if (call != null && !call.isDistinct() && !(call.getAggregation() instanceof MeasureOperator)) {
                Optional<Finding> found = in(aggregate.getInput(), Taken.of(call, aggregate.getInput()), given);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        Optional<Finding> totals = new PartitionTotals(keys.rows(aggregate.getInput()), aggregate)
                .repeated(rows, leaf, taken, arguments, given);
        if (totals.isPresent()) {
            return totals;
        }
        List<Integer> asTheyAre = new ArrayList<>();
        List<Integer> ofRows = new ArrayList<>();
        for (int i : places.intersect(leaf.columns()).shift(-leaf.offset())) {
            if (i < groups.size()) {
                asTheyAre.add(groups.get(i));
            } else {
                Taken inner = Taken.of(aggregate.getAggCallList().get(i - groups.size()), aggregate.getInput());
                if (OF_A_ROW.contains(inner.kind())) {
                    inner.arguments().forEach(a -> ofRows.add(((RexInputRef) a).getIndex()));
                }
            }
        }
        return keyed(aggregate, asTheyAre, ofRows, given, arguments, !SUMS.contains(taken.kind()));
    }

    /**
     * A column that is grouped by comes once for all that it is grouped by together with; so does the largest of a
     * column, which {@code MAX(employees) .. GROUP BY customer, channel} gives once for each channel.
     *
     * @param ofOne whether only the largest of one row counts: a mean of what is the largest of several is one of groups
     */
    private Optional<Finding> keyed(
            Aggregate aggregate,
            List<Integer> asTheyAre,
            List<Integer> ofRows,
            ImmutableBitSet groups,
            List<RexNode> arguments,
            boolean ofOne) {
        MeetingRows rows = keys.rows(aggregate.getInput());
        ImmutableBitSet all = columns(rows, aggregate.getGroupSet().asList());
        ImmutableBitSet each = rows.known(null, all);
        ImmutableBitSet plain = columns(rows, asTheyAre);
        List<JoinedRows.Leaf> counted = rows.touched(plain.union(columns(rows, ofRows))).stream()
                .filter(l -> !ofOne || plain.intersects(l.columns()) || each.get(l.row()))
                .toList();
        ImmutableBitSet given = rows.given(groups);
        if (rows.leaves().size() < 2
                || counted.isEmpty()
                || counted.stream().anyMatch(l -> rows.known(l, given).contains(all))) {
            return Optional.empty();
        }
        ImmutableBitSet unknown = all.except(rows.known(counted.get(0), given));
        return Optional.of(new Finding(rows, counted, rows.touched(unknown), arguments));
    }

    private static ImmutableBitSet columns(MeetingRows rows, List<Integer> columns) {
        return columns.stream()
                .map(c -> MeetingRows.places(rows.column(c)))
                .reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
    }
}
