package io.scorecard.compiler;

import io.scorecard.compiler.time.Now;
import io.scorecard.model.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When and where a run takes place: what counts as now, how far the data go, whose calendar.
 *
 * @param isPast whether what counts as now was before the clock's now, so that sources may know more
 */
public record Moment(Instant asOf, boolean isPast, Instant dataThrough, ZoneId zone, boolean showPartialPeriods) {

    /** The zone as people write it; Java calls UTC {@code Z}. */
    public String zoneName() {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    Now now() {
        return new Now(asOf, dataThrough, zone);
    }

    /** The model's settings as this run sees them. */
    Settings over(Settings s) {
        return s.with(zone, showPartialPeriods);
    }
}
