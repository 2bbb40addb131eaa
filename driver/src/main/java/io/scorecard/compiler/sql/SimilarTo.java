package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code x SIMILAR TO '(a|b)%' → x ~ '^(?:(?:a|b).*)$'}, as PostgreSQL does it; DuckDB takes what stands behind SIMILAR TO
 * for a regular expression.
 */
public final class SimilarTo {

    private SimilarTo() {}

    public static SqlNode of(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        String escape = call.operandCount() > 2 ? text(call.operand(2)) : "\\";
        if (escape.length() > 1) {
            throw ErrorCode.BAD_ARGUMENT.with("ESCAPE is longer than a character.", "Write one: ESCAPE '#'.");
        }
        SqlOperator operator = call.getOperator() == SqlStdOperatorTable.NOT_SIMILAR_TO
                ? SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE
                : SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE;
        String pattern = "^(?:" + expression(text(call.operand(1)), escape) + ")$";
        return operator.createCall(at, call.operand(0), SqlLiteral.createCharString(pattern, at));
    }

    private static String text(SqlNode node) {
        if (node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            return literal.getValueAs(String.class);
        }
        throw ErrorCode.UNSUPPORTED.with(
                "SIMILAR TO anything but a written pattern",
                "Write the pattern, or LIKE, or ~ with a regular expression, which may be a parameter.");
    }

    private static String expression(String pattern, String escape) {
        StringBuilder expression = new StringBuilder();
        boolean inSet = false;
        int first = 0;
        for (int i = 0; i < pattern.length(); i++) {
            String c = pattern.substring(i, i + 1);
            if (c.equals(escape)) {
                if (++i == pattern.length()) {
                    throw ErrorCode.BAD_ARGUMENT.with(
                            "A pattern ends with its escape.", "Write what it escapes, or '" + c + c + "'.");
                }
                expression.append('\\').append(pattern.charAt(i));
            } else if (inSet && c.equals("[")) {
                int close = pattern.indexOf(":]", i);
                if (close < 0 || !pattern.startsWith("[:", i)) {
                    throw ErrorCode.UNSUPPORTED.with(
                            "'[' within a set of SIMILAR TO, which versions of PostgreSQL read in two ways",
                            "Write it outside, as (a|\\[), or with its escape: [a\\[].");
                }
                expression.append(pattern, i, close + 2);
                i = close + 1;
            } else if (inSet) {
                inSet = !c.equals("]") || i == first;
                expression.append(c.equals("\\") ? "\\\\" : c);
            } else {
                inSet = c.equals("[");
                first = i + (pattern.startsWith("^", i + 1) ? 2 : 1);
                expression.append(
                        switch (c) {
                            case "%" -> ".*";
                            case "_" -> ".";
                            case "(" -> "(?:";
                            case ".", "^", "$", "\\" -> "\\" + c;
                            default -> c;
                        });
            }
        }
        return expression.toString();
    }
}
