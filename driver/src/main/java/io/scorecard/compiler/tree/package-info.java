/** Relational trees: what they are made with, the sources' tables as canonical ones, rewrites of whole trees. Knows no KPI. */
@NullMarked
package io.scorecard.compiler.tree;

import org.jspecify.annotations.NullMarked;
