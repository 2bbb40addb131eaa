/** What happens when something goes wrong, or there is much of everything: real sources, real sockets. */
@NullMarked
package io.scorecard.faults;

import org.jspecify.annotations.NullMarked;
