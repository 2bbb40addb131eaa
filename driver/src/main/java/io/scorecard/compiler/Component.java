package io.scorecard.compiler;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a formula.
 *
 * @param argument over the relation's row; null for COUNT(*)
 * @param filter over the relation's row; null: every row
 */
record Component(
        SqlAggFunction function,
        boolean distinct,
        @Nullable RexNode argument,
        @Nullable RexNode filter,
        RelDataType type) {

    /** Whether parts of it can be added up. */
    boolean isAdditive() {
        return !distinct
                && switch (function.getKind()) {
                    case SUM, COUNT -> true;
                    default -> false;
                };
    }
}
