/** What clients ask PostgreSQL's catalog, answered from the driver's metadata. */
@NullMarked
package io.scorecard.server.catalog;

import org.jspecify.annotations.NullMarked;
