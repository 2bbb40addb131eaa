/** Customers by what they pay: versions, their starts and ends, movements between bounds. */
@NullMarked
package io.scorecard.compiler.state;

import org.jspecify.annotations.NullMarked;
