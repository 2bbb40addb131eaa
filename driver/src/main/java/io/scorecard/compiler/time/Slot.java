package io.scorecard.compiler.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * An interval {@code [start, end)} of the calendar that a question looks at.
 *
 * @param start in the reporting zone, as {@code end}
 * @param startUtc the same moments in UTC, as {@code endUtc}
 * @param period the index of the period it belongs to; -1: of none, it only lies between two
 */
public record Slot(LocalDateTime start, LocalDateTime end, LocalDateTime startUtc, LocalDateTime endUtc, int period) {

    public LocalDate firstDay() {
        return start.toLocalDate();
    }

    /** How many days it touches. */
    public long days() {
        return ChronoUnit.DAYS.between(firstDay(), endDay());
    }

    /** The day of the last instant before it. */
    public LocalDate dayBefore() {
        return start.minusNanos(1).toLocalDate();
    }

    /** The day of its last instant. */
    public LocalDate lastDay() {
        return end.minusNanos(1).toLocalDate();
    }

    /** The day after the last one. */
    public LocalDate endDay() {
        return end.equals(end.toLocalDate().atStartOfDay())
                ? end.toLocalDate()
                : end.toLocalDate().plusDays(1);
    }
}
