package io.scorecard.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A moment as SET and a connection's properties write it: a day, which is its first moment, or a time of the clock, in a
 * zone that is known once the model is; or an instant.
 */
public record GivenMoment(String text) {

    public static GivenMoment of(Instant instant) {
        return new GivenMoment(instant.toString());
    }

    /** Whether it is a moment of the years 1 to 9999, whatever the zone. */
    public boolean isValid() {
        try {
            return in(ZoneOffset.MIN).isAfter(Instant.MIN) && in(ZoneOffset.MAX).isAfter(Instant.MIN);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** @throws DateTimeException where it is none */
    Instant in(ZoneId zone) {
        String written = text.replace(' ', 'T');
        Instant instant;
        if (written.length() == "2026-01-01".length()) {
            instant = LocalDate.parse(written).atStartOfDay(zone).toInstant();
        } else if (written.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")) {
            instant = OffsetDateTime.parse(written).toInstant();
        } else {
            instant = LocalDateTime.parse(written).atZone(zone).toInstant();
        }
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new DateTimeException("a year of more than four digits");
        }
        return instant;
    }
}
