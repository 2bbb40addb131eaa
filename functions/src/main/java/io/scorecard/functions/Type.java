package io.scorecard.functions;

/** The type of a canonical column; one for each thing that a column can be. */
public enum Type {
    /** A name or a key: VARCHAR. */
    TEXT,
    /** A moment, in UTC: TIMESTAMP. */
    INSTANT,
    /** A calendar day: DATE. */
    DAY,
    /** An amount in the reporting currency: DECIMAL(38, 4). */
    MONEY,
    /** A whole number: BIGINT. */
    COUNT,
    /** A share, a score or a duration: DOUBLE. */
    SHARE,
    /** Yes or no: BOOLEAN. */
    FLAG
}
