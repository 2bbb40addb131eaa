/** The numbered rules of what a question means, each with SQL written by hand. */
@NullMarked
package io.scorecard.rules;

import org.jspecify.annotations.NullMarked;
