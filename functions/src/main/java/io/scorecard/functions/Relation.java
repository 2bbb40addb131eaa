package io.scorecard.functions;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A named relation: SQL over canonical tables, so that an aggregate can be defined over rows which
 * no source has. Canonical tables and columns that the model does not map are empty and NULL in it;
 * other named relations may be read, too. A column that is named like a segment of {@code kpi} is
 * that segment.
 *
 * @param withoutSubscriptions the relation with the same columns where orders tell who is a customer
 * @param date the column that dates a row
 * @param until for rows that last: the column with the last day (inclusive, NULL = the same day); a
 *     row's amounts then spread evenly over its days
 * @param every as {@link CanonicalTable#every}
 * @param customer the column with the customer's key, or empty
 * @param atBound whether {@code :bound} stands in the SQL, to be taken at the opening or the closing
 * @param shortcut shorter SQL for the same rows, where a model maps certain columns
 * @param key a column of which no two rows have the same value
 * @param whole another relation in its place where nobody asks for certain columns
 * @param addsUp the column with what a row adds to sums; where only such sums by customers' segments are asked, customers
 *     who are alike in these may stand for each other
 * @param needs the columns ({@code table.column}) without which the relation means nothing; one of several
 *     is enough where they are apart by {@code or}
 * @param segmentsOf whose segments its rows have, too
 */
public record Relation(
        String name,
        String grain,
        String sql,
        Optional<Shortcut> shortcut,
        Optional<String> withoutSubscriptions,
        Optional<String> date,
        Optional<String> until,
        Optional<Integer> every,
        Optional<String> customer,
        boolean atBound,
        Optional<String> key,
        Optional<Whole> whole,
        Optional<String> addsUp,
        List<String> needs,
        List<SegmentsOf> segmentsOf,
        Place place) {

    public Relation {
        needs = List.copyOf(needs);
        segmentsOf = List.copyOf(segmentsOf);
    }

    /** Every column that is needed, or one of several that are. */
    public List<String> neededColumns() {
        return needs.stream().flatMap(n -> Stream.of(n.split(" or "))).toList();
    }

    /**
     * Rows that are not divided: a text and whether it mentions any theme, in the place of a text and each theme.
     *
     * @param without the columns that it lacks
     * @param relation its name; all other columns are the same
     * @param each the one of these whose values tell apart the rows that one of its rows is divided into
     */
    public record Whole(List<String> without, String relation, Optional<String> each) {
        public Whole {
            without = List.copyOf(without);
        }
    }

    /**
     * @param mapped the columns ({@code table.column}) that must be mapped for it
     */
    public record Shortcut(List<String> mapped, String sql) {
        public Shortcut {
            mapped = List.copyOf(mapped);
        }
    }
}
