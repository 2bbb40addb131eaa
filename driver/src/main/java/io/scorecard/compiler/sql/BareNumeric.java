package io.scorecard.compiler.sql;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * The type {@code numeric} that says no places. PostgreSQL keeps those of what is cast; a source has to be told how many, so
 * they are as many as that has: none of a whole number, all that are written, and ten where nobody knows.
 */
public final class BareNumeric extends SqlBasicTypeNameSpec {

    /** In the standard it would be whole. */
    private static final int PLACES = 10;

    /** DuckDB multiplies 38 digits at most, so that many places would leave none before the point. */
    private static final int MOST_PLACES = 30;

    public BareNumeric(SqlParserPos at) {
        super(SqlTypeName.DECIMAL, Types.DIGITS, PLACES, at);
    }

    static boolean isOf(SqlNode node) {
        return node.getKind() == SqlKind.CAST
                && node instanceof SqlBasicCall cast
                && cast.operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeNameSpec() instanceof BareNumeric
                && !(cast.operand(0) instanceof SqlDynamicParam);
    }

    /** A literal that is cast has its own places, whatever its type: {@code 1e30}, {@code '12.50'}. */
    static void settleWritten(SqlBasicCall cast) {
        BigDecimal written = written(cast.operand(0));
        if (written != null && written.precision() <= Types.DIGITS && written.scale() <= MOST_PLACES) {
            SqlParserPos at = cast.operand(0).getParserPosition();
            BigDecimal plain = written.scale() < 0 ? written.setScale(0) : written;
            if (plain.precision() <= Types.DIGITS) {
                cast.setOperand(0, SqlLiteral.createExactNumeric(plain.toPlainString(), at));
                settle(cast, plain.scale());
            }
        }
    }

    static void settle(SqlBasicCall cast, RelDataType of) {
        if (SqlTypeName.INT_TYPES.contains(of.getSqlTypeName())) {
            settle(cast, 0);
        } else if (SqlTypeUtil.isDecimal(of) && of.getScale() <= MOST_PLACES) {
            settle(cast, of.getScale());
        }
    }

    private static void settle(SqlBasicCall cast, int places) {
        SqlParserPos at = ((SqlNode) cast.operand(1)).getParserPosition();
        cast.setOperand(
                1,
                new SqlDataTypeSpec(
                        new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, Types.DIGITS, places, SqlParserPos.ZERO), at));
    }

    private static @org.jspecify.annotations.Nullable BigDecimal written(SqlNode node) {
        if (node instanceof SqlNumericLiteral number) {
            return number.getValueAs(BigDecimal.class);
        }
        if (node instanceof SqlLiteral text && SqlTypeName.CHAR_TYPES.contains(text.getTypeName())) {
            try {
                return new BigDecimal(text.getValueAs(String.class).strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }
}
