package io.scorecard.compiler;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code PERCENTILE_CONT(q) WITHIN GROUP (ORDER BY x) → .. (ORDER BY CAST(x AS DOUBLE))}: what lies between
 * two whole numbers is none, but Calcite gives it the type of x, and 1.5 became 1.
 */
final class Quantiles extends SqlShuttle {

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (visited instanceof SqlBasicCall within
                && within.getKind() == SqlKind.WITHIN_GROUP
                && within.operand(0) instanceof SqlCall function
                && function.getOperator().getName().equalsIgnoreCase("PERCENTILE_CONT")
                && within.operand(1) instanceof SqlNodeList order) {
            SqlNodeList doubles = new SqlNodeList(order.getParserPosition());
            order.forEach(item -> doubles.add(asDouble(item)));
            within.setOperand(1, doubles);
        }
        return visited;
    }

    private static SqlNode asDouble(SqlNode item) {
        SqlParserPos position = item.getParserPosition();
        if (item instanceof SqlBasicCall call
                && (call.getKind() == SqlKind.DESCENDING
                        || call.getKind() == SqlKind.NULLS_FIRST
                        || call.getKind() == SqlKind.NULLS_LAST)) {
            return call.getOperator().createCall(position, asDouble(call.operand(0)));
        }
        SqlDataTypeSpec type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, position), position);
        return SqlStdOperatorTable.CAST.createCall(position, item, type);
    }
}
