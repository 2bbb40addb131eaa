/** A model as the compiler sees it: facts, canonical tables, columns of 'kpi', what is mapped and what is missing. */
@NullMarked
package io.scorecard.compiler.catalog;

import org.jspecify.annotations.NullMarked;
