package io.scorecard.compiler.sql;

import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The line through pairs of numbers, which both engines compute: {@code corr(y, x)}, {@code regr_slope(y, x)}. */
public final class Regressions {

    private static final SqlReturnTypeInference DOUBLE = ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE);

    private static final SqlOperator COUNT = aggregate("REGR_COUNT", ReturnTypes.BIGINT);

    private static final List<SqlOperator> ALL = List.of(
            aggregate("CORR", DOUBLE),
            aggregate("REGR_SLOPE", DOUBLE),
            aggregate("REGR_INTERCEPT", DOUBLE),
            aggregate("REGR_R2", DOUBLE),
            aggregate("REGR_AVGX", DOUBLE),
            aggregate("REGR_AVGY", DOUBLE),
            COUNT);

    private Regressions() {}

    static SqlOperatorTable table() {
        return SqlOperatorTables.of(ALL);
    }

    /** Rows that come more than once change every one of them. */
    public static boolean is(SqlOperator function) {
        return ALL.contains(function);
    }

    /** Whether it tells how many pairs there are. */
    public static boolean counts(SqlOperator function) {
        return function == COUNT;
    }

    private static SqlOperator aggregate(String name, SqlReturnTypeInference type) {
        return SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, type, OperandTypes.NUMERIC_NUMERIC);
    }
}
