package io.scorecard.compiler.time;

import io.scorecard.functions.Grain;
import io.scorecard.model.FiscalCalendar;
import io.scorecard.model.Settings;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.type.SqlTypeName;

/** The time columns of {@code kpi}, finest first; each is the first day of a bucket, but {@code ts}. */
public enum TimeColumn {
    TS,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_MONTH,
    FISCAL_QUARTER,
    FISCAL_YEAR;

    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a period of it is called. */
    String words() {
        return columnName().replace('_', ' ');
    }

    public SqlTypeName type() {
        return this == TS ? SqlTypeName.TIMESTAMP : SqlTypeName.DATE;
    }

    public static TimeColumn of(Grain grain) {
        return valueOf(grain.name());
    }

    /** By its name, in small letters. */
    public static Optional<TimeColumn> find(String column) {
        return Arrays.stream(values())
                .filter(t -> t.columnName().equals(column))
                .findFirst();
    }

    /** The first day of the bucket that a day lies in. */
    public LocalDate bucket(LocalDate day, Settings settings) {
        return switch (this) {
            case TS, DAY -> day;
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(settings.fiscal().weekStarts()));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case YEAR -> day.withDayOfYear(1);
            case FISCAL_MONTH, FISCAL_QUARTER, FISCAL_YEAR -> fiscal(day, settings.fiscal(), 0);
        };
    }

    /** The first day of the bucket after the one that a day lies in. */
    public LocalDate next(LocalDate day, Settings settings) {
        LocalDate first = bucket(day, settings);
        return switch (this) {
            case TS, DAY -> first.plusDays(1);
            case WEEK -> first.plusDays(7);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(3);
            case YEAR -> first.plusYears(1);
            case FISCAL_MONTH, FISCAL_QUARTER, FISCAL_YEAR -> fiscal(day, settings.fiscal(), 1);
        };
    }

    public boolean isFiscal() {
        return fiscalMonths() > 0;
    }

    /** How many fiscal months a bucket has; 0 for buckets that are not fiscal. */
    int fiscalMonths() {
        return switch (this) {
            case FISCAL_MONTH -> 1;
            case FISCAL_QUARTER -> 3;
            case FISCAL_YEAR -> FiscalCalendar.YEAR;
            default -> 0;
        };
    }

    /** @param later how many buckets after the one of that day */
    private LocalDate fiscal(LocalDate day, FiscalCalendar calendar, int later) {
        int bucket = Math.floorDiv(calendar.month(day), fiscalMonths()) + later;
        return calendar.firstDay(bucket * fiscalMonths());
    }
}
