/** What an attacker tries, and what a careless value does: on DuckDB and PostgreSQL, with the same answer. */
@NullMarked
package io.scorecard.safety;

import org.jspecify.annotations.NullMarked;
