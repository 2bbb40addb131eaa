package io.scorecard.compiler;

import io.scorecard.functions.Each;
import io.scorecard.functions.Grain;
import io.scorecard.functions.Interval;
import java.util.Optional;

/**
 * Through what a measure looks at the period that was asked: an interval of its own, finer buckets, or
 * a condition on time of its FILTER.
 */
record Lens(Optional<Interval> during, Optional<Grain> each, Optional<TimeFilter> filter) {

    static final Lens NONE = new Lens(Optional.empty(), Optional.empty(), Optional.empty());

    static Lens of(Optional<Interval> during, Optional<Each> each) {
        return during.isEmpty() && each.isEmpty() ? NONE : new Lens(during, each.map(Each::grain), Optional.empty());
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** Months back from the period's end, wherever in a calendar month that is: twelve are twelve openings. */
    boolean isWholeMonths() {
        return each.filter(g -> g == Grain.MONTH).isPresent()
                && during.filter(i -> i.grain() == Grain.MONTH && i.position() == Interval.Position.LAST)
                        .isPresent();
    }
}
