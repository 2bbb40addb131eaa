package io.scorecard.compiler.sql;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * PostgreSQL's arrays, and arrays as texts, as its drivers send them: {@code x = ANY('{a,b}') → x = ANY('a', 'b')}. Taken
 * for one value it would be met by no row. {@code x = ANY(ARRAY['a', 'b'])} is the same; and to be alike any value of none
 * is false, to differ from all of them true, even for NULL.
 */
public final class ArrayTexts {

    private static final Pattern ELEMENT =
            Pattern.compile("\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^{}\"\\\\,]*[^{}\"\\\\,\\s]))\\s*(,|$)");

    private ArrayTexts() {}

    /** @param call a comparison with ANY, SOME or ALL */
    public static SqlNode of(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list) || list.size() != 1) {
            return call;
        }
        SqlCall each = LikeEach.in(list.get(0)).orElse(null);
        if (each != null) {
            return LikeEach.of(call, each, patterns(each));
        }
        if (list.get(0) instanceof SqlDynamicParam) {
            return call;
        }
        if (list.get(0).getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
            return among(call, call.operand(0), ((SqlCall) list.get(0)).getOperandList());
        }
        return isText(list.get(0)) ? among(call, call.operand(0), values((SqlLiteral) list.get(0))) : call;
    }

    private static boolean isText(SqlNode node) {
        return node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName());
    }

    private static List<SqlNode> values(SqlLiteral array) {
        List<SqlNode> values = new ArrayList<>();
        for (String value : elements(array.getValueAs(String.class).strip())) {
            values.add(SqlLiteral.createCharString(value, array.getParserPosition()));
        }
        return values;
    }

    private static List<SqlNode> patterns(SqlCall each) {
        SqlNode first = each.operandCount() == 0 ? null : each.operand(0);
        if (first == null || each.getOperandList().stream().allMatch(SqlDynamicParam.class::isInstance)) {
            return each.getOperandList();
        }
        if (each.operandCount() == 1 && first.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
            return ((SqlCall) first).getOperandList();
        }
        if (each.operandCount() == 1 && isText(first)) {
            return values((SqlLiteral) first);
        }
        throw LikeEach.refused();
    }

    /** The comparison of something with these values instead. */
    static SqlNode among(SqlCall call, SqlNode left, List<SqlNode> values) {
        SqlParserPos at = call.getParserPosition();
        return values.isEmpty()
                ? SqlLiteral.createBoolean(call.getKind() == SqlKind.ALL, at)
                : call.getOperator().createCall(at, left, new SqlNodeList(values, at));
    }

    /** The elements of an array that is written as PostgreSQL writes it. */
    public static List<String> elements(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw refused();
        }
        if (text.substring(1, text.length() - 1).isBlank()) {
            return List.of();
        }
        String inside = text.substring(1, text.length() - 1);
        List<String> elements = new ArrayList<>();
        Matcher element = ELEMENT.matcher(inside);
        int at = 0;
        boolean more = true;
        while (more && element.find(at) && element.start() == at) {
            String plain = element.group(2);
            if (plain != null && plain.equalsIgnoreCase("NULL")) {
                throw refused();
            }
            elements.add(plain == null ? element.group(1).replaceAll("\\\\(.)", "$1") : plain);
            more = element.group(3).equals(",");
            at = element.end();
        }
        if (more || at != inside.length()) {
            throw refused();
        }
        return elements;
    }

    private static RuntimeException refused() {
        return ErrorCode.BAD_ARGUMENT.with(
                "What stands behind ANY or ALL is no plain array.", "Write ANY('{a,b}'), or IN ('a', 'b'), IN (?, ?).");
    }
}
