package io.scorecard.compiler;

import io.scorecard.functions.Grain;
import io.scorecard.model.Settings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.apache.calcite.sql.type.SqlTypeName;

/** The time columns of {@code kpi}, finest first; each is the first day of a bucket, but {@code ts}. */
enum TimeColumn {
    TS,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_QUARTER,
    FISCAL_YEAR;

    String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    SqlTypeName type() {
        return this == TS ? SqlTypeName.TIMESTAMP : SqlTypeName.DATE;
    }

    static TimeColumn of(Grain grain) {
        return valueOf(grain.name());
    }

    /** The first day of the bucket that a day lies in. */
    LocalDate bucket(LocalDate day, Settings settings) {
        return switch (this) {
            case TS, DAY -> day;
            case WEEK -> week(day, settings.weekStarts());
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> quarter(day, Month.JANUARY);
            case YEAR -> day.withDayOfYear(1);
            case FISCAL_QUARTER -> quarter(day, settings.fiscalYearStarts());
            case FISCAL_YEAR -> fiscalYear(day, settings.fiscalYearStarts());
        };
    }

    /** The first day of the bucket after the one that a day lies in. */
    LocalDate next(LocalDate day, Settings settings) {
        LocalDate first = bucket(day, settings);
        return switch (this) {
            case TS, DAY -> first.plusDays(1);
            case WEEK -> first.plusDays(7);
            case MONTH -> first.plusMonths(1);
            case QUARTER, FISCAL_QUARTER -> first.plusMonths(3);
            case YEAR, FISCAL_YEAR -> first.plusYears(1);
        };
    }

    private static LocalDate week(LocalDate day, DayOfWeek starts) {
        return day.with(TemporalAdjusters.previousOrSame(starts));
    }

    private static LocalDate quarter(LocalDate day, Month starts) {
        int into = Math.floorMod(day.getMonthValue() - starts.getValue(), 3);
        return day.withDayOfMonth(1).minusMonths(into);
    }

    private static LocalDate fiscalYear(LocalDate day, Month starts) {
        int into = Math.floorMod(day.getMonthValue() - starts.getValue(), 12);
        return day.withDayOfMonth(1).minusMonths(into);
    }
}
