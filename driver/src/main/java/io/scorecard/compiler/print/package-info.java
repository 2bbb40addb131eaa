/** Trees as statements in a source's dialect. */
@NullMarked
package io.scorecard.compiler.print;

import org.jspecify.annotations.NullMarked;
