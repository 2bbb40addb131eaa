package io.scorecard.session;

import java.time.ZoneId;
import java.util.Optional;

/** What a connection's properties override in the model. */
public record SessionSettings(
        Optional<GivenMoment> asOf,
        Optional<GivenMoment> dataThrough,
        Optional<ZoneId> timeZone,
        Optional<Boolean> showPartialPeriods) {

    public static final SessionSettings NONE =
            new SessionSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, with its moments as they are in the settings' own zone, or in the model's. */
    SessionSettings settled(ZoneId ofModel) {
        ZoneId zone = timeZone.orElse(ofModel);
        return new SessionSettings(
                asOf.map(m -> GivenMoment.of(m.in(zone))),
                dataThrough.map(m -> GivenMoment.of(m.in(zone))),
                timeZone,
                showPartialPeriods);
    }
}
