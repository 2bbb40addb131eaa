package io.scorecard.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/**
 * How fiscal years are divided: into calendar months from a first one on, or into weeks.
 *
 * <p>Fiscal months are numbered through all years, twelve to a year, so that three of them are a quarter
 * and moving by a year is moving by twelve, whatever their lengths.
 *
 * @param starts the month in which, or near whose first day, a fiscal year starts
 * @param weekStarts the first day of a week; a fiscal year of weeks starts on it
 * @param weeks empty: fiscal months are calendar months
 */
public record FiscalCalendar(Month starts, DayOfWeek weekStarts, Optional<Weeks> weeks) {

    /** Fiscal months in a year. */
    public static final int YEAR = 12;

    private static final int WEEKS_OF_A_SHORT_YEAR = 52;

    /**
     * A year of 52 or 53 weeks.
     *
     * @param quarter the weeks of a quarter's three months
     * @param longMonth which of the twelve months has one more in a year of 53
     */
    public record Weeks(List<Integer> quarter, YearEnds ends, int longMonth) {
        public Weeks {
            quarter = List.copyOf(quarter);
        }

        private int of(int month, boolean longYear) {
            return quarter.get(month % quarter.size()) + (longYear && month == longMonth - 1 ? 1 : 0);
        }
    }

    /** On which of the days with the right weekday a year ends. */
    public enum YearEnds {
        /** the one nearest to the end of the month before {@code fiscal_year_starts} */
        NEAREST,
        /** the last one in that month */
        LAST
    }

    /** The number of the fiscal month that a day lies in. */
    public int month(LocalDate day) {
        if (weeks.isEmpty()) {
            return YEAR * day.getYear() + day.getMonthValue() - starts.getValue();
        }
        int year = day.getYear() + 1;
        while (firstOfYear(year).isAfter(day)) {
            year--;
        }
        int month = 0;
        while (month < YEAR - 1 && !firstOfMonth(year, month + 1).isAfter(day)) {
            month++;
        }
        return YEAR * year + month;
    }

    /** The first day of the fiscal month with a number. */
    public LocalDate firstDay(int month) {
        int year = Math.floorDiv(month, YEAR);
        int within = Math.floorMod(month, YEAR);
        return weeks.isEmpty() ? LocalDate.of(year, starts, 1).plusMonths(within) : firstOfMonth(year, within);
    }

    private LocalDate firstOfMonth(int year, int month) {
        LocalDate first = firstOfYear(year);
        boolean longYear = ChronoUnit.WEEKS.between(first, firstOfYear(year + 1)) > WEEKS_OF_A_SHORT_YEAR;
        int before = 0;
        for (int m = 0; m < month; m++) {
            before += weeks.orElseThrow().of(m, longYear);
        }
        return first.plusWeeks(before);
    }

    /** The first day of the year of weeks that starts in or near a calendar year's {@link #starts}. */
    private LocalDate firstOfYear(int year) {
        LocalDate month = LocalDate.of(year, starts, 1);
        return weeks.orElseThrow().ends() == YearEnds.LAST
                ? month.with(TemporalAdjusters.previousOrSame(weekStarts))
                : month.minusDays(3).with(TemporalAdjusters.nextOrSame(weekStarts));
    }
}
