/** The PostgreSQL protocol, version 3: messages, types, and values as text. Knows nothing of questions. */
@NullMarked
package io.scorecard.server.wire;

import org.jspecify.annotations.NullMarked;
