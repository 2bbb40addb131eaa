package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import io.scorecard.model.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Another time in the place of the period that is asked: {@code previous(m)}, {@code year_ago(m)}, {@code
 * rolling(m, 3)}, {@code year_to_date(m)}. Periods are moved, not rows, so that a condition on time hides
 * nothing that lies before it.
 *
 * @param periods how many a rolling measure looks at; 1 for the others
 * @param unit what the asked periods are buckets of; empty for a total, which moves by its own length
 */
record Shift(Kind kind, int periods, Optional<TimeColumn> unit) {

    static final int MOST_PERIODS = 1000;

    enum Kind {
        PREVIOUS("the period before"),
        YEAR_AGO("the same period a year ago"),
        ROLLING("the last periods"),
        YEAR_TO_DATE("the year so far");

        final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        String function() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Start and end of a period, or of what is looked at in its place. */
    record Span(LocalDateTime start, LocalDateTime end) {}

    /** The shift that a function of this name means; its operands are the measure and what follows it. */
    static Optional<Shift> find(String function, List<SqlNode> operands) {
        for (Kind kind : Kind.values()) {
            if (kind.function().equalsIgnoreCase(function)) {
                return Optional.of(new Shift(kind, periods(kind, operands), Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static int periods(Kind kind, List<SqlNode> operands) {
        int wanted = kind == Kind.ROLLING ? 2 : 1;
        BigDecimal periods = BigDecimal.ONE;
        if (operands.size() == 2 && operands.get(1) instanceof SqlNumericLiteral number && number.isInteger()) {
            periods = number.getValueAs(BigDecimal.class);
        } else if (operands.size() == 2) {
            periods = BigDecimal.ZERO;
        }
        boolean inRange = periods.signum() > 0 && periods.compareTo(BigDecimal.valueOf(MOST_PERIODS)) <= 0;
        if (operands.size() != wanted || !inRange) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "'" + kind.function() + "' has the wrong arguments.",
                    kind == Kind.ROLLING
                            ? "Write rolling(nps(), 3): a measure and a number of periods from 1 to " + MOST_PERIODS
                                    + "."
                            : "Write " + kind.function() + "(nps()): one measure.");
        }
        return periods.intValueExact();
    }

    Shift in(Optional<TimeColumn> buckets) {
        return new Shift(kind, periods, buckets);
    }

    boolean needsUnit() {
        return kind != Kind.YEAR_TO_DATE;
    }

    /** @param asked the period of the question, by whose length a total moves */
    Span of(Span span, Span asked, Settings settings) {
        return switch (kind) {
            case PREVIOUS -> new Span(back(span.start, 1, asked), back(span.end, 1, asked));
            case ROLLING -> new Span(back(span.start, periods - 1, asked), span.end);
            case YEAR_AGO -> yearAgo(span);
            case YEAR_TO_DATE -> new Span(yearStart(span, settings), span.end);
        };
    }

    private LocalDateTime back(LocalDateTime moment, int times, Span asked) {
        if (unit.isEmpty()) {
            return backByLength(moment, times, asked);
        }
        return switch (unit.get()) {
            case TS, DAY -> moment.minusDays(times);
            case WEEK -> moment.minusWeeks(times);
            case MONTH -> moment.minusMonths(times);
            case QUARTER, FISCAL_QUARTER -> moment.minusMonths(3L * times);
            case YEAR, FISCAL_YEAR -> moment.minusMonths(12L * times);
        };
    }

    /** Whole months move by months: before the second quarter is the first, although it has fewer days. */
    private static LocalDateTime backByLength(LocalDateTime moment, int times, Span asked) {
        LocalDate first = asked.start.toLocalDate();
        LocalDate end = asked.end.toLocalDate();
        boolean midnights =
                first.atStartOfDay().equals(asked.start) && end.atStartOfDay().equals(asked.end);
        if (midnights && first.getDayOfMonth() == 1 && end.getDayOfMonth() == 1) {
            return moment.minusMonths(times * Period.between(first, end).toTotalMonths());
        }
        return midnights
                ? moment.minusDays(times * (end.toEpochDay() - first.toEpochDay()))
                : moment.minus(Duration.between(asked.start, asked.end).multipliedBy(times));
    }

    /** A week has its counterpart 52 weeks before, a day one day and not two in leap years. */
    private Span yearAgo(Span span) {
        if (unit.filter(u -> u == TimeColumn.WEEK).isPresent()) {
            return new Span(span.start.minusWeeks(52), span.end.minusWeeks(52));
        }
        LocalDateTime start = span.start.minusYears(1);
        return unit.filter(u -> u == TimeColumn.DAY || u == TimeColumn.TS).isPresent()
                ? new Span(start, start.plus(Duration.between(span.start, span.end)))
                : new Span(start, span.end.minusYears(1));
    }

    private LocalDateTime yearStart(Span span, Settings settings) {
        boolean fiscal = unit.filter(u -> u == TimeColumn.FISCAL_QUARTER || u == TimeColumn.FISCAL_YEAR)
                .isPresent();
        LocalDate last = span.end.minusNanos(1).toLocalDate();
        return (fiscal ? TimeColumn.FISCAL_YEAR : TimeColumn.YEAR)
                .bucket(last, settings)
                .atStartOfDay();
    }
}
