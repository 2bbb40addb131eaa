package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** PostgreSQL's functions that put texts together, in words that both engines have. */
public final class MadeTexts {

    private MadeTexts() {}

    /** {@code format('%s-%s', a, b) → CONCAT(a, '-', b)}: NULL is nothing to both. */
    public static SqlNode format(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        if (call.operandCount() == 0
                || !(call.operand(0) instanceof SqlLiteral literal)
                || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            throw refused();
        }
        String pattern = literal.getValueAs(String.class);
        List<SqlNode> parts = new ArrayList<>(List.of(SqlLiteral.createCharString("", at)));
        StringBuilder written = new StringBuilder();
        int used = 1;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%') {
                written.append(c);
                continue;
            }
            char kind = ++i < pattern.length() ? pattern.charAt(i) : ' ';
            if (kind == '%') {
                written.append('%');
            } else if (kind == 's') {
                if (used == call.operandCount()) {
                    throw ErrorCode.BAD_ARGUMENT.with(
                            "FORMAT has fewer values than %s in its pattern.", "Give one for each.");
                }
                parts.add(SqlLiteral.createCharString(written.toString(), at));
                written.setLength(0);
                parts.add(call.operand(used++));
            } else {
                throw refused();
            }
        }
        parts.add(SqlLiteral.createCharString(written.toString(), at));
        return SqlLibraryOperators.CONCAT_FUNCTION.createCall(at, parts);
    }

    private static RuntimeException refused() {
        return ErrorCode.UNSUPPORTED.with(
                "FORMAT by anything but %s and %%", "Write format('%s-%s', a, b), or put texts together by ||.");
    }

    /** {@code overlay(x PLACING y FROM 2 FOR 3) → SUBSTRING(x, 1, 1) || y || SUBSTRING(x, 5)}. */
    public static SqlNode overlay(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode text = call.operand(0);
        SqlNode instead = call.operand(1);
        boolean numbers = call.operand(2) instanceof SqlNumericLiteral
                && (call.operandCount() < 4 || call.operand(3) instanceof SqlNumericLiteral);
        int from = numbers ? ((SqlNumericLiteral) call.operand(2)).intValue(true) : 0;
        if (from < 1) {
            throw ErrorCode.UNSUPPORTED.with(
                    "OVERLAY from anything but a written place",
                    "Count the characters from 1, or put SUBSTRING(x, 1, n), the text and SUBSTRING(x, m) together by ||.");
        }
        SqlNode length = call.operandCount() < 4
                ? SqlStdOperatorTable.CHAR_LENGTH.createCall(at, instead.clone(at))
                : call.operand(3);
        SqlNode rest = SqlStdOperatorTable.PLUS.createCall(at, number(from, at), length);
        return SqlStdOperatorTable.CONCAT.createCall(
                at,
                SqlStdOperatorTable.CONCAT.createCall(
                        at,
                        SqlStdOperatorTable.SUBSTRING.createCall(at, text, number(1, at), number(from - 1, at)),
                        instead),
                SqlStdOperatorTable.SUBSTRING.createCall(at, text.clone(at), rest));
    }

    private static SqlNode number(int value, SqlParserPos at) {
        return SqlLiteral.createExactNumeric(String.valueOf(value), at);
    }
}
