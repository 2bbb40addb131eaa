package io.scorecard.sample;

/** Spreads an even number from 0 to 1 over quantities that have a long tail. */
final class Chance {

    private Chance() {}

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
