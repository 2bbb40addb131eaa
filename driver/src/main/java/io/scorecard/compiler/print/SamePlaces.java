package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Numbers by their places, as PostgreSQL counts them.
 *
 * <table>
 * <tr><td>{@code ROUND(x, n)}, {@code TRUNC(x, n)} of a double</td><td>of the decimal with 15 digits that PostgreSQL makes of
 * it: 1.005 is 1.01, and not 1.0 because it is 1.00499999999999989 in two's powers. PostgreSQL knows them of decimals only</td></tr>
 * <tr><td>{@code CAST(x AS VARCHAR)} of a double</td><td>2, and not 2.0</td></tr>
 * <tr><td>{@code CAST(x AS DECIMAL(p, s))} of a double</td><td>of those 15 digits as well: .00015, which is a little less in
 * two's powers, is .0002. Of a column only where it is near the middle between two decimals: a million texts take .15 seconds</td></tr>
 * <tr><td>{@code a * b} of decimals</td><td>wide enough on DuckDB, which gives up where 18 digits do not hold the product</td></tr>
 * <tr><td>{@code r = 0.1} of a single float</td><td>of doubles on DuckDB, which makes a single float of the decimal</td></tr>
 * </table>
 */
final class SamePlaces {

    /** Digits of decimals that DuckDB multiplies without widening them. */
    private static final int NARROW = 18;

    private static final SqlOperator ROUND = new SqlSpecialOperator("ROUND_PLACES", SqlKind.OTHER_FUNCTION);
    private static final SqlOperator TRUNC = new SqlSpecialOperator("TRUNC_PLACES", SqlKind.OTHER_FUNCTION);
    private static final SqlOperator TEXT = new SqlSpecialOperator("DOUBLE_AS_TEXT", SqlKind.OTHER_FUNCTION);

    /** No CAST: to the tree it is as wide already. */
    private static final SqlOperator WIDE = new SqlSpecialOperator("WIDE_DECIMAL", SqlKind.OTHER_FUNCTION);

    private static final SqlOperator EXACT = new SqlSpecialOperator("DECIMAL_OF_DOUBLE", SqlKind.OTHER_FUNCTION);
    private static final SqlOperator EXACT_COLUMN = new SqlSpecialOperator("DECIMAL_OF_COLUMN", SqlKind.OTHER_FUNCTION);

    private SamePlaces() {}

    /** @param duckDb whether the source is one, and none of PostgreSQL's kind */
    static RexNode meant(RexBuilder rex, RexCall call, boolean duckDb) {
        boolean round = call.getOperator() == SqlStdOperatorTable.ROUND;
        if (round || call.getOperator() == Operators.TRUNC) {
            boolean places = call.getOperands().size() == 2
                    && SqlTypeUtil.isApproximateNumeric(
                            call.getOperands().get(0).getType())
                    && (!duckDb || call.getOperands().get(1) instanceof RexLiteral);
            return places ? rex.makeCall(call.getType(), round ? ROUND : TRUNC, call.getOperands()) : call;
        }
        boolean text = call.isA(SqlKind.CAST)
                && call.getType().getSqlTypeName() == SqlTypeName.VARCHAR
                && call.getType().getPrecision() < 0
                && SqlTypeUtil.isApproximateNumeric(call.getOperands().get(0).getType());
        if (duckDb && text) {
            return rex.makeCall(call.getType(), TEXT, call.getOperands());
        }
        if (duckDb && call.isA(SqlKind.CAST) && isDecimal(call)) {
            return decimal(rex, call);
        }
        if (duckDb && isOfSingles(call)) {
            return call.clone(
                    call.getType(),
                    call.getOperands().stream().map(o -> asDouble(rex, o)).toList());
        }
        if (duckDb && call.isA(SqlKind.TIMES)) {
            return product(rex, call);
        }
        boolean sum = call.isA(SqlKind.PLUS) || call.isA(SqlKind.MINUS);
        return duckDb && sum && isDecimal(call) && call.getOperands().stream().anyMatch(SamePlaces::isNarrow)
                ? withWide(rex, call)
                : call;
    }

