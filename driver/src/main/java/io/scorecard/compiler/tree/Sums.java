package io.scorecard.compiler.tree;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlCountAggFunction;
import org.apache.calcite.sql.fun.SqlSumAggFunction;

/**
 * SUM and COUNT of a type that we settle: sums of counts stay whole numbers, counts may be NULL after
 * an outer join. Calcite insists on its own inference.
 */
public final class Sums {

    private Sums() {}

    public static SqlAggFunction of(SqlAggFunction function, RelDataType type) {
        if (function.getKind() == SqlKind.SUM) {
            return new Sum(type);
        }
        return function.getKind() == SqlKind.COUNT ? new Count(type) : function;
    }

    private static final class Sum extends SqlSumAggFunction {
        private final RelDataType type;

        Sum(RelDataType type) {
            super(type);
            this.type = type;
        }

        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
            return type;
        }
    }

    private static final class Count extends SqlCountAggFunction {
        private final RelDataType type;

        Count(RelDataType type) {
            super("COUNT");
            this.type = type;
        }

        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
            return type;
        }
    }
}
