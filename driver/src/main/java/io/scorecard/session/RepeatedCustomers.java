package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells that customers stand several times in their table: each row of theirs counts, and nothing in an answer shows it.
 * Thread-safe.
 */
final class RepeatedCustomers {

    /** A key is taken to be one, and would not be looked at: a count is. */
    private static final String REPEATED = "SELECT COUNT(*) FROM (SELECT customer_id, COUNT(*) AS times FROM customers"
            + " WHERE customer_id IS NOT NULL GROUP BY customer_id) AS each_customer WHERE times > 1";

    private final Looks<Long> looks;

    RepeatedCustomers(Clock clock) {
        this.looks = new Looks<>(clock, 0L);
    }

    /** What a question over customers is to be told. */
    Optional<String> told(ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        long found = looks.at(
                "customers",
                () -> Looks.first(REPEATED, workspace, moment, limits, stop)
                        .map(times -> ((Number) times).longValue())
                        .orElse(0L));
        return found == 0
                ? Optional.empty()
                : Optional.of((found == 1 ? "A customer stands" : found + " customers stand")
                        + " more than once in 'customers': what is counted by segment or joined with it counts each time."
                        + " scorecard check and data_quality tell more.");
    }
}
