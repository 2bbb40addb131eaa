package io.scorecard.sample;

import java.util.SplittableRandom;

/** Draws for a table of its own, and spreads an even number from 0 to 1 over quantities that have a long tail. */
final class Chance {

    private Chance() {}

    /** A customer's chance in one table, which no other table draws from. */
    static SplittableRandom of(long seed, Customer customer, String table) {
        return new SplittableRandom(
                (seed + table.hashCode()) * 0x9E3779B97F4A7C15L + customer.number() * 0xD1B54A32D192ED03L);
    }

    /**
     * A log-logistic quantity: positive, with a long tail.
     *
     * @param spread below .5 mild, above .7 wild; the mean is finite below 1
     */
    static double around(double u, double median, double spread) {
        double inside = Math.min(.985, Math.max(.015, u));
        return median * StrictMath.pow(inside / (1 - inside), spread);
    }
}
