/** Divides a question over several databases into what each of them answers and what brings it together. */
@NullMarked
package io.scorecard.split;

import org.jspecify.annotations.NullMarked;
