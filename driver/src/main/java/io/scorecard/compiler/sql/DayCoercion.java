package io.scorecard.compiler.sql;

import com.google.common.collect.ImmutableSet;
import io.scorecard.functions.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * PostgreSQL's sums of days, by their types: {@code day + n → day + n * INTERVAL '1' DAY}, {@code day - day →
 * days_between(1970-01-01, day) - days_between(1970-01-01, day)}, {@code moment - moment} an interval. And truth as a
 * number, {@code SUM(b::int)}.
 */
public final class DayCoercion extends TypeCoercionImpl {

    public DayCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    /** What may be cast: as Calcite has it, and truth to a whole number. */
    public static SqlTypeCoercionRule casts() {
        Map<SqlTypeName, ImmutableSet<SqlTypeName>> casts =
                new HashMap<>(SqlTypeCoercionRule.instance().getTypeMapping());
        casts.merge(
                SqlTypeName.INTEGER,
                ImmutableSet.of(SqlTypeName.BOOLEAN),
                (known, more) -> ImmutableSet.<SqlTypeName>builder()
                        .addAll(known)
                        .addAll(more)
                        .build());
        return SqlTypeCoercionRule.instance(casts);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        return summed(binding) || super.binaryArithmeticCoercion(binding);
    }

    /** A single float and another number are compared as doubles; Calcite makes a single float of the other. */
    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        List<RelDataType> types = binding.collectOperandTypes();
        boolean mixed = types.stream().anyMatch(t -> t.getSqlTypeName() == SqlTypeName.REAL)
                && types.stream().anyMatch(t -> t.getSqlTypeName() != SqlTypeName.REAL && SqlTypeUtil.isNumeric(t));
        for (int i = 0; mixed && i < types.size(); i++) {
            if (is(binding, i, SqlTypeName.REAL)) {
                set(binding, i, asDouble(binding.operand(i)));
            }
        }
        return super.binaryComparisonCoercion(binding) || mixed;
    }

    private static SqlNode asDouble(SqlNode single) {
        SqlParserPos at = single.getParserPosition();
        return SqlStdOperatorTable.CAST.createCall(
                at, single, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, SqlParserPos.ZERO), at));
    }

    /** PostgreSQL has {@code concat('a', TRUE)} as 'at', where a cast of TRUE to text is 'true'. */
    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> operands, List<SqlTypeFamily> expected) {
        boolean truth = binding.getOperator().getName().toUpperCase(Locale.ROOT).startsWith("CONCAT")
                && operands.stream().anyMatch(t -> t.getSqlTypeName() == SqlTypeName.BOOLEAN);
        if (truth) {
            throw ErrorCode.UNSUPPORTED.with(
                    "A truth value in CONCAT", "Write CASE WHEN x THEN 't' WHEN NOT x THEN 'f' END, or x::text.");
        }
        Spans.requireNoSum(binding.getOperator().getName(), operands);
        return super.builtinFunctionCoercion(binding, operands, expected);
    }

    private static boolean summed(SqlCallBinding binding) {
        SqlCall call = binding.getCall();
        boolean minus = call.getKind() == SqlKind.MINUS;
        if (binding.getOperandCount() != 2 || !minus && call.getKind() != SqlKind.PLUS) {
            return false;
        }
        if (minus && is(binding, 0, SqlTypeName.DATE) && is(binding, 1, SqlTypeName.DATE)) {
            set(binding, 0, sinceFirst(call.operand(0)));
            set(binding, 1, sinceFirst(call.operand(1)));
            return true;
        }
        if (minus && isTime(binding, 0) && isTime(binding, 1)) {
            set(binding, 0, since(call.operand(0)));
            set(binding, 1, since(call.operand(1)));
            return true;
        }
        if (is(binding, 0, SqlTypeName.DATE) && isWhole(binding, 1)) {
            set(binding, 1, days(call.operand(1)));
            return true;
        }
        if (!minus && isWhole(binding, 0) && is(binding, 1, SqlTypeName.DATE)) {
            set(binding, 0, days(call.operand(0)));
            return true;
        }
        return false;
    }

    private static boolean is(SqlCallBinding binding, int operand, SqlTypeName type) {
        return binding.getOperandType(operand).getSqlTypeName() == type;
    }

    private static boolean isTime(SqlCallBinding binding, int operand) {
        return is(binding, operand, SqlTypeName.DATE) || is(binding, operand, SqlTypeName.TIMESTAMP);
    }

    private static boolean isWhole(SqlCallBinding binding, int operand) {
        return SqlTypeName.INT_TYPES.contains(binding.getOperandType(operand).getSqlTypeName());
    }

    private static void set(SqlCallBinding binding, int operand, SqlNode value) {
        binding.getCall().setOperand(operand, value);
        binding.getValidator().deriveType(binding.getScope(), value);
    }

    private static SqlNode since(SqlNode moment) {
        return Spans.SINCE.createCall(moment.getParserPosition(), moment);
    }

    private static SqlNode sinceFirst(SqlNode day) {
        SqlParserPos at = day.getParserPosition();
        SqlNode first = SqlLiteral.createDate(new org.apache.calcite.util.DateString("1970-01-01"), at);
        return Operators.DAYS_BETWEEN.createCall(at, first, day);
    }

    private static SqlNode days(SqlNode number) {
        SqlParserPos at = number.getParserPosition();
        SqlIntervalQualifier day = new SqlIntervalQualifier(TimeUnit.DAY, null, at);
        if (number instanceof org.apache.calcite.sql.SqlNumericLiteral literal) {
            return SqlLiteral.createInterval(1, literal.toValue(), day, at);
        }
        return SqlStdOperatorTable.MULTIPLY.createCall(at, number, SqlLiteral.createInterval(1, "1", day, at));
    }
}
