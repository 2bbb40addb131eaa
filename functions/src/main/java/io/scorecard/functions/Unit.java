package io.scorecard.functions;

/** What a KPI is measured in. */
public enum Unit {
    /** A ratio; 0.05 is five per cent. */
    RATIO,
    /** Net Promoter points, -100 to 100. */
    POINTS,
    /** A mean on the survey's own scale. */
    SCORE,
    /** A number from 0 to 100. */
    INDEX,
    /** A number of customers, tickets, answers. */
    COUNT,
    /** An amount in the reporting currency. */
    MONEY,
    /** Minutes, exact to the second. */
    MINUTES,
    /** Days. */
    DAYS,
    /** Calendar months. */
    MONTHS
}
