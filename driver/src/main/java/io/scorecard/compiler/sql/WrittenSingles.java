package io.scorecard.compiler.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code 0.1::real → CAST(0.100000001490116119384765625 AS REAL)}: Calcite compares written numbers by what is written, and
 * took it for 0.1. {@code x::real IN (0.1, 0.2)} compares single floats with each other, as PostgreSQL does.
 */
public final class WrittenSingles {

    private WrittenSingles() {}

    public static SqlBasicCall cast(SqlBasicCall cast) {
        if (isSingle(cast) && cast.operand(0) instanceof SqlNumericLiteral number) {
            SqlParserPos at = number.getParserPosition();
            float single = number.getValueAs(BigDecimal.class).floatValue();
            if (Float.isFinite(single)) {
                cast.setOperand(0, SqlLiteral.createExactNumeric(new BigDecimal(single).toPlainString(), at));
            }
        }
        return cast;
    }

    /** One of several; PostgreSQL compares with one alone as with {@code =}. */
    public static SqlNode in(SqlBasicCall in) {
        if (isSingle(in.operand(0)) && in.operand(1) instanceof SqlNodeList list && list.size() == 1) {
            return (in.getKind() == SqlKind.IN ? SqlStdOperatorTable.EQUALS : SqlStdOperatorTable.NOT_EQUALS)
                    .createCall(in.getParserPosition(), in.operand(0), list.get(0));
        }
        if (isSingle(in.operand(0)) && in.operand(1) instanceof SqlNodeList list && list.size() > 1) {
            List<SqlNode> singles = new ArrayList<>();
            for (SqlNode each : list) {
                SqlDataTypeSpec type = ((SqlBasicCall) in.operand(0)).operand(1);
                singles.add(
                        cast((SqlBasicCall) SqlStdOperatorTable.CAST.createCall(each.getParserPosition(), each, type)));
            }
            in.setOperand(1, new SqlNodeList(singles, list.getParserPosition()));
        }
        return in;
    }

    private static boolean isSingle(SqlNode node) {
        return node.getKind() == SqlKind.CAST
                && node instanceof SqlBasicCall cast
                && cast.operand(1) instanceof SqlDataTypeSpec type
                && type.getTypeName().getSimple().equalsIgnoreCase("REAL");
    }
}
