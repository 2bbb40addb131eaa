package io.scorecard.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The company's three years: months are numbers from 0 (July 2023) to 35 (June 2026), days numbers
 * from 0, instants microseconds in UTC.
 *
 * <p>Days and months begin at the company's local midnight, so two days a year have 23 or 25 hours;
 * hours of a day are counted from its midnight as they pass. Immutable.
 */
final class Timeline {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final LocalDate FIRST = LocalDate.of(2023, 7, 1);
    static final int MONTHS = 36;
    static final long NEVER = Long.MIN_VALUE;
    static final long SECOND = 1_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private final int[] firstDays = new int[MONTHS + 1];
    private final long[] dayStarts;
    private final int[] clockChanges = new int[MONTHS];

    Timeline() {
        for (int m = 0; m <= MONTHS; m++) {
            firstDays[m] = (int) (FIRST.plusMonths(m).toEpochDay() - FIRST.toEpochDay());
        }
        dayStarts = new long[firstDays[MONTHS] + 1];
        for (int d = 0; d < dayStarts.length; d++) {
            dayStarts[d] = micros(FIRST.plusDays(d).atStartOfDay(ZONE).toInstant());
        }
        for (int m = 0; m < MONTHS; m++) {
            clockChanges[m] = -1;
            for (int d = firstDays[m]; d < firstDays[m + 1]; d++) {
                if (dayStarts[d + 1] - dayStarts[d] != DAY) {
                    clockChanges[m] = d;
                }
            }
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * SECOND;
    }

    /** The number of a month, whether or not it lies in the three years. */
    static int month(int year, int month) {
        return (year - FIRST.getYear()) * 12 + month - FIRST.getMonthValue();
    }

    /** The end of everything: nothing is known from here on. */
    long asOf() {
        return dayStarts[dayStarts.length - 1];
    }

    long start(int month) {
        return dayStarts[firstDays[month]];
    }

    int firstDay(int month) {
        return firstDays[month];
    }

    int days(int month) {
        return firstDays[month + 1] - firstDays[month];
    }

    long at(int day, double hour) {
        return dayStarts[day] + (long) (hour * 3600) * SECOND;
    }

    /** The day that an instant falls on; before and after the three years, the nearest. */
    int day(long instant) {
        int guess = (int) Math.max(0, Math.min(dayStarts.length - 2, (instant - dayStarts[0]) / DAY));
        while (guess > 0 && dayStarts[guess] > instant) {
            guess--;
        }
        while (guess < dayStarts.length - 2 && dayStarts[guess + 1] <= instant) {
            guess++;
        }
        return guess;
    }

    int month(long instant) {
        int day = day(instant);
        int month = Math.min(MONTHS - 1, day / 30);
        while (firstDays[month] > day) {
            month--;
        }
        return month;
    }

    /** The same day and hour in another month, or that month's last day. */
    long sameDay(long instant, int month) {
        int day = day(instant);
        int dayOfMonth = Math.min(day - firstDays[month(instant)], days(month) - 1);
        return dayStarts[firstDays[month] + dayOfMonth] + (instant - dayStarts[day]);
    }

    /** The day on which the clocks change in a month, or -1. */
    int clockChange(int month) {
        return clockChanges[month];
    }

    boolean isWeekend(int day) {
        return (day + FIRST.getDayOfWeek().getValue() - 1) % 7 >= 5;
    }

    /** Days since 1970. */
    int epochDay(int day) {
        return (int) FIRST.toEpochDay() + day;
    }
}
