/** A client's text, cut into words and statements as PostgreSQL cuts it. */
@NullMarked
package io.scorecard.server.sql;

import org.jspecify.annotations.NullMarked;
