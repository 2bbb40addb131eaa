package io.scorecard.functions;

/**
 * An interval of a KPI's own, relative to the period that was asked: {@code the last 28 days} end
 * where the period ends, {@code the 90 days before} end where it starts, {@code the 7 days after}
 * start where it ends.
 *
 * @param grain {@link Grain#DAY} or {@link Grain#MONTH}
 */
public record Interval(int length, Grain grain, Position position) {

    /** Where the interval lies. */
    public enum Position {
        LAST,
        BEFORE,
        AFTER
    }
}
