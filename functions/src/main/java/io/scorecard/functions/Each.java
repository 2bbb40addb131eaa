package io.scorecard.functions;

/**
 * A KPI that is taken at each finer bucket of its period first: {@code each: day, then: sum}.
 *
 * <p>{@link Then#POOL} adds the components over the buckets and takes the formula last; the others
 * take the formula in each bucket and then combine the results.
 */
public record Each(Grain grain, Then then) {

    /** How the buckets become one value. */
    public enum Then {
        SUM,
        AVERAGE,
        POOL
    }
}
