package io.scorecard.session;

import io.scorecard.compiler.Compiler;
import io.scorecard.compiler.DatedFacts;
import io.scorecard.compiler.Moment;
import io.scorecard.compiler.time.Beginning;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first day of the data, for questions without a lower bound; asked of the source once a minute. */
final class FirstEvent {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Compiler compiler;
    private final Clock clock;
    private Found known = new Found(null, Optional.empty());
    private Instant readAt = Instant.MIN;

    /** @param unread a fact of which a date cannot be read, in words */
    private record Found(@Nullable LocalDateTime first, Optional<String> unread) {}

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
        LocalDateTime first = known.first();
        Instant begun = first == null ? moment.asOf() : first.toInstant(ZoneOffset.UTC);
        return new Beginning(
                LocalDate.ofInstant(begun, moment.zone()),
                first != null,
                compiler.datedFacts().unread().or(known::unread));
    }

    private Found read(Moment moment, Limits limits, Stop stop) {
        Map<String, String> facts = compiler.datedFacts().firstEvents();
        if (facts.isEmpty()) {
            return new Found(null, Optional.empty());
        }
        String all = "SELECT MIN(t) FROM (" + String.join(" UNION ALL ", facts.values()) + ") AS first_events";
        try {
            return new Found(ask(all, moment, limits, stop), Optional.empty());
        } catch (ScorecardException e) {
            if (!e.isOfValue()) {
                throw e;
            }
            return ofReadable(facts, moment, limits, stop);
        }
    }

    /** A date that cannot be read may be the first of all, so its fact is told of. */
    private Found ofReadable(Map<String, String> facts, Moment moment, Limits limits, Stop stop) {
        LocalDateTime first = null;
        Optional<String> unread = Optional.empty();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            try {
                LocalDateTime own = ask(fact.getValue(), moment, limits, stop);
                first = first == null || own != null && own.isBefore(first) ? own : first;
            } catch (ScorecardException e) {
                if (!e.isOfValue()) {
                    throw e;
                }
                unread = unread.or(() -> Optional.of(DatedFacts.unread(fact.getKey(), e)));
            }
        }
        return new Found(first, unread);
    }

    private @Nullable LocalDateTime ask(String sql, Moment moment, Limits limits, Stop stop) {
        // A row for each source: no limit of the model is met.
        try (Cursor rows =
                Running.own(compiler, sql, moment, () -> Beginning.OF_TIME, Integer.MAX_VALUE, limits, stop)) {
            return rows.next() ? (LocalDateTime) rows.object(1) : null;
        }
    }
}
