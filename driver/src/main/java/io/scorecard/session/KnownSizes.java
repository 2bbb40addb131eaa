package io.scorecard.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** About how many values the columns of {@code kpi} have; asked of a source at most every ten minutes. Thread-safe. */
final class KnownSizes {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private record Known(long values, Instant readAt) {}

    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    KnownSizes(Clock clock) {
        this.clock = clock;
    }

    long of(String column, LongSupplier read) {
        Instant now = clock.instant();
        Known found = known.get(column);
        if (found == null || found.readAt().isBefore(now.minus(FRESH))) {
            found = new Known(read.getAsLong(), now);
            known.put(column, found);
        }
        return found.values();
    }
}
