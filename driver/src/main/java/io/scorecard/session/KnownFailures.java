package io.scorecard.session;

import io.scorecard.functions.ScorecardException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The KPIs that questions failed for a moment ago: a dashboard asks the same again, and to look for them takes many
 * statements. They hold for a failure in the same words, for a minute: what was mended meanwhile is seen then.
 * Thread-safe.
 */
final class KnownFailures {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int MOST = 100;

    private record Failed(Object asked, String failure) {}

    private record Known(Map<String, String> reasons, Instant foundAt) {}

    private final Clock clock;
    private final Map<Failed, Known> known = new LinkedHashMap<>();

    KnownFailures(Clock clock) {
        this.clock = clock;
    }

    /**
     * Why KPIs of a question that failed so have no values, by their names; empty where it is not known.
     *
     * @param asked see {@link PreparedQuestion#asked}
     */
    synchronized Optional<Map<String, String>> of(Object asked, ScorecardException failure) {
        Instant old = clock.instant().minus(FRESH);
        return Optional.ofNullable(known.get(failed(asked, failure)))
                .filter(k -> !k.foundAt().isBefore(old))
                .map(Known::reasons);
    }

    synchronized void keep(Object asked, ScorecardException failure, Map<String, String> reasons) {
        if (known.size() >= MOST) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(failed(asked, failure), new Known(reasons, clock.instant()));
    }

    private static Failed failed(Object asked, ScorecardException failure) {
        return new Failed(asked, String.valueOf(failure.getMessage()));
    }
}
