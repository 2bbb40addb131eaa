package io.scorecard.sample;

import java.util.List;

/**
 * A customer's time with the company: the versions of its subscriptions, and in which part of each
 * month it paid.
 *
 * @param from by month, the first instant of paying in it
 * @param to by month, the first instant after that; equal to {@code from} where it did not pay
 */
record Life(List<Version> versions, long[] from, long[] to) {

    boolean isActive(int month) {
        return to[month] > from[month];
    }

    /** Months until the customer is gone for a whole month: 0 in the month it leaves, 99 if it stays. */
    int monthsToLeaving(int month) {
        for (int m = month; m < Timeline.MONTHS - 1; m++) {
            if (isActive(m) && !isActive(m + 1)) {
                return m - month;
            }
        }
        return 99;
    }
}
