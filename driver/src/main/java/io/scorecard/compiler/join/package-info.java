/** Joins with 'kpi'. */
@NullMarked
package io.scorecard.compiler.join;

import org.jspecify.annotations.NullMarked;
