package io.scorecard.functions;

import java.util.Optional;

/**
 * An interval of a KPI's own, relative to the period that was asked: {@code the last 28 days} end
 * where the period ends, {@code the 90 days before} end where it starts, {@code the 7 days after}
 * start where it ends, {@code 2 months earlier} is the period itself, moved back. {@code the day :on} is the day
 * that an argument names, whatever period was asked.
 *
 * @param length in grains; 0 where a setting of the model tells it
 * @param setting the setting that tells the length, as in {@code the last :lifetime_window months}
 * @param grain {@link Grain#DAY} or {@link Grain#MONTH}
 * @param day of {@code the day :on} the parameter's name; the day itself where a measure has its arguments
 */
public record Interval(
        int length, Optional<SettingName> setting, Grain grain, Position position, Optional<String> day) {

    public Interval(int length, Optional<SettingName> setting, Grain grain, Position position) {
        this(length, setting, grain, position, Optional.empty());
    }

    /** The day of a parameter, or that day. */
    public static Interval on(String day) {
        return new Interval(1, Optional.empty(), Grain.DAY, Position.ON, Optional.of(day));
    }

    /** Where the interval lies. */
    public enum Position {
        LAST,
        BEFORE,
        AFTER,
        EARLIER,
        ON
    }
}
