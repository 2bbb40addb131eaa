@NullMarked
package io.scorecard.cli;

import org.jspecify.annotations.NullMarked;
