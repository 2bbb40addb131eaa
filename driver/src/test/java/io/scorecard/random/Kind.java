package io.scorecard.random;

/** What an expression yields. */
enum Kind {
    INTEGER,
    DECIMAL,
    DOUBLE,
    TEXT,
    INSTANT,
    DAY,
    FLAG;

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == DOUBLE;
    }
}
