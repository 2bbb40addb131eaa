/** The rules of what a question means, each a test, with SQL beside it that somebody wrote by hand. */
@NullMarked
package io.scorecard.rules;

import org.jspecify.annotations.NullMarked;
