package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Patience;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What was seen in a source for the sake of a note, which never takes the answer's place: each thing is looked at every ten
 * minutes at most, and by one at a time, so that many who ask at once ask the source once. Thread-safe.
 */
final class Looks<V> {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private record Seen<V>(V value, Instant at) {}

    private final Clock clock;
    private final V unread;
    private final ReentrantLock alone = new ReentrantLock();
    private final Map<String, Seen<V>> seen = new HashMap<>();

    /** @param unread in the place of what cannot be read, which is told by whoever asks for it */
    Looks(Clock clock, V unread) {
        this.clock = clock;
        this.unread = unread;
    }

    V at(String thing, Supplier<V> look) {
        Patience.lock(alone);
        try {
            Seen<V> known = seen.get(thing);
            if (known == null || known.at().isBefore(clock.instant().minus(FRESH))) {
                known = new Seen<>(read(look), clock.instant());
                seen.put(thing, known);
            }
            return known.value();
        } finally {
            alone.unlock();
        }
    }

    private V read(Supplier<V> look) {
        try {
            return look.get();
        } catch (ScorecardException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.TIMEOUT) {
                throw e;
            }
            return unread;
        }
    }

    /** The first value of a question of the program's own; empty where it is NULL or there is no row. */
    static Optional<Object> first(String sql, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Limits all = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
        try (Cursor rows = workspace.ask(sql, moment, all, stop)) {
            return rows.next() ? Optional.ofNullable(rows.object(1)) : Optional.empty();
        }
    }
}
