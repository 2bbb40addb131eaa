package io.scorecard.functions;

/** A calendar bucket. */
public enum Grain {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_MONTH,
    FISCAL_QUARTER,
    FISCAL_YEAR
}
