/** The server, asked as its clients ask it. */
@NullMarked
package io.scorecard.server;

import org.jspecify.annotations.NullMarked;
