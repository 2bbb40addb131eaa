package io.scorecard.functions;

import org.jspecify.annotations.Nullable;

/**
 * A worked example: a question and its answer.
 *
 * @param answer a number, a text, a boolean or null; numbers agree to six significant digits
 */
public record Example(String ask, @Nullable Object answer) {}
