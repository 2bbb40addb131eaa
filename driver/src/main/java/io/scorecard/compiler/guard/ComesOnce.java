package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Whether of joined rows what an aggregate takes comes once: a row of each part of it, and each amount in it. */
final class ComesOnce {

    private ComesOnce() {}

    /** The rows that the argument is made of. */
    static Optional<Repeated.Finding> rows(
            MeetingRows rows, Taken taken, List<RexNode> arguments, ImmutableBitSet given) {
        if (rows.leaves().size() < 2) {
            return Optional.empty();
        }
        ImmutableBitSet places = places(rows, arguments);
        if (isOnlyComputed(arguments, places)) {
            return Optional.empty();
        }
        List<ImmutableBitSet> parts = taken.isLinear() ? terms(rows, arguments) : List.of();
        return (parts.isEmpty() ? List.of(places) : parts)
                .stream()
                        .flatMap(part -> once(rows, taken, arguments, part, given).stream())
                        .findFirst();
    }

    /** Whether one of the relations that these columns are of comes once. */
    private static Optional<Repeated.Finding> once(
            MeetingRows rows, Taken taken, List<RexNode> arguments, ImmutableBitSet places, ImmutableBitSet given) {
        List<JoinedRows.Leaf> counted = rows.touched(taken.kind() == SqlKind.COUNT ? rows.equalTo(places) : places);
        List<JoinedRows.Leaf> candidates = counted.isEmpty() ? rows.joined() : counted;
        ImmutableBitSet fixed = rows.known(null, given);
        boolean once = candidates.stream()
                .anyMatch(l -> taken.isMean() && fixed.get(l.row())
                        || rows.multiplying(l, given).isEmpty());
        return once || candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Repeated.Finding(rows, counted, rows.multiplying(candidates.get(0), given), arguments));
    }

    /** What each part of a sum is made of; none where it is a number alone, given by conditions. */
    private static List<ImmutableBitSet> terms(MeetingRows rows, List<RexNode> arguments) {
        return arguments.stream()
                .flatMap(a -> Terms.of(a).stream())
                .filter(t -> !(t.compared() && isMeasure(rows, t.value())))
                .map(t -> Terms.places(t.value()))
                .filter(p -> !p.isEmpty())
                .toList();
    }

    /** A mean, least or largest of several rows, from which each may differ. */
    private static boolean isMeasure(MeetingRows rows, RexNode value) {
        return RexOver.containsOver(value)
                || Terms.places(value).asList().stream().allMatch(p -> {
                    JoinedRows.Leaf leaf = rows.leaf(p);
                    return leaf.rel() instanceof Aggregate aggregate
                            && p - leaf.offset() >= aggregate.getGroupCount()
                            && !Amounts.isAmount(aggregate, p - leaf.offset());
                });
    }

    /** Windows and subqueries alone: what they give is no row's of a relation. */
    private static boolean isOnlyComputed(List<RexNode> arguments, ImmutableBitSet places) {
        return places.isEmpty() && arguments.stream().anyMatch(RexOver::containsOver);
    }

    /** The columns that values are made of; where there are none, those of conditions on what is joined. */
    static ImmutableBitSet places(MeetingRows rows, List<RexNode> arguments) {
        ImmutableBitSet values =
                arguments.stream().map(Terms::places).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
        if (!values.isEmpty()) {
            return values;
        }
        ImmutableBitSet all =
                arguments.stream().map(MeetingRows::places).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
        return rows.joined().stream()
                .map(l -> all.intersect(l.columns()))
                .reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
    }

    /** The amounts in the argument, and what it has of whole partitions. */
    static Optional<Repeated.Finding> amounts(
            MeetingRows rows, Taken taken, List<RexNode> arguments, ImmutableBitSet given) {
        ImmutableBitSet fixed = rows.known(null, given);
        List<RexNode> figures = amounts(rows, arguments);
        if (taken.isLinear()) {
            arguments.stream()
                    .flatMap(a -> Terms.of(a).stream())
                    .filter(t -> !t.compared() && Terms.isOfAPartition(t.value()))
                    .forEach(t -> figures.add(t.value()));
        }
        for (RexNode amount : figures) {
            ImmutableBitSet of = MeetingRows.places(amount);
            JoinedRows.Leaf leaf = amount instanceof RexInputRef ref ? rows.leaf(ref.getIndex()) : null;
            ImmutableBitSet base = amount instanceof RexOver over
                    ? over.getWindow().partitionKeys.stream()
                            .map(MeetingRows::places)
                            .reduce(ImmutableBitSet.of(), ImmutableBitSet::union)
                    : of;
            boolean constant = leaf == null ? fixed.contains(base) : fixed.get(leaf.row());
            List<JoinedRows.Leaf> by =
                    leaf == null ? rows.multiplying(null, given.union(base)) : rows.multiplying(leaf, given);
            if (!by.isEmpty() && !(taken.isMean() && constant)) {
                return Optional.of(
                        new Repeated.Finding(rows, leaf == null ? rows.touched(of) : List.of(leaf), by, arguments));
            }
            if (leaf != null && !taken.isMean() && !rows.isOfOne(leaf)) {
                List<JoinedRows.Leaf> met = rows.touched(rows.looks(leaf).places());
                return Optional.of(new Repeated.Finding(rows, List.of(leaf), met, arguments));
            }
        }
        return Optional.empty();
    }

    static List<RexNode> amounts(MeetingRows rows, List<RexNode> arguments) {
        Amounts amounts = new Amounts(i -> {
            JoinedRows.Leaf leaf = rows.leaf(i);
            return Amounts.isAmount(leaf.rel(), i - leaf.offset());
        });
        List<RexNode> found = new ArrayList<>();
        arguments.forEach(a -> found.addAll(amounts.of(a)));
        return found;
    }
}
