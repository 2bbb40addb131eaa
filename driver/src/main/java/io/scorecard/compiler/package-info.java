/**
 * From a question to one statement: parse, validate, turn measures into aggregates of each fact,
 * print in the source's dialect. Calcite is used here and nowhere above.
 */
@NullMarked
package io.scorecard.compiler;

import org.jspecify.annotations.NullMarked;
