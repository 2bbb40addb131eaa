package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlAvgAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * What lies between two moments, as an interval: {@code a - b}, {@code age(a, b)}, and their mean. Both engines count
 * days and the time behind them, and months for an age, as PostgreSQL does.
 */
public final class Spans {

    private static final SqlOperandTypeChecker TWO =
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME);

    /** A moment where another is taken from it, which makes an interval of both; {@link #BETWEEN} takes their place. */
    static final SqlFunction SINCE = function("SPAN_SINCE", OperandTypes.family(List.of(SqlTypeFamily.DATETIME)));

    /** {@code a - b} of moments. */
    public static final SqlFunction BETWEEN = function("SPAN_BETWEEN", TWO);

    /** {@code age(a, b)}, the later one first. */
    public static final SqlFunction AGE = function("AGE", TWO);

    static final SqlAggFunction AVG = new Mean();

    private Spans() {}

    private static SqlFunction function(String name, SqlOperandTypeChecker operands) {
        return new SqlFunction(
                name, SqlKind.OTHER_FUNCTION, Spans::type, null, operands, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    private static RelDataType type(SqlOperatorBinding binding) {
        RelDataTypeFactory types = binding.getTypeFactory();
        RelDataType type = types.createSqlIntervalType(
                new SqlIntervalQualifier(TimeUnit.DAY, 9, TimeUnit.SECOND, 6, SqlParserPos.ZERO));
        return types.createTypeWithNullability(
                type, binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable));
    }

    /** Whether one moment is taken from another. */
    public static boolean areTaken(RexCall call) {
        return call.isA(SqlKind.MINUS)
                && call.getOperands().stream()
                        .allMatch(o -> o instanceof RexCall since && since.getOperator() == SINCE);
    }

    public static RexNode between(RexBuilder rex, RexCall call) {
        return rex.makeCall(
                call.getType(),
                BETWEEN,
                call.getOperands().stream()
                        .map(o -> ((RexCall) o).getOperands().get(0))
                        .toList());
    }

    /** {@code age(t) → age(CURRENT_DATE, t)}. */
    public static Optional<SqlNode> age(List<SqlNode> operands, SqlParserPos at) {
        return switch (operands.size()) {
            case 1 -> Optional.of(AGE.createCall(at, SqlStdOperatorTable.CURRENT_DATE.createCall(at), operands.get(0)));
            case 2 -> Optional.of(AGE.createCall(at, operands));
            default -> Optional.empty();
        };
    }

    /** Not every source adds intervals up. */
    static void requireNoSum(String aggregate, List<RelDataType> operands) {
        if (aggregate.equalsIgnoreCase("SUM") && operands.stream().anyMatch(SqlTypeUtil::isInterval)) {
            throw ErrorCode.UNSUPPORTED.with(
                    "SUM of intervals", "Add up seconds: SUM(EXTRACT(EPOCH FROM a - b)), or take AVG.");
        }
    }

    /** AVG of intervals, too, which Calcite knows of numbers only. */
    private static final class Mean extends SqlAvgAggFunction {
        Mean() {
            super(SqlKind.AVG);
        }

        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwing) {
            boolean intervals = binding.getOperandCount() == 1 && SqlTypeUtil.isInterval(binding.getOperandType(0));
            if (intervals && binding.getCall().getFunctionQuantifier() != null) {
                throw ErrorCode.UNSUPPORTED.with(
                        "AVG(DISTINCT ..) of intervals", "Take SELECT DISTINCT in a subquery, and AVG around it.");
            }
            return intervals || super.checkOperandTypes(binding, throwing);
        }
    }
}
