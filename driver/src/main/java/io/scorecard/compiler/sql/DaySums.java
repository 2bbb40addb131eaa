package io.scorecard.compiler.sql;

import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * PostgreSQL's sums of days as far as they are seen without types: {@code CURRENT_DATE - 7 → CURRENT_DATE - INTERVAL '7'
 * DAY}, {@code day - day → DAYS_BETWEEN}. {@link DayCoercion} knows the types of columns.
 */
public final class DaySums {

    private DaySums() {}

    /** Days are added to dates as numbers, and the difference of two dates is a number of days. */
    public static Optional<SqlNode> of(SqlBasicCall call) {
        SqlNode left = call.operand(0);
        SqlNode right = call.operand(1);
        SqlParserPos at = call.getParserPosition();
        if (isDay(left) && isDay(right) && call.getKind() == SqlKind.MINUS) {
            return Optional.of(Operators.DAYS_BETWEEN.createCall(at, right, left));
        }
        boolean whole = right instanceof SqlNumericLiteral number && number.isInteger();
        return isDay(left) && whole
                ? Optional.of(call.getOperator()
                        .createCall(
                                at,
                                left,
                                SqlLiteral.createInterval(
                                        1,
                                        ((SqlNumericLiteral) right).toValue(),
                                        new SqlIntervalQualifier(TimeUnit.DAY, null, at),
                                        at)))
                : Optional.empty();
    }

    private static boolean isDay(SqlNode node) {
        if (node instanceof SqlUnknownLiteral literal) {
            return literal.tag.equalsIgnoreCase("DATE");
        }
        if (node instanceof SqlLiteral literal) {
            return literal.getTypeName() == SqlTypeName.DATE;
        }
        if (node instanceof SqlCall call && (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS)) {
            return call.operandCount() == 2 && isDay(call.operand(0)) && call.operand(1) instanceof SqlLiteral;
        }
        if (node instanceof SqlCall cast && cast.getOperator().getKind() == SqlKind.CAST) {
            return cast.operand(1) instanceof SqlDataTypeSpec type
                    && type.getTypeName().getSimple().equalsIgnoreCase("date");
        }
        return isCurrentDate(node);
    }

    private static boolean isCurrentDate(SqlNode node) {
        return node instanceof SqlIdentifier id
                        && id.isSimple()
                        && id.getSimple().equalsIgnoreCase("CURRENT_DATE")
                || node instanceof SqlCall call && call.getOperator() == SqlStdOperatorTable.CURRENT_DATE;
    }
}
