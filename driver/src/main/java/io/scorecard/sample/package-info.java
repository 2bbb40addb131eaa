/** The sample company: a made-up subscription business whose numbers tell a story. */
@NullMarked
package io.scorecard.sample;

import org.jspecify.annotations.NullMarked;
