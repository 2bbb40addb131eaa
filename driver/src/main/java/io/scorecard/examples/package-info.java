/** Worked examples, asked as a program would: a company is laid out, a model is written, java.sql answers. */
@NullMarked
package io.scorecard.examples;

import org.jspecify.annotations.NullMarked;
