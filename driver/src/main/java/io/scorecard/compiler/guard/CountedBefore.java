package io.scorecard.compiler.guard;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.util.ImmutableBitSet;

/** The question in which the rows of one of several joined tables are counted: before the join, by what it goes by. */
final class CountedBefore {

    private CountedBefore() {}

    static String advice(MeetingRows rows) {
        List<JoinedRows.Leaf> all = rows.leaves();
        Optional<JoinedRows.Leaf> counted =
                all.stream().filter(l -> isNamed(rows, l) && !isUnique(rows, l)).findFirst();
        if (counted.isEmpty()) {
            return "Count the rows of one table: COUNT(DISTINCT ..) of its key.";
        }
        JoinedRows.Leaf one = counted.get();
        List<String> by = rows.joinedBy(one);
        String keys = String.join(", ", by);
        String before = "(SELECT " + keys + ", COUNT(*) AS figure FROM " + one.title() + " GROUP BY " + keys + ") AS "
                + one.title();
        StringBuilder joined = new StringBuilder();
        for (JoinedRows.Leaf other : all) {
            if (other == one) {
                continue;
            }
            if (!isNamed(rows, other) || !rows.joinedBy(other).equals(by)) {
                return "Count the rows of one table before the join, in a subquery: " + before + ".";
            }
            String distinct = "(SELECT DISTINCT " + keys + " FROM " + other.title() + ") AS " + other.title();
            joined.append(" JOIN ")
                    .append(isUnique(rows, other) ? other.title() : distinct)
                    .append(" USING (")
                    .append(keys)
                    .append(')');
        }
        return "Count the rows of one table before the join: SELECT .., SUM(figure) FROM " + before + joined + ".";
    }

    private static boolean isNamed(MeetingRows rows, JoinedRows.Leaf leaf) {
        return !leaf.title().isEmpty() && !rows.joinedBy(leaf).isEmpty();
    }

    /** Whether it has one row at most for what it is joined by. */
    private static boolean isUnique(MeetingRows rows, JoinedRows.Leaf leaf) {
        List<String> names = leaf.rel().getRowType().getFieldNames();
        ImmutableBitSet own = ImmutableBitSet.of(
                rows.joinedBy(leaf).stream().map(names::indexOf).toList());
        return new UniqueKeys().isUnique(leaf.rel(), own);
    }
}
