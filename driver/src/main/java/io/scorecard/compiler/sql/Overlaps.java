package io.scorecard.compiler.sql;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * {@code (s1, e1) OVERLAPS (s2, e2)} as PostgreSQL has it: either bound may come first, an end belongs to no stretch,
 * one without a length is its moment, and of one with a bound that is NULL only the other bound is known.
 *
 * <pre>{@code
 * CASE WHEN f1 > f2 AND f1 < l2 OR f2 > f1 AND f2 < l1 THEN TRUE
 *      WHEN l1 IS NOT NULL AND l2 IS NOT NULL THEN f1 = f2 END
 * }</pre>
 *
 * where {@code f} is the first of two bounds, or the one that is known, and {@code l} the last of two that are known.
 */
public final class Overlaps {

    private final SqlParserPos at;

    private Overlaps(SqlParserPos at) {
        this.at = at;
    }

    public static SqlNode of(SqlBasicCall call) {
        boolean rows = call.getOperandList().stream()
                .allMatch(o -> o instanceof SqlCall row && row.getKind() == SqlKind.ROW && row.operandCount() == 2);
        return rows
                ? new Overlaps(call.getParserPosition()).of((SqlCall) call.operand(0), (SqlCall) call.operand(1))
                : call;
    }

    private SqlNode of(SqlCall one, SqlCall other) {
        SqlNode s1 = one.operand(0);
        SqlNode e1 = end(one);
        SqlNode s2 = other.operand(0);
        SqlNode e2 = end(other);
        SqlNode f1 = first(s1, e1);
        SqlNode f2 = first(s2, e2);
        SqlNode inside = or(and(greater(f1, f2), less(f1, last(s2, e2))), and(greater(f2, f1), less(f2, last(s1, e1))));
        SqlNode known = and(and(known(s1), known(e1)), and(known(s2), known(e2)));
        SqlNode alike = call(SqlStdOperatorTable.EQUALS, f1, f2);
        return cases(
                SqlNodeList.of(inside, known),
                SqlNodeList.of(SqlLiteral.createBoolean(true, at), alike),
                SqlLiteral.createNull(at));
    }

    private SqlNode end(SqlCall row) {
        SqlNode end = row.operand(1);
        return end instanceof SqlIntervalLiteral ? call(SqlStdOperatorTable.PLUS, row.operand(0), end) : end;
    }

    private SqlNode first(SqlNode start, SqlNode end) {
        return cases(
                SqlNodeList.of(greater(start, end)),
                SqlNodeList.of(end),
                call(SqlStdOperatorTable.COALESCE, start, end));
    }

    private SqlNode last(SqlNode start, SqlNode end) {
        SqlNode upwards = call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, start, end);
        return cases(
                SqlNodeList.of(greater(start, end), upwards), SqlNodeList.of(start, end), SqlLiteral.createNull(at));
    }

    private SqlNode cases(SqlNodeList when, SqlNodeList then, SqlNode otherwise) {
        return new SqlCase(at, null, when, then, otherwise);
    }

    private SqlNode known(SqlNode value) {
        return call(SqlStdOperatorTable.IS_NOT_NULL, value);
    }

    private SqlNode greater(SqlNode a, SqlNode b) {
        return call(SqlStdOperatorTable.GREATER_THAN, a, b);
    }

    private SqlNode less(SqlNode a, SqlNode b) {
        return call(SqlStdOperatorTable.LESS_THAN, a, b);
    }

    private SqlNode and(SqlNode a, SqlNode b) {
        return call(SqlStdOperatorTable.AND, a, b);
    }

    private SqlNode or(SqlNode a, SqlNode b) {
        return call(SqlStdOperatorTable.OR, a, b);
    }

    private SqlNode call(SqlOperator operator, SqlNode... operands) {
        return operator.createCall(at, operands);
    }
}
