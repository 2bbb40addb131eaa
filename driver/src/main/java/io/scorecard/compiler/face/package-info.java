/** Views and table functions as SQL over the other faces. */
@NullMarked
package io.scorecard.compiler.face;

import org.jspecify.annotations.NullMarked;
