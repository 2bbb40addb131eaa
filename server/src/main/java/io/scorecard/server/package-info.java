/** The second door: a server for clients that speak the PostgreSQL protocol, in front of the JDBC driver. */
@NullMarked
package io.scorecard.server;

import org.jspecify.annotations.NullMarked;
