/**
 * Answers by another hand: small companies with every nasty case, and naive SQL written from the rules alone, so that
 * the compiler's answers can be compared with something that shares no thought with it.
 */
@NullMarked
package io.scorecard.oracle;

import org.jspecify.annotations.NullMarked;
