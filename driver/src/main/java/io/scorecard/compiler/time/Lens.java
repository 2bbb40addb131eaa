package io.scorecard.compiler.time;

import io.scorecard.functions.Each;
import io.scorecard.functions.Grain;
import io.scorecard.functions.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Through what a measure looks at the period that was asked: another period in its place, an interval of
 * its own, finer buckets, or a condition on time of its FILTER.
 *
 * @param shifts what takes the period's place, one after the other
 */
public record Lens(List<Shift> shifts, Optional<Interval> during, Optional<Grain> each, Optional<TimeFilter> filter) {

    public static final Lens NONE = new Lens(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Lens {
        shifts = List.copyOf(shifts);
    }

    public static Lens of(Optional<Interval> during, Optional<Each> each) {
        return during.isEmpty() && each.isEmpty()
                ? NONE
                : new Lens(List.of(), during, each.map(Each::grain), Optional.empty());
    }

    public static Lens of(TimeFilter filter) {
        return new Lens(List.of(), Optional.empty(), Optional.empty(), Optional.of(filter));
    }

    /** The same, looked at from a shifted period. */
    public Lens shifted(Shift shift) {
        List<Shift> all = new ArrayList<>(List.of(shift));
        all.addAll(shifts);
        return new Lens(all, during, each, filter);
    }

    /** The same, of periods that are buckets of this. */
    public Lens in(Buckets buckets) {
        return new Lens(shifts.stream().map(s -> s.in(buckets)).toList(), during, each, filter);
    }

    /** The same, where the question asks for no time: that of the FILTER is all there is. */
    public Lens withoutTimeAround() {
        return new Lens(shifts, during, each, filter.map(f -> new TimeFilter(f.conditions(), true)));
    }

    /** Whether it looks beyond the period. */
    boolean looksOutside() {
        return !shifts.isEmpty() || during.isPresent();
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Months back from the period's end, wherever in a calendar month that is: twelve are twelve openings. */
    boolean isWholeMonths() {
        return each.filter(g -> g == Grain.MONTH).isPresent()
                && during.filter(i -> i.grain() == Grain.MONTH && i.position() == Interval.Position.LAST)
                        .isPresent();
    }
}
