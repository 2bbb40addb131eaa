package io.scorecard.session;

import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The first day of the data, for questions without a lower bound; asked of the source once a minute. */
final class FirstEvent {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Compiler compiler;
    private final Clock clock;
    private @Nullable LocalDateTime known;
    private Instant readAt = Instant.MIN;

    FirstEvent(Compiler compiler, Clock clock) {
        this.compiler = compiler;
        this.clock = clock;
    }

    /** In the run's zone; the run's own day where there are no data. */
    synchronized Beginning beginning(Moment moment, Limits limits, Stop stop) {
        if (readAt.isBefore(clock.instant().minus(FRESH))) {
            known = read(moment, limits, stop);
            readAt = clock.instant();
        }
        Instant first = known == null ? moment.asOf() : known.toInstant(ZoneOffset.UTC);
        return new Beginning(LocalDate.ofInstant(first, moment.zone()), known != null, compiler.unreadFact());
    }

    private @Nullable LocalDateTime read(Moment moment, Limits limits, Stop stop) {
        String sql = compiler.firstEvent().orElse(null);
        if (sql == null) {
            return null;
        }
        // A row for each source: no limit of the model is met.
        try (Cursor rows =
                Running.own(compiler, sql, moment, () -> Beginning.OF_TIME, Integer.MAX_VALUE, limits, stop)) {
            return rows.next() ? (LocalDateTime) rows.object(1) : null;
        }
    }
}
