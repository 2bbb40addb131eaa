/** Whether what a model answers can be true: its examples, and what must hold between answers to its own data. */
@NullMarked
package io.scorecard.proof;

import org.jspecify.annotations.NullMarked;
