package io.scorecard.compiler.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What of joined rows is known once some of it is. Every column of every relation has a place, and so has the row itself
 * of each: to know its columns is not to know which row it is, where rows can be the same.
 */
final class KnownRows {

    /**
     * @param given the places that must be known
     * @param gives those that are known then
     * @param within the rows from which one must set out, because an outer join gives it for no others; null: any
     */
    private record Step(
            ImmutableBitSet given,
            ImmutableBitSet gives,
            @Nullable ImmutableBitSet within) {}

    /** Tells whether a relation has at most one row where some of its columns are known. */
    interface Single {
        boolean isOne(JoinedRows.Leaf leaf, ImmutableBitSet known);
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<Set<Integer>> equal = new ArrayList<>();
    private final List<Set<Integer>> joined = new ArrayList<>();

    void add(ImmutableBitSet given, ImmutableBitSet gives, @Nullable ImmutableBitSet within) {
        steps.add(new Step(given, gives, within));
    }

    /** @param always whether both are equal in every row: an outer join also leaves one without the other */
    void same(int a, int b, boolean always) {
        merge(joined, a, b);
        if (always) {
            merge(equal, a, b);
        }
    }

    private static void merge(List<Set<Integer>> groups, int a, int b) {
        Set<Integer> merged = new HashSet<>(List.of(a, b));
        groups.removeIf(group -> (group.contains(a) || group.contains(b)) && merged.addAll(group) | true);
        groups.add(merged);
    }

    /** The column itself and all that are equal to it in every row. */
    Set<Integer> equalTo(int column) {
        return group(equal, column);
    }

    /** The column itself and all that are equal to it wherever both are there. */
    Set<Integer> joinedTo(int column) {
        return group(joined, column);
    }

    /** The names of the columns that joins go by. */
    List<String> joinedBy(JoinedRows.Leaf leaf) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = leaf.offset(); leaf.has(i); i++) {
            int column = i;
            if (joinedTo(i).stream().anyMatch(c -> c != column && !leaf.has(c))) {
                names.add(leaf.column(i));
            }
        }
        return List.copyOf(names);
    }

    private static Set<Integer> group(List<Set<Integer>> groups, int column) {
        return groups.stream().filter(g -> g.contains(column)).findFirst().orElse(Set.of(column));
    }

    /** Whether one column alone tells another, from whatever row one sets out. */
    boolean tells(int column, int other) {
        return column == other
                || steps.stream()
                        .anyMatch(s ->
                                s.within == null && s.given.equals(ImmutableBitSet.of(column)) && s.gives.get(other));
    }

    /**
     * All that is known.
     *
     * @param start a row that one sets out from; null: none
     */
    ImmutableBitSet from(
            JoinedRows.@Nullable Leaf start, ImmutableBitSet given, List<JoinedRows.Leaf> leaves, Single single) {
        ImmutableBitSet known = start == null ? given : given.set(start.row());
        ImmutableBitSet before;
        do {
            before = known;
            for (Step step : steps) {
                boolean holds = step.within == null || start != null && step.within.get(start.row());
                if (holds && known.contains(step.given)) {
                    known = known.union(step.gives);
                }
            }
            for (JoinedRows.Leaf leaf : leaves) {
                if (known.get(leaf.row())) {
                    known = known.union(leaf.columns());
                } else if (single.isOne(leaf, known)) {
                    known = known.set(leaf.row());
                }
            }
        } while (!known.equals(before));
        return known;
    }
}
