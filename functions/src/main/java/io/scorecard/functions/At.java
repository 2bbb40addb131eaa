package io.scorecard.functions;

/** The bound of a period at which a balance is taken. */
public enum At {
    OPENING,
    CLOSING
}
