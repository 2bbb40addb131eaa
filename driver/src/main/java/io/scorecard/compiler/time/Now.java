package io.scorecard.compiler.time;

import io.scorecard.model.DefaultPeriod;
import io.scorecard.model.FiscalCalendar;
import io.scorecard.model.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What counts as now for one run, and how far the data go.
 *
 * @param asOf events at or after it are unseen
 * @param dataThrough the end of what is complete; not after {@code asOf}
 */
public record Now(Instant asOf, Instant dataThrough, ZoneId zone) {

    public Now {
        dataThrough = dataThrough.isAfter(asOf) ? asOf : dataThrough;
    }

    public LocalDateTime asOfLocal() {
        return LocalDateTime.ofInstant(asOf, zone);
    }

    LocalDateTime asOfUtc() {
        return LocalDateTime.ofInstant(asOf, ZoneOffset.UTC);
    }

    LocalDateTime dataThroughLocal() {
        return LocalDateTime.ofInstant(dataThrough, zone);
    }

    LocalDateTime dataThroughUtc() {
        return LocalDateTime.ofInstant(dataThrough, ZoneOffset.UTC);
    }

    LocalDateTime utc(LocalDateTime local) {
        return LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC);
    }

    /** The first day of a question that names no time, and the day after its last. */
    LocalDate[] defaultDays(DefaultPeriod period, Settings settings) {
        if (period.from().isPresent() && period.to().isPresent()) {
            return new LocalDate[] {period.from().get(), period.to().get()};
        }
        TimeColumn column = TimeColumn.of(period.grain());
        LocalDate end = column.bucket(dataThroughLocal().toLocalDate(), settings);
        return new LocalDate[] {minus(end, period.count(), column, settings), end};
    }

    private static LocalDate minus(LocalDate day, int count, TimeColumn column, Settings settings) {
        return switch (column) {
            case TS, DAY -> day.minusDays(count);
            case WEEK -> day.minusWeeks(count);
            case MONTH -> day.minusMonths(count);
            case QUARTER -> day.minusMonths(3L * count);
            case YEAR -> day.minusYears(count);
            case FISCAL_MONTH, FISCAL_QUARTER, FISCAL_YEAR -> {
                FiscalCalendar fiscal = settings.fiscal();
                yield fiscal.firstDay(fiscal.month(day) - column.fiscalMonths() * count);
            }
        };
    }
}
