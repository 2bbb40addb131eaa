/**
 * What a KPI means: definitions as data, the canonical tables they are written over, and the errors
 * that a reader of them can meet. Knows neither Calcite nor java.sql.
 */
@NullMarked
package io.scorecard.functions;

import org.jspecify.annotations.NullMarked;
