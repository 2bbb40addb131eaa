/** Periods of a question: the calendar, what conditions on time mean, periods next to others, bounds. */
@NullMarked
package io.scorecard.compiler.time;

import org.jspecify.annotations.NullMarked;
