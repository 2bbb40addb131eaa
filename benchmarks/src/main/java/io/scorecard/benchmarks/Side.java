package io.scorecard.benchmarks;

/** One of two ways to the same answer. */
interface Side {

    /** Does the work once. */
    void run() throws Exception;
}
