package io.scorecard.compiler.time;

import java.util.Optional;

/**
 * What the periods of a question are, for measures that look at other periods.
 *
 * @param unit empty where no time is grouped: the one period moves by its own length
 * @param fiscal whether the question tells its time by the fiscal calendar
 */
public record Buckets(Optional<TimeColumn> unit, boolean fiscal) {

    /** Of a measure that stands in no question yet. */
    static final Buckets UNKNOWN = new Buckets(Optional.empty(), false);
}
