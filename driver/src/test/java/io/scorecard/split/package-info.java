/** Questions over several databases, against the same company in one. */
@NullMarked
package io.scorecard.split;

import org.jspecify.annotations.NullMarked;
