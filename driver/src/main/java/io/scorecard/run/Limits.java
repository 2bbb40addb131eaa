package io.scorecard.run;

import java.time.Duration;

/**
 * What one run may take.
 *
 * @param maxRows rows after which the answer ends; 0: all
 * @param timeoutSeconds seconds after which it is stopped; 0: never
 * @param fetchSize rows that travel together; 0: the source's default
 */
public record Limits(long maxRows, int timeoutSeconds, int fetchSize) {
    public static final Limits NONE = new Limits(0, 0, 0);

    /**
     * What is left of them after so long.
     *
     * @param late what to throw where no time is left
     */
    public Limits after(Duration spent, RuntimeException late) {
        if (timeoutSeconds == 0) {
            return this;
        }
        int left = timeoutSeconds - (int) spent.toSeconds();
        if (left <= 0) {
            throw late;
        }
        return new Limits(maxRows, left, fetchSize);
    }

    /** In words: 1 second, 2 seconds. */
    static String time(int seconds) {
        return seconds + (seconds == 1 ? " second" : " seconds");
    }
}
