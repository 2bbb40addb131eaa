package io.scorecard.run;

import io.scorecard.functions.ErrorCode;
import java.util.concurrent.TimeUnit;

/** The end of the time that a whole question may take, of which each of its statements gets what is left. */
final class Deadline {

    private final int seconds;
    private final long end;

    private Deadline(int seconds, long end) {
        this.seconds = seconds;
        this.end = end;
    }

    static Deadline of(Limits limits) {
        return new Deadline(
                limits.timeoutSeconds(), System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.timeoutSeconds()));
    }

    /** Whole seconds, at least one; 0: without end. */
    int left() {
        check();
        return seconds == 0 ? 0 : (int) Math.min(seconds, 1 + TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime()));
    }

    void check() {
        if (seconds > 0 && System.nanoTime() - end > 0) {
            throw ErrorCode.TIMEOUT.with(Limits.time(seconds));
        }
    }
}
