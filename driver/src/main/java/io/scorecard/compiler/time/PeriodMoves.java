package io.scorecard.compiler.time;

import io.scorecard.model.FiscalCalendar;
import io.scorecard.model.Settings;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;

/** Moves the bounds of a period: by what periods are buckets of, or by its own length where no time is grouped. */
record PeriodMoves(Buckets buckets, Shift.Span asked, Settings settings) {

    LocalDateTime back(LocalDateTime moment, int times) {
        if (buckets.unit().isEmpty()) {
            return backByLength(moment, times);
        }
        TimeColumn unit = buckets.unit().get();
        return switch (unit) {
            case TS, DAY -> moment.minusDays(times);
            case WEEK -> moment.minusWeeks(times);
            case MONTH -> moment.minusMonths(times);
            case QUARTER -> moment.minusMonths(3L * times);
            case YEAR -> moment.minusMonths(12L * times);
            case FISCAL_MONTH, FISCAL_QUARTER, FISCAL_YEAR -> fiscalBack(moment, unit, unit.fiscalMonths() * times);
        };
    }

    /** Whole months move by months: before the second quarter is the first, although it has fewer days. */
    private LocalDateTime backByLength(LocalDateTime moment, int times) {
        LocalDate first = asked.start().toLocalDate();
        LocalDate end = asked.end().toLocalDate();
        boolean midnights =
                first.atStartOfDay().equals(asked.start()) && end.atStartOfDay().equals(asked.end());
        if (midnights && isOfWeeks() && startsFiscalMonth(first) && startsFiscalMonth(end)) {
            int months = settings.fiscal().month(end) - settings.fiscal().month(first);
            return fiscalBack(moment, TimeColumn.FISCAL_MONTH, times * months);
        }
        if (midnights && first.getDayOfMonth() == 1 && end.getDayOfMonth() == 1) {
            return moment.minusMonths(times * Period.between(first, end).toTotalMonths());
        }
        return midnights
                ? moment.minusDays(times * (end.toEpochDay() - first.toEpochDay()))
                : moment.minus(Duration.between(asked.start(), asked.end()).multipliedBy(times));
    }

    /** A week has its counterpart 52 weeks before, a day one day and not two in leap years. */
    Shift.Span yearAgo(Shift.Span span) {
        TimeColumn unit = buckets.unit().orElse(buckets.fiscal() ? TimeColumn.FISCAL_MONTH : TimeColumn.MONTH);
        LocalDateTime start = span.start().minusYears(1);
        return switch (unit) {
            case WEEK -> new Shift.Span(span.start().minusWeeks(52), span.end().minusWeeks(52));
            case TS, DAY -> new Shift.Span(start, start.plus(Duration.between(span.start(), span.end())));
            case MONTH, QUARTER, YEAR -> new Shift.Span(start, span.end().minusYears(1));
            case FISCAL_MONTH, FISCAL_QUARTER, FISCAL_YEAR ->
                new Shift.Span(
                        fiscalBack(span.start(), unit, FiscalCalendar.YEAR),
                        fiscalBack(span.end(), unit, FiscalCalendar.YEAR));
        };
    }

    LocalDateTime yearStart(Shift.Span span) {
        LocalDate last = span.end().minusNanos(1).toLocalDate();
        return (buckets.fiscal() ? TimeColumn.FISCAL_YEAR : TimeColumn.YEAR)
                .bucket(last, settings)
                .atStartOfDay();
    }

    /** As far into an earlier bucket as a moment is into its own, but not beyond that one's end. */
    private LocalDateTime fiscalBack(LocalDateTime moment, TimeColumn bucket, int months) {
        FiscalCalendar fiscal = settings.fiscal();
        if (!isOfWeeks()) {
            return moment.minusMonths(months);
        }
        LocalDate first = bucket.bucket(moment.toLocalDate(), settings);
        LocalDate earlier = fiscal.firstDay(fiscal.month(first) - months);
        LocalDateTime moved = earlier.atStartOfDay().plus(Duration.between(first.atStartOfDay(), moment));
        return Calendar.earlier(moved, bucket.next(earlier, settings).atStartOfDay());
    }

    private boolean isOfWeeks() {
        return buckets.fiscal() && settings.fiscal().weeks().isPresent();
    }

    private boolean startsFiscalMonth(LocalDate day) {
        return TimeColumn.FISCAL_MONTH.bucket(day, settings).equals(day);
    }
}
