/** The text of a question and its parse tree: what is no query or too large is refused, PostgreSQL's ways of writing become standard ones. Knows no model. */
@NullMarked
package io.scorecard.compiler.text;

import org.jspecify.annotations.NullMarked;
