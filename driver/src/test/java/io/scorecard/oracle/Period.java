package io.scorecard.oracle;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The half-open interval {@code [start, end)} that a cell stands for. */
public record Period(LocalDateTime start, LocalDateTime end) {

    public static Period of(LocalDate start, LocalDate end) {
        return new Period(start.atStartOfDay(), end.atStartOfDay());
    }

    /** The months of the interval; the first and the last may be cut. */
    public static List<Period> months(LocalDate start, LocalDate end) {
        return cut(start, end, start.withDayOfMonth(1), java.time.Period.ofMonths(1));
    }

    /** The calendar quarters of the interval; the first and the last may be cut. */
    public static List<Period> quarters(LocalDate start, LocalDate end) {
        LocalDate first = start.withDayOfMonth(1).minusMonths((start.getMonthValue() - 1) % 3);
        return cut(start, end, first, java.time.Period.ofMonths(3));
    }

    /** The weeks from Monday of the interval; the first and the last may be cut. */
    public static List<Period> weeks(LocalDate start, LocalDate end) {
        LocalDate monday = start.minusDays(start.getDayOfWeek().getValue() - 1);
        return cut(start, end, monday, java.time.Period.ofWeeks(1));
    }

    public static List<Period> days(LocalDate start, LocalDate end) {
        return cut(start, end, start, java.time.Period.ofDays(1));
    }

    private static List<Period> cut(LocalDate start, LocalDate end, LocalDate first, java.time.Period step) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate bucket = first; bucket.isBefore(end); bucket = bucket.plus(step)) {
            LocalDate next = bucket.plus(step);
            periods.add(of(bucket.isBefore(start) ? start : bucket, next.isAfter(end) ? end : next));
        }
        return List.copyOf(periods);
    }
}
