package io.scorecard.sample;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a subscription in which nothing changed.
 *
 * @param unitAmount list price of a seat for one billing interval, in ten-thousandths
 * @param discountPercent of the list price, in force for the whole stretch
 * @param to exclusive; {@link Timeline#NEVER} while it lasts
 * @param ending how the subscription ended, on its last stretch
 */
record Version(
        String subscription,
        Plan plan,
        String status,
        int seats,
        long unitAmount,
        boolean annual,
        int discountPercent,
        long discountEnd,
        long from,
        long to,
        long trialEnd,
        @Nullable Ending ending) {

    /** @param cancelAt when it will end, where that lies ahead; else {@link Timeline#NEVER} */
    record Ending(
            long requestedAt,
            long cancelAt,
            @Nullable String reason,
            @Nullable String type) {}

    /** A time of it, in which all else is as it was. */
    Version part(int seats, long unitAmount, long from, long to, @Nullable Ending ending) {
        return new Version(
                subscription,
                plan,
                status,
                seats,
                unitAmount,
                annual,
                discountPercent,
                discountEnd,
                from,
                to,
                trialEnd,
                ending);
    }

    boolean isPaid() {
        return status.equals("active") || status.equals("past_due");
    }

    /** What one billing interval costs, in ten-thousandths. */
    long invoiced() {
        return (seats * unitAmount * (100 - discountPercent) + 50) / 100;
    }

    /** Ten-thousandths, rounded half away from zero once. */
    long mrr() {
        if (!isPaid()) {
            return 0;
        }
        return annual ? (seats * unitAmount * (100 - discountPercent) + 600) / 1200 : invoiced();
    }

    boolean lasts() {
        return to == Timeline.NEVER;
    }
}
