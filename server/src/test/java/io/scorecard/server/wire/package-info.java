/** The protocol's parts, beside a real PostgreSQL. */
@NullMarked
package io.scorecard.server.wire;

import org.jspecify.annotations.NullMarked;
