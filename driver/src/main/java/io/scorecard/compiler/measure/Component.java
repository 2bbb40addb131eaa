package io.scorecard.compiler.measure;

import io.scorecard.compiler.tree.Missing;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of a formula.
 *
 * @param argument over the relation's row; null for COUNT(*)
 * @param order what a percentile is taken of, over the relation's row; its argument is the fraction; else null
 * @param filter over the relation's row; null: every row
 */
public record Component(
        SqlAggFunction function,
        boolean distinct,
        @Nullable RexNode argument,
        @Nullable RexNode order,
        @Nullable RexNode filter,
        RelDataType type) {

    /** The same over rows of which each has an argument of its own: counting arguments is counting rows. */
    public Component ofDifferentRows() {
        boolean rows = function.getKind() == SqlKind.COUNT;
        return new Component(function, false, rows ? null : argument, order, filter, type);
    }

    /** The same over rows of which each meets its filter. */
    public Component ofEveryRow() {
        return new Component(function, distinct, argument, order, null, type);
    }

    /** What brings totals of this together, which are added up. */
    public Component gathered() {
        return new Component(SqlStdOperatorTable.SUM, false, argument, null, null, type);
    }

    /** The parts that read the relation's row. */
    public List<RexNode> inputs() {
        return Stream.of(argument, order, filter).filter(Objects::nonNull).toList();
    }

    /** Whether it passes over a row that an outer join made up by itself. */
    public boolean saysNothing() {
        return filter != null && Missing.isNotTrue(filter)
                || argument != null && Missing.isNull(argument)
                || order != null && Missing.isNull(order);
    }

    /** Whether parts of it can be added up. */
    public boolean isAdditive() {
        return !distinct
                && switch (function.getKind()) {
                    case SUM, COUNT -> true;
                    default -> false;
                };
    }
}
