package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** PostgreSQL's functions that both engines have by another name or as an expression. */
public final class SoughtCalls {

    private SoughtCalls() {}

    /** {@code ltrim(x, 'ab') → TRIM(LEADING 'ab' FROM x)} */
    public static SqlNode trim(String name, SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlTrimFunction.Flag side = switch (name) {
            case "ltrim" -> SqlTrimFunction.Flag.LEADING;
            case "rtrim" -> SqlTrimFunction.Flag.TRAILING;
            default -> SqlTrimFunction.Flag.BOTH;
        };
        SqlNode characters = call.operandCount() == 2 ? call.operand(1) : SqlLiteral.createCharString(" ", at);
        return SqlStdOperatorTable.TRIM.createCall(at, side.symbol(at), characters, call.operand(0));
    }

    /** {@code array_to_string(array_agg(x ORDER BY y), ', ') → string_agg(x, ', ' ORDER BY y)} */
    public static Optional<SqlNode> joined(List<SqlNode> operands, SqlParserPos at) {
        if (!(operands.get(0) instanceof SqlCall gathered)
                || !gathered.getOperator().getName().equalsIgnoreCase("ARRAY_AGG")) {
            return Optional.empty();
        }
        List<SqlNode> parts = new ArrayList<>(gathered.getOperandList());
        parts.add(1, operands.get(1));
        return Optional.of(SqlLibraryOperators.STRING_AGG.createCall(gathered.getFunctionQuantifier(), at, parts));
    }

    /** Calcite gives what lies between whole numbers the type of whole numbers. */
    public static SqlNode ofDoubles(SqlCall call) {
        List<SqlNode> doubles = call.getOperandList().stream()
                .map(o -> cast(o, SqlTypeName.DOUBLE))
                .toList();
        return call.getOperator().createCall(call.getFunctionQuantifier(), call.getParserPosition(), doubles);
    }

    /** {@code substring(x FROM '\\d+')}, by a written text and not by a place. */
    public static Optional<SqlNode> matched(SqlCall call) {
        boolean text =
                call.operand(1) instanceof SqlLiteral pattern && SqlTypeName.CHAR_TYPES.contains(pattern.getTypeName());
        return text
                ? Optional.of(Operators.SUBSTRING_MATCHED.createCall(call.getParserPosition(), call.getOperandList()))
                : Optional.empty();
    }

    /** {@code date_bin(interval, t, '2001-01-01')}: a text is a moment there. */
    public static SqlNode binned(SqlCall call) {
        if (call.operand(0) instanceof SqlIntervalLiteral stride
                && SqlTypeName.YEAR_INTERVAL_TYPES.contains(stride.getTypeName())) {
            throw ErrorCode.UNSUPPORTED.with(
                    "DATE_BIN by months or years, which differ in length", "Write date_trunc('month', t).");
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.replaceAll(o -> o instanceof SqlLiteral text && SqlTypeName.CHAR_TYPES.contains(text.getTypeName())
                ? cast(o, SqlTypeName.TIMESTAMP)
                : o);
        return Operators.DATE_BIN.createCall(call.getParserPosition(), operands);
    }

    private static SqlNode cast(SqlNode value, SqlTypeName type) {
        SqlParserPos at = value.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(
                at, value, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, at), at));
    }

    /** Which of {@code count} parts of equal width between two numbers a value lies in, from 1. */
    public static SqlNode widthBucket(SqlCall call) {
        SqlNode value = call.operand(0);
        BigDecimal low = number(call.operand(1));
        BigDecimal high = number(call.operand(2));
        BigDecimal count = number(call.operand(3));
        if (low.compareTo(high) >= 0
                || count.signum() <= 0
                || count.stripTrailingZeros().scale() > 0) {
            throw refused();
        }
        SqlParserPos at = call.getParserPosition();
        SqlNode above = SqlStdOperatorTable.MULTIPLY.createCall(
                at, SqlStdOperatorTable.MINUS.createCall(at, value, literal(low, at)), literal(count, at));
        SqlNode part = SqlStdOperatorTable.FLOOR.createCall(
                at,
                SqlStdOperatorTable.DIVIDE.createCall(
                        at, above, literal(high.subtract(low).setScale(1 + Math.max(low.scale(), high.scale())), at)));
        SqlNode inside =
                SqlStdOperatorTable.PLUS.createCall(at, cast(part, SqlTypeName.INTEGER), literal(BigDecimal.ONE, at));
        return new SqlCase(
                at,
                null,
                SqlNodeList.of(
                        SqlStdOperatorTable.LESS_THAN.createCall(at, value, literal(low, at)),
                        SqlStdOperatorTable.GREATER_THAN_OR_EQUAL.createCall(at, value, literal(high, at))),
                SqlNodeList.of(literal(BigDecimal.ZERO, at), literal(count.add(BigDecimal.ONE), at)),
                inside);
    }

    private static SqlNode literal(BigDecimal number, SqlParserPos at) {
        return SqlLiteral.createExactNumeric(number.toPlainString(), at);
    }

    private static BigDecimal number(SqlNode node) {
        if (node instanceof SqlNumericLiteral literal) {
            return literal.getValueAs(BigDecimal.class);
        }
        throw refused();
    }

    private static RuntimeException refused() {
        return ErrorCode.BAD_ARGUMENT.with(
                "WIDTH_BUCKET does not know where to begin and end.",
                "Write numbers, the lower one first: WIDTH_BUCKET(x, 0, 100, 10).");
    }
}
