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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells that customers stand several times in their table: each row of theirs counts, and nothing in an answer shows it.
 * The source is asked at most every ten minutes. Thread-safe.
 */
final class RepeatedCustomers {

    private static final Duration FRESH = Duration.ofMinutes(10);

    /** A key is taken to be one, and would not be looked at: a count is. */
    private static final String REPEATED = "SELECT COUNT(*) FROM (SELECT customer_id, COUNT(*) AS times FROM customers"
            + " WHERE customer_id IS NOT NULL GROUP BY customer_id) AS each_customer WHERE times > 1";

    private final Clock clock;
    private final ReentrantLock alone = new ReentrantLock();
    private Instant readAt = Instant.MIN;
    private long found;

    RepeatedCustomers(Clock clock) {
        this.clock = clock;
    }

    /** What a question over customers is to be told. */
    Optional<String> told(ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Patience.lock(alone);
        try {
            if (readAt.isBefore(clock.instant().minus(FRESH))) {
                found = read(workspace, moment, new Limits(0, limits.timeoutSeconds(), limits.fetchSize()), stop);
                readAt = clock.instant();
            }
            return found == 0
                    ? Optional.empty()
                    : Optional.of((found == 1 ? "A customer stands" : found + " customers stand")
                            + " more than once in 'customers': what is counted by segment or joined with it counts each time."
                            + " scorecard check and data_quality tell more.");
        } finally {
            alone.unlock();
        }
    }

    /** What cannot be read is told by whoever asks for it. */
    private static long read(ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        try (Cursor rows = workspace.ask(REPEATED, moment, limits, stop)) {
            return rows.next() ? rows.integer(1) : 0;
        } catch (ScorecardException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.TIMEOUT) {
                throw e;
            }
            return 0;
        }
    }
}
