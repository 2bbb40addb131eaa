package io.scorecard.model;

import io.scorecard.functions.Grain;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The period of a question that names none: the last {@code count} complete buckets of a grain, or
 * fixed days.
 *
 * @param from the first day and {@code to} the day after the last, where days are fixed
 */
public record DefaultPeriod(int count, Grain grain, Optional<LocalDate> from, Optional<LocalDate> to) {

    public static final DefaultPeriod LAST_COMPLETE_MONTH =
            new DefaultPeriod(1, Grain.MONTH, Optional.empty(), Optional.empty());
}
