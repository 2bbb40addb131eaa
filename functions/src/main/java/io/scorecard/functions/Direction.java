package io.scorecard.functions;

/** Which way a KPI is better. */
public enum Direction {
    HIGHER,
    LOWER,
    NEITHER
}
