/** The command line: a user of the driver like any other, through java.sql only. */
@NullMarked
package io.scorecard.cli;

import org.jspecify.annotations.NullMarked;
