/** The statements that are no queries, asked through JDBC. */
@NullMarked
package io.scorecard.session;

import org.jspecify.annotations.NullMarked;
