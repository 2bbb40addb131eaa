package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Totals of partitions behind DISTINCT or GROUP BY: {@code SUM(x) OVER (PARTITION BY channel)} comes once where channels
 * alone are left, and once for each customer where channels and customers are.
 */
final class PartitionTotals {

    /** Aggregates that give the total of a partition again where all of their rows have it. */
    private static final Set<SqlKind> SAME = Set.of(SqlKind.MIN, SqlKind.MAX, SqlKind.ANY_VALUE, SqlKind.AVG);

    private final MeetingRows below;
    private final Aggregate aggregate;

    /** @param below the rows that are grouped */
    PartitionTotals(MeetingRows below, Aggregate aggregate) {
        this.below = below;
        this.aggregate = aggregate;
    }

    /**
     * Whether a total is taken more than once of the groups.
     *
     * @param rows what the groups are joined with
     * @param given the columns below that have one value
     */
    Optional<Repeated.Finding> repeated(
            MeetingRows rows, JoinedRows.Leaf leaf, Taken taken, List<RexNode> arguments, ImmutableBitSet given) {
        Amounts amounts = new Amounts(i -> {
            JoinedRows.Leaf of = rows.leaf(i);
            return of == leaf && !totals(i - leaf.offset()).isEmpty() || Amounts.isAmount(of.rel(), i - of.offset());
        });
        return arguments.stream()
                .flatMap(a -> amounts.of(a).stream())
                .filter(RexInputRef.class::isInstance)
                .map(a -> ((RexInputRef) a).getIndex())
                .filter(leaf::has)
                .flatMap(i -> totals(i - leaf.offset()).stream())
                .filter(t -> !comesOnce(t, taken, given))
                .findFirst()
                .map(t -> found(t, arguments));
    }

    private Repeated.Finding found(RexOver total, List<RexNode> arguments) {
        List<JoinedRows.Leaf> touched = below.touched(MeetingRows.places(total));
        List<JoinedRows.Leaf> of = touched.isEmpty() ? below.leaves() : touched;
        return new Repeated.Finding(below, of, of, arguments);
    }

    /** The totals of partitions that a column of the groups is. */
    private List<RexOver> totals(int column) {
        int groups = aggregate.getGroupCount();
        List<Integer> columns = new ArrayList<>();
        if (column < groups) {
            columns.add(aggregate.getGroupSet().nth(column));
        } else {
            AggregateCall call = aggregate.getAggCallList().get(column - groups);
            if (SAME.contains(call.getAggregation().getKind())) {
                columns.addAll(call.getArgList());
            }
        }
        List<RexNode> values = columns.stream().map(below::column).toList();
        List<RexNode> found = new ArrayList<>(ComesOnce.amounts(below, values));
        values.stream()
                .flatMap(v -> Terms.of(v).stream())
                .filter(t -> !t.compared() && Terms.isOfAPartition(t.value()))
                .forEach(t -> found.add(t.value()));
        return found.stream()
                .filter(RexOver.class::isInstance)
                .map(RexOver.class::cast)
                .toList();
    }

    /** Whether what is grouped by is known where the partition is. */
    private boolean comesOnce(RexOver total, Taken taken, ImmutableBitSet given) {
        List<RexNode> parts = total.getWindow().partitionKeys;
        ImmutableBitSet one = below.known(null, below.given(given));
        if (taken.isMean() && parts.stream().allMatch(p -> one.contains(MeetingRows.places(p)))) {
            return true;
        }
        ImmutableBitSet plain = ImmutableBitSet.of(parts.stream()
                .filter(RexInputRef.class::isInstance)
                .map(p -> ((RexInputRef) p).getIndex())
                .toList());
        ImmutableBitSet known = below.known(null, below.given(given).union(plain));
        Set<String> texts = parts.stream().map(RexNode::toString).collect(Collectors.toSet());
        return aggregate.getGroupSet().asList().stream()
                .allMatch(k -> given.get(k) || isKnown(below.column(k), known, texts));
    }

    private static boolean isKnown(RexNode node, ImmutableBitSet known, Set<String> texts) {
        if (texts.contains(node.toString())) {
            return true;
        }
        if (node instanceof RexOver over) {
            return Amounts.isWhole(over.getWindow())
                    && over.getWindow().partitionKeys.stream().allMatch(k -> isKnown(k, known, texts));
        }
        return node instanceof RexCall call
                ? call.getOperands().stream().allMatch(o -> isKnown(o, known, texts))
                : known.contains(MeetingRows.places(node));
    }
}
