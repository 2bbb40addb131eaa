package io.scorecard.compiler.time;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An expression over the time columns of {@code kpi}, as it stands on a calendar day. */
@FunctionalInterface
interface DayValue {

    /** A LocalDate, LocalDateTime, BigDecimal, String, Boolean, Period or Duration, or null. */
    @Nullable
    Object on(LocalDate day);
}
