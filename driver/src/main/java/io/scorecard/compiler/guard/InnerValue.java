package io.scorecard.compiler.guard;

import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** What IN or EXISTS tell of a subquery, as a function of the columns around it that it looks at: {@link SeenThrough} makes it. */
final class InnerValue extends SqlFunction {

    InnerValue(RexSubQuery query) {
        super(
                "inner value of " + System.identityHashCode(query),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(query.getType()),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }
}
