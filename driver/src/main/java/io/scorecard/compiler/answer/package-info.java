/** Measures computed for the groups and periods of a question: a branch for each fact, brought together. */
@NullMarked
package io.scorecard.compiler.answer;

import org.jspecify.annotations.NullMarked;
