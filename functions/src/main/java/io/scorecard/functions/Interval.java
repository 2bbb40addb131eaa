package io.scorecard.functions;

import java.util.Optional;

/**
 * An interval of a KPI's own, relative to the period that was asked: {@code the last 28 days} end
 * where the period ends, {@code the 90 days before} end where it starts, {@code the 7 days after}
 * start where it ends, {@code 2 months earlier} is the period itself, moved back.
 *
 * @param length in grains; 0 where a setting of the model tells it
 * @param setting the setting that tells the length, as in {@code the last :lifetime_window months}
 * @param grain {@link Grain#DAY} or {@link Grain#MONTH}
 */
public record Interval(int length, Optional<SettingName> setting, Grain grain, Position position) {

    /** Where the interval lies. */
    public enum Position {
        LAST,
        BEFORE,
        AFTER,
        EARLIER
    }
}
