package io.scorecard.functions;

/** Which way a KPI is better. */
public enum Direction {
    HIGHER,
    LOWER,
    NEITHER,

    /** As the model's {@code ces_direction} says; no KPI of a model has it. */
    DECLARED
}
