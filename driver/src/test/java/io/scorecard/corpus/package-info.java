/** SQLite's corpus of queries, asked through us. */
@NullMarked
package io.scorecard.corpus;

import org.jspecify.annotations.NullMarked;
