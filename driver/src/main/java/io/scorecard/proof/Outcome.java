package io.scorecard.proof;

/** How a proof ended. */
public enum Outcome {
    PASSED,
    FAILED,
    /** The model has not what it takes; the verdict says what. */
    NOT_APPLICABLE
}
