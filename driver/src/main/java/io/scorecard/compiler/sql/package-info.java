/** What Calcite is told about our SQL: types, operators and functions, names in scope, and its complaints in our words. */
@NullMarked
package io.scorecard.compiler.sql;

import org.jspecify.annotations.NullMarked;
