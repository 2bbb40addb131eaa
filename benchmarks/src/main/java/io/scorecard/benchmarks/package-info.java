/**
 * What the driver costs beside the work that nobody can spare: each benchmark asks through the driver and
 * through hand-written code on the same engine, and prints the ratio.
 */
@NullMarked
package io.scorecard.benchmarks;

import org.jspecify.annotations.NullMarked;
