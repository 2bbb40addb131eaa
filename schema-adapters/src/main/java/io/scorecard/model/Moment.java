package io.scorecard.model;

import io.scorecard.functions.YamlValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A moment as a model writes it: with an offset, or on the clock or the calendar of the model's zone. */
final class Moment {

    private Moment() {}

    /** Empty for {@code now}. A day alone is its first moment. */
    static Optional<Instant> of(YamlValue value, ZoneId zone) {
        String text = value.text().replace(' ', 'T');
        if (text.equals("now")) {
            return Optional.empty();
        }
        try {
            if (text.length() == "2026-01-01".length()) {
                return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
            }
            boolean offset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
            return Optional.of(
                    offset
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw value.wrong(
                            "this is not a moment",
                            "Write 'now', a day (2026-01-31) or an instant (2026-01-31T12:00:00Z).")
                    .because(e);
        }
    }
}
