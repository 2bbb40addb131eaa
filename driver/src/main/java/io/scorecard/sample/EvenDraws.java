package io.scorecard.sample;

import java.util.SplittableRandom;

/**
 * Chance that keeps its promise also in small numbers: within each stratum (mostly a month) draws
 * are spread evenly, so that twelve leavers a month stay near twelve and a story is not drowned.
 *
 * <p>Neighbouring draws are not independent; take another instance for every other question.
 */
final class EvenDraws {

    private final double step;
    private final double[] places;
    private final double[] owed;

    /** @param step an irrational number between 0 and 1; another for every instance */
    EvenDraws(SplittableRandom random, double step, int strata) {
        this.step = step;
        this.places = random.doubles(strata).toArray();
        this.owed = random.doubles(strata).toArray();
    }

    /** A number from 0 to 1, exclusive. */
    double next(int stratum) {
        double place = places[stratum] + step;
        places[stratum] = place >= 1 ? place - 1 : place;
        return places[stratum];
    }

    /** How often something happens that is expected so often; the remainder is kept for the next. */
    int count(int stratum, double expected) {
        double sum = owed[stratum] + expected;
        int count = (int) sum;
        owed[stratum] = sum - count;
        return count;
    }

    boolean happens(int stratum, double probability) {
        return count(stratum, probability) > 0;
    }

    /** The position that a number from 0 to 1 falls on; the last position has no weight and takes the rest. */
    static int pick(double u, double... weights) {
        double rest = u;
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0) {
                return i;
            }
        }
        return weights.length;
    }
}
