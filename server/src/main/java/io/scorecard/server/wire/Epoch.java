package io.scorecard.server.wire;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** PostgreSQL counts days and microseconds from the first day of 2000. */
final class Epoch {

    private static final LocalDate DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDateTime MOMENT = DAY.atStartOfDay();

    private Epoch() {}

    static long days(LocalDate date) {
        return ChronoUnit.DAYS.between(DAY, date);
    }

    static LocalDate day(long days) {
        return DAY.plusDays(days);
    }

    static long micros(LocalDateTime moment) {
        return ChronoUnit.MICROS.between(MOMENT, moment);
    }

    static LocalDateTime moment(long micros) {
        return MOMENT.plus(micros, ChronoUnit.MICROS);
    }
}