    private static RexNode decimal(RexBuilder rex, RexCall cast) {
        RexNode value = cast.getOperands().get(0);
        if (!SqlTypeUtil.isApproximateNumeric(value.getType()) || isSingle(value)) {
            return cast;
        }
        RelDataType type = cast.getType();
        return rex.makeCall(
                type,
                value instanceof RexInputRef ? EXACT_COLUMN : EXACT,
                List.of(
                        value,
                        rex.makeExactLiteral(BigDecimal.valueOf(type.getPrecision())),
                        rex.makeExactLiteral(BigDecimal.valueOf(type.getScale()))));
    }

    /** Whether a single float meets a number that is none. */
    private static boolean isOfSingles(RexCall call) {
        boolean compared = call.isA(SqlKind.COMPARISON) || call.isA(SqlKind.BINARY_ARITHMETIC);
        return compared
                && call.getOperands().stream().anyMatch(SamePlaces::isSingle)
                && call.getOperands().stream().anyMatch(o -> SqlTypeUtil.isNumeric(o.getType()) && !isSingle(o));
    }

    private static boolean isSingle(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.REAL;
    }

    private static RexNode asDouble(RexBuilder rex, RexNode node) {
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType wide = types.createTypeWithNullability(
                types.createSqlType(SqlTypeName.DOUBLE), node.getType().isNullable());
        return isSingle(node) ? rex.makeAbstractCast(wide, node, false) : node;
    }

    private static RexNode product(RexBuilder rex, RexCall call) {
        RelDataType type = call.getType();
        boolean wide = isDecimal(call) && type.getPrecision() > NARROW;
        if (wide && call.getOperands().stream().anyMatch(SamePlaces::isWritten)) {
            return rex.makeCall(
                    type,
                    call.getOperator(),
                    call.getOperands().stream()
                            .map(o -> isWritten(o) ? widened(rex, o) : o)
                            .toList());
        }
        boolean wider = wide && call.getOperands().stream().allMatch(SamePlaces::isNarrow);
        if (!wider) {
            return wide ? withWide(rex, call) : call;
        }
        return rex.makeCall(
                type,
                call.getOperator(),
                List.of(
                        widened(rex, call.getOperands().get(0)),
                        call.getOperands().get(1)));
    }

    private static boolean isDecimal(RexNode node) {
        return node.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    private static boolean isNarrow(RexNode node) {
        return isDecimal(node) && node.getType().getPrecision() <= NARROW;
    }

    /** With an amount as wide as its type says: {@link NarrowAmounts} may have let it be read in 18 digits. */
    private static RexNode withWide(RexBuilder rex, RexCall call) {
        List<RexNode> operands = new ArrayList<>(call.getOperands());
        for (int i = 0; i < operands.size(); i++) {
            RexNode operand = operands.get(i);
            if (isDecimal(operand) && !isNarrow(operand) && !isWritten(operand)) {
                RexNode places = rex.makeExactLiteral(
                        BigDecimal.valueOf(operand.getType().getScale()));
                operands.set(i, rex.makeCall(operand.getType(), WIDE, List.of(operand, places)));
                return rex.makeCall(call.getType(), call.getOperator(), operands);
            }
        }
        return call;
    }

    /** A decimal that DuckDB gives as few digits as it has, whatever its type is here. */
    private static boolean isWritten(RexNode node) {
        return node instanceof RexLiteral && node.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    private static RexNode widened(RexBuilder rex, RexNode first) {
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType wide = types.createTypeWithNullability(
                types.createSqlType(
                        SqlTypeName.DECIMAL, Types.DIGITS, first.getType().getScale()),
                first.getType().isNullable());
        return rex.makeAbstractCast(wide, first, false);
    }
}
