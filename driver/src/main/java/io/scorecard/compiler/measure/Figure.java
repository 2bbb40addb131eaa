package io.scorecard.compiler.measure;

import io.scorecard.compiler.tree.Build;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * A column that branches contribute to and that is then added up over them.
 *
 * @param function what brings contributions of one group together
 * @param zero whether a group without contribution has 0 and not NULL
 */
public record Figure(String name, SqlAggFunction function, RelDataType type, boolean zero) {

    public static Figure of(String name, Component component) {
        if (component.isAdditive()) {
            return new Figure(name, SqlStdOperatorTable.SUM, component.type(), true);
        }
        return new Figure(
                name,
                component.function().getKind() == org.apache.calcite.sql.SqlKind.MIN
                        ? SqlStdOperatorTable.MIN
                        : SqlStdOperatorTable.MAX,
                component.type(),
                component.function().getKind() == org.apache.calcite.sql.SqlKind.COUNT);
    }

    public RexNode none(Build build) {
        return zero ? build.typed(0, type) : build.nothing(type);
    }
}
