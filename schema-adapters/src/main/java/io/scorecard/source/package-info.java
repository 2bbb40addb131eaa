/** The databases and files that a model names: connecting, what they hold, and keeping them read-only. */
@NullMarked
package io.scorecard.source;

import org.jspecify.annotations.NullMarked;
