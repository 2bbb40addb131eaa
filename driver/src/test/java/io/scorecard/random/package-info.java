/**
 * Random questions with a second answer: the same SQL straight on the source, SQL written out by hand, or rules that
 * hold whatever the numbers are.
 */
@NullMarked
package io.scorecard.random;

import org.jspecify.annotations.NullMarked;
