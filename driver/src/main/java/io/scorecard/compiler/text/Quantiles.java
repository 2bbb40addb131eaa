package io.scorecard.compiler.text;

import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles in words that Calcite understands.
 *
 * <p>{@code f WITHIN GROUP (ORDER BY x) FILTER (WHERE c) → f WITHIN GROUP (ORDER BY CASE WHEN c THEN x END)}: it
 * asserts that no filter comes behind; percentiles pass over NULL.
 *
 * <p>{@code mode() WITHIN GROUP (ORDER BY x) → most_often(x) WITHIN GROUP (ORDER BY x)}, which has the type of x.
 *
 * <p>{@code PERCENTILE_CONT(q) WITHIN GROUP (ORDER BY x) → .. (ORDER BY CAST(x AS DOUBLE))}: what lies between
 * two whole numbers is none, but Calcite gives it the type of x, and 1.5 became 1.
 */
public final class Quantiles extends SqlShuttle {

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
        if (visited instanceof SqlBasicCall within
                && within.getKind() == SqlKind.WITHIN_GROUP
                && within.operand(0) instanceof SqlCall function
                && function.getOperator().getName().equalsIgnoreCase("MODE")
                && function.operandCount() == 0
                && within.operand(1) instanceof SqlNodeList order
                && order.size() == 1) {
            within.setOperand(0, mostOften(function, value(order.get(0))));
        }
        if (visited instanceof SqlBasicCall filter
                && filter.getKind() == SqlKind.FILTER
                && filter.operand(0) instanceof SqlBasicCall within
                && within.getKind() == SqlKind.WITHIN_GROUP
                && within.operand(1) instanceof SqlNodeList order) {
            SqlNodeList passed = new SqlNodeList(order.getParserPosition());
            order.forEach(item -> passed.add(where(filter.operand(1), item)));
            within.setOperand(1, passed);
            return within;
        }
        return visited;
    }

    private static SqlNode mostOften(SqlCall mode, SqlNode of) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier("MOST_OFTEN", SqlParserPos.ZERO),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(mode.getParserPosition(), of);
    }

    private static SqlNode value(SqlNode item) {
        SqlNode[] value = {item};
        changed(item, v -> value[0] = v);
        return value[0];
    }

    private static SqlNode asDouble(SqlNode item) {
        return changed(item, value -> {
            SqlParserPos at = value.getParserPosition();
            SqlDataTypeSpec type = new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, at), at);
            return SqlStdOperatorTable.CAST.createCall(at, value, type);
        });
    }

    private static SqlNode where(SqlNode condition, SqlNode item) {
        return changed(item, value -> {
            SqlParserPos at = value.getParserPosition();
            return new SqlCase(at, null, SqlNodeList.of(condition), SqlNodeList.of(value), SqlLiteral.createNull(at));
        });
    }

    /** An item of ORDER BY whose value is another; its direction stays. */
    private static SqlNode changed(SqlNode item, UnaryOperator<SqlNode> change) {
        boolean directed = item.getKind() == SqlKind.DESCENDING
                || item.getKind() == SqlKind.NULLS_FIRST
                || item.getKind() == SqlKind.NULLS_LAST;
        return directed && item instanceof SqlBasicCall call
                ? call.getOperator().createCall(item.getParserPosition(), changed(call.operand(0), change))
                : change.apply(item);
    }
}
