/** One client's statements: transactions and settings as PostgreSQL has them, questions to the driver. */
@NullMarked
package io.scorecard.server.session;

import org.jspecify.annotations.NullMarked;
