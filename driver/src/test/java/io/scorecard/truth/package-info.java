/** The driver's answers, asked as any client asks, beside published figures and answers by another hand. */
@NullMarked
package io.scorecard.truth;

import org.jspecify.annotations.NullMarked;
