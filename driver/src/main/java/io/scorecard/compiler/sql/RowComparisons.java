package io.scorecard.compiler.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rows compared by what they are made of:
 *
 * <pre>{@code
 * (a, b) < (c, d)   → a < c OR a = c AND b < d
 * (a, b) = (c, d)   → a = c AND b = d
 * (a, b) <> (c, d)  → a <> c OR b <> d
 * }</pre>
 *
 * <p>To DuckDB a NULL in a row is larger than everything, to PostgreSQL it is not known.
 */
public final class RowComparisons {

    private RowComparisons() {}

    public static SqlNode of(SqlBasicCall call) {
        if (!(call.operand(0) instanceof SqlCall left)
                || !(call.operand(1) instanceof SqlCall right)
                || left.getKind() != SqlKind.ROW
                || right.getKind() != SqlKind.ROW
                || left.operandCount() != right.operandCount()) {
            return call;
        }
        SqlParserPos at = call.getParserPosition();
        return switch (call.getKind()) {
            case EQUALS, NOT_EQUALS -> alike(call.getOperator(), left, right, at);
            case LESS_THAN, LESS_THAN_OR_EQUAL ->
                ordered(SqlStdOperatorTable.LESS_THAN, call.getOperator(), left, right, at);
            default -> ordered(SqlStdOperatorTable.GREATER_THAN, call.getOperator(), left, right, at);
        };
    }

    private static SqlNode alike(SqlOperator operator, SqlCall left, SqlCall right, SqlParserPos at) {
        List<SqlNode> parts = new ArrayList<>();
        for (int i = 0; i < left.operandCount(); i++) {
            parts.add(operator.createCall(at, (SqlNode) left.operand(i), (SqlNode) right.operand(i)));
        }
        SqlOperator joined = operator.getKind() == SqlKind.EQUALS ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR;
        return parts.stream().reduce((a, b) -> joined.createCall(at, a, b)).orElseThrow();
    }

    private static SqlNode ordered(
            SqlOperator strictly, SqlOperator last, SqlCall left, SqlCall right, SqlParserPos at) {
        int end = left.operandCount() - 1;
        SqlNode result = last.createCall(at, (SqlNode) left.operand(end), (SqlNode) right.operand(end));
        for (int i = end - 1; i >= 0; i--) {
            SqlNode a = left.operand(i);
            SqlNode b = right.operand(i);
            result = SqlStdOperatorTable.OR.createCall(
                    at,
                    strictly.createCall(at, a, b),
                    SqlStdOperatorTable.AND.createCall(at, SqlStdOperatorTable.EQUALS.createCall(at, a, b), result));
        }
        return result;
    }
}
