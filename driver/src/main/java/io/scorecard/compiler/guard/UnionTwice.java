package io.scorecard.compiler.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Branches of a UNION ALL that have the same rows: {@code .. WHERE channel = 'email' UNION ALL .. WHERE minutes > 8} has
 * long emails twice. Conditions tell branches apart where it is proven that no row has both: {@link BranchConditions}.
 */
final class UnionTwice {

    /**
     * @param what is taken of which relations
     * @param conditions of the branch, then of what it groups
     */
    private record Rows(String what, List<List<RexNode>> conditions) {}

    /** @param leaf of which a finding tells */
    private record Branch(Rows rows, MeetingRows meeting, JoinedRows.Leaf leaf) {}

    private final UniqueKeys keys;

    UnionTwice(UniqueKeys keys) {
        this.keys = keys;
    }

    /** @param given the columns of the union that have one value in each group */
    Optional<Repeated.Finding> found(Union union, Taken taken, ImmutableBitSet given) {
        List<Branch> before = new ArrayList<>();
        for (RelNode input : union.all ? union.getInputs() : List.<RelNode>of()) {
            Optional<Branch> branch = branch(input, taken, given);
            if (branch.isPresent()
                    && before.stream()
                            .anyMatch(b -> overlap(union.getCluster().getRexBuilder(), b.rows, branch.get().rows))) {
                return Optional.of(
                        Repeated.Finding.inBranches(branch.get().meeting, branch.get().leaf, taken.arguments()));
            }
            branch.ifPresent(before::add);
        }
        return Optional.empty();
    }

    private Optional<Branch> branch(RelNode input, Taken taken, ImmutableBitSet given) {
        MeetingRows rows = keys.rows(input);
        boolean counts = taken.kind() == SqlKind.COUNT;
        Stream<RexNode> values =
                counts ? columns(rows, input) : taken.arguments().stream().map(a -> rows.over(a, Set.of()));
        List<RexNode> what =
                Stream.concat(values, given.asList().stream().map(rows::column)).toList();
        boolean isOfNone = what.stream().map(Terms::places).allMatch(ImmutableBitSet::isEmpty);
        return rows.leaves().stream()
                .filter(l -> !isOfNone && (l.rel() instanceof TableScan || l.rel() instanceof Aggregate))
                .findFirst()
                .map(l -> new Branch(rows(rows, what), rows, l));
    }

    private static Stream<RexNode> columns(MeetingRows rows, RelNode rel) {
        return Stream.iterate(0, i -> i < rel.getRowType().getFieldCount(), i -> i + 1)
                .map(rows::column);
    }

    private Rows rows(MeetingRows rows, List<RexNode> what) {
        StringBuilder text = new StringBuilder(what.toString());
        List<List<RexNode>> conditions = new ArrayList<>();
        conditions.add(rows.certain());
        for (JoinedRows.Leaf leaf : rows.leaves()) {
            if (leaf.rel() instanceof TableScan scan) {
                text.append(scan.getTable().getQualifiedName());
            } else if (leaf.rel() instanceof Aggregate aggregate) {
                RelNode input = aggregate.getInput();
                Rows below = all(input);
                text.append(aggregate.getGroupSets())
                        .append(aggregate.getAggCallList())
                        .append(below.what);
                conditions.addAll(below.conditions);
            } else {
                text.append(UnionLevels.relation(leaf.rel()));
            }
        }
        return new Rows(text.toString(), conditions);
    }

    private boolean overlap(RexBuilder rex, Rows a, Rows b) {
        if (!a.what.equals(b.what)) {
            return false;
        }
        for (int i = 0; i < a.conditions.size(); i++) {
            List<RexNode> some = a.conditions.get(i);
            List<RexNode> others = b.conditions.get(i);
            if (new BranchConditions(rex).exclude(some, others)
                    || some.stream().anyMatch(s -> others.stream().anyMatch(o -> areOfOthers(rex, s, o)))) {
                return false;
            }
        }
        return true;
    }

    /** {@code x IN (..)} and {@code x IN (..)} of keys of one table, of which no row is in both. */
    private boolean areOfOthers(RexBuilder rex, RexNode a, RexNode b) {
        if (!(a instanceof RexCall some && some.getOperator() instanceof InnerValue in)
                || !(b instanceof RexCall others && others.getOperator() instanceof InnerValue other)) {
            return false;
        }
        return some.getOperands().equals(others.getOperands())
                && in.isOfKeys(keys)
                && other.isOfKeys(keys)
                && !overlap(rex, all(in.rel()), all(other.rel()));
    }

    private Rows all(RelNode rel) {
        MeetingRows rows = keys.rows(rel);
        return rows(rows, columns(rows, rel).toList());
    }
}
