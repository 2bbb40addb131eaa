package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fiscal calendars against dates that others have published. */
class FiscalCalendarTest {

    /** The retail calendar of the National Retail Federation: Sunday to Saturday, its years end near 31 January. */
    private static final FiscalCalendar RETAIL =
            weeks(Month.FEBRUARY, DayOfWeek.SUNDAY, List.of(4, 5, 4), FiscalCalendar.YearEnds.NEAREST, 12);

    /** Apple's (form 10-K): years end on the last Saturday of September, a 53rd week falls into the first quarter. */
    private static final FiscalCalendar LAST_SATURDAY =
            weeks(Month.OCTOBER, DayOfWeek.SUNDAY, List.of(4, 4, 5), FiscalCalendar.YearEnds.LAST, 3);

    private static FiscalCalendar weeks(
            Month starts, DayOfWeek week, List<Integer> quarter, FiscalCalendar.YearEnds ends, int longMonth) {
        return new FiscalCalendar(starts, week, Optional.of(new FiscalCalendar.Weeks(quarter, ends, longMonth)));
    }

    private static LocalDate yearOf(FiscalCalendar calendar, LocalDate day) {
        return calendar.firstDay(Math.floorDiv(calendar.month(day), FiscalCalendar.YEAR) * FiscalCalendar.YEAR);
    }

    private static List<String> months(FiscalCalendar calendar, String firstDay) {
        int first = calendar.month(LocalDate.parse(firstDay));
        return IntStream.range(first, first + FiscalCalendar.YEAR)
                .mapToObj(m -> calendar.firstDay(m).toString())
                .toList();
    }

    /** nrf.com/resources/4-5-4-calendar, first and last days of the years 2016 to 2023. */
    @ParameterizedTest
    @CsvSource({
        "2016-01-31, 2017-01-28",
        "2017-01-29, 2018-02-03",
        "2018-02-04, 2019-02-02",
        "2019-02-03, 2020-02-01",
        "2020-02-02, 2021-01-30",
        "2021-01-31, 2022-01-29",
        "2022-01-30, 2023-01-28",
        "2023-01-29, 2024-02-03"
    })
    void yearsOfTheRetailCalendarAreThePublishedOnes(LocalDate first, LocalDate last) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            assertEquals(first, yearOf(RETAIL, day), day.toString());
        }
        assertEquals(last.plusDays(1), yearOf(RETAIL, last.plusDays(1)));
    }

    @Test
    void retailYearsOf53WeeksAreThePublishedOnes() {
        List<Integer> longYears = IntStream.rangeClosed(2000, 2100)
                .filter(y -> ChronoUnit.WEEKS.between(
                                RETAIL.firstDay(y * FiscalCalendar.YEAR),
                                RETAIL.firstDay((y + 1) * FiscalCalendar.YEAR))
                        == 53)
                .boxed()
                .toList();
        assertEquals(
                List.of(
                        2000, 2006, 2012, 2017, 2023, 2028, 2034, 2040, 2045, 2051, 2056, 2062, 2068, 2073, 2079, 2084,
                        2090, 2096),
                longYears);
    }

    @Test
    void retailMonthsAreThePublishedOnes() {
        assertEquals(
                List.of(
                        "2023-01-29",
                        "2023-02-26",
                        "2023-04-02",
                        "2023-04-30",
                        "2023-05-28",
                        "2023-07-02",
                        "2023-07-30",
                        "2023-08-27",
                        "2023-10-01",
                        "2023-10-29",
                        "2023-11-26",
                        "2023-12-31"),
                months(RETAIL, "2023-01-29"));
        assertEquals(
                List.of(
                        "2015-02-01",
                        "2015-03-01",
                        "2015-04-05",
                        "2015-05-03",
                        "2015-05-31",
                        "2015-07-05",
                        "2015-08-02",
                        "2015-08-30",
                        "2015-10-04",
                        "2015-11-01",
                        "2015-11-29",
                        "2016-01-03"),
                months(RETAIL, "2015-02-01"));
    }

    /** The quarters' last days as its reports name them: 14 weeks to 31 December 2022. */
    @Test
    void lastSaturdayOfSeptemberWithALongFirstQuarterIsApples() {
        List<String> ends = IntStream.rangeClosed(1, 9)
                .mapToObj(q -> LAST_SATURDAY
                        .firstDay(LAST_SATURDAY.month(LocalDate.of(2021, 9, 26)) + 3 * q)
                        .minusDays(1)
                        .toString())
                .toList();
        assertEquals(
                List.of(
                        "2021-12-25",
                        "2022-03-26",
                        "2022-06-25",
                        "2022-09-24",
                        "2022-12-31",
                        "2023-04-01",
                        "2023-07-01",
                        "2023-09-30",
                        "2023-12-30"),
                ends);
    }

    /** Weeks from Monday and years from January are those of ISO 8601, which Java knows. */
    @Test
    void withoutAnythingElseSaidYearsOfWeeksAreThoseOfIso() {
        FiscalCalendar iso =
                weeks(Month.JANUARY, DayOfWeek.MONDAY, List.of(4, 4, 5), FiscalCalendar.YearEnds.NEAREST, 12);
        for (LocalDate day = LocalDate.of(1995, 1, 1); day.getYear() < 2040; day = day.plusDays(1)) {
            int month = iso.month(day);
            assertEquals(day.get(IsoFields.WEEK_BASED_YEAR), Math.floorDiv(month, 12), day.toString());
            int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            int quarter = Math.min((week - 1) / 13, 3);
            int within = week - 13 * quarter;
            assertEquals(
                    3 * quarter + (within <= 4 ? 0 : within <= 8 ? 1 : 2), Math.floorMod(month, 12), day.toString());
        }
    }

    @Test
    void withoutWeeksFiscalMonthsAreCalendarMonths() {
        FiscalCalendar april = new FiscalCalendar(Month.APRIL, DayOfWeek.MONDAY, Optional.empty());
        assertEquals(LocalDate.of(2025, 4, 1), yearOf(april, LocalDate.of(2026, 3, 31)));
        assertEquals(LocalDate.of(2026, 4, 1), yearOf(april, LocalDate.of(2026, 4, 1)));
        assertEquals(LocalDate.of(2026, 1, 1), april.firstDay(april.month(LocalDate.of(2026, 1, 31))));
    }
}
