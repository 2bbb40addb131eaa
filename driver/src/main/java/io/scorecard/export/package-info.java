/** What a model makes of its sources, written down for use without us. */
@NullMarked
package io.scorecard.export;

import org.jspecify.annotations.NullMarked;
