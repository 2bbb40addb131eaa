package io.scorecard.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** What a connection's properties override in the model. */
public record SessionSettings(
        Optional<Instant> asOf,
        Optional<Instant> dataThrough,
        Optional<ZoneId> timeZone,
        Optional<Boolean> showPartialPeriods) {

    public static final SessionSettings NONE =
            new SessionSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
