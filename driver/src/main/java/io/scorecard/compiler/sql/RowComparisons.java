package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
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
 * (a, b) IS NULL       → a IS NULL AND b IS NULL
 * (a, b) IS NOT NULL   → a IS NOT NULL AND b IS NOT NULL
 * (a, b) IS DISTINCT FROM (c, d)   → a IS DISTINCT FROM c OR b IS DISTINCT FROM d
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
            case EQUALS, NOT_EQUALS, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM ->
                alike(call.getOperator(), left, right, at);
            case LESS_THAN, LESS_THAN_OR_EQUAL ->
                ordered(SqlStdOperatorTable.LESS_THAN, call.getOperator(), left, right, at);
            default -> ordered(SqlStdOperatorTable.GREATER_THAN, call.getOperator(), left, right, at);
        };
    }

    /** Whether something is NULL or not: of a row, whether every part of it is. */
    public static SqlNode ofNulls(SqlBasicCall call) {
        if (!(call.operand(0) instanceof SqlCall row) || row.getKind() != SqlKind.ROW) {
            return call;
        }
        requirePlain(row);
        SqlParserPos at = call.getParserPosition();
        return row.getOperandList().stream()
                .map(part -> (SqlNode) call.getOperator().createCall(at, part))
                .reduce((a, b) -> SqlStdOperatorTable.AND.createCall(at, a, b))
                .orElseThrow();
    }

    /** Whether two things differ, where NULL is a value like others. */
    public static SqlNode ofDistinct(SqlBasicCall call) {
        boolean row = call.getOperandList().stream().anyMatch(o -> o.getKind() == SqlKind.ROW);
        SqlNode parts = row ? of(call) : call;
        if (row && parts == call) {
            throw ErrorCode.INVALID.with(
                    "A row is compared with something of another size.",
                    "Write as many values on both sides: (a, b) IS DISTINCT FROM (c, d).");
        }
        if (row) {
            call.getOperandList().forEach(o -> requirePlain((SqlCall) o));
        }
        return parts;
    }

    /** To PostgreSQL a row in a row is not NULL, whatever its parts are. */
    private static void requirePlain(SqlCall row) {
        if (row.getOperandList().stream().anyMatch(o -> o.getKind() == SqlKind.ROW)) {
            throw ErrorCode.UNSUPPORTED.with("A row in a row", "Compare the values one by one.");
        }
    }

    private static SqlNode alike(SqlOperator operator, SqlCall left, SqlCall right, SqlParserPos at) {
        List<SqlNode> parts = new ArrayList<>();
        for (int i = 0; i < left.operandCount(); i++) {
            parts.add(operator.createCall(at, (SqlNode) left.operand(i), (SqlNode) right.operand(i)));
        }
        boolean all = operator.getKind() == SqlKind.EQUALS || operator.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
        SqlOperator joined = all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR;
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
