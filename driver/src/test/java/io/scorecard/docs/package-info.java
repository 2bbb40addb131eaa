/** The documentation is true: what it shows is asked, and what can be derived is written by the build. */
@NullMarked
package io.scorecard.docs;

import org.jspecify.annotations.NullMarked;
