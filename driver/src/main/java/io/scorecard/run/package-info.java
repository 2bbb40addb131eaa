/** Runs one statement at one source and hands its rows on. */
@NullMarked
package io.scorecard.run;

import org.jspecify.annotations.NullMarked;
