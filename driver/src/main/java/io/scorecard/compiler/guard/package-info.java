/** Which rows a question's joins repeat, and which sums and counts are taken of them. */
@NullMarked
package io.scorecard.compiler.guard;

import org.jspecify.annotations.NullMarked;
