package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * PostgreSQL's arrays as texts, as its drivers send them: {@code x = ANY('{a,b}') → x = ANY('a', 'b')}. Taken for one value
 * it would be met by no row.
 */
final class ArrayTexts {

    private ArrayTexts() {}

    /** @param call a comparison with ANY, SOME or ALL */
    static SqlNode of(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList list)
                || list.size() != 1
                || !(list.get(0) instanceof SqlLiteral literal)
                || !SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
            return call;
        }
        String text = literal.getValueAs(String.class).strip();
        if (!text.matches("\\{[^{}\"\\\\]+}")) {
            throw refused();
        }
        List<SqlNode> values = new ArrayList<>();
        for (String value : text.substring(1, text.length() - 1).split(",", -1)) {
            if (value.isBlank() || value.strip().equalsIgnoreCase("NULL")) {
                throw refused();
            }
            values.add(SqlLiteral.createCharString(value.strip(), literal.getParserPosition()));
        }
        return call.getOperator()
                .createCall(
                        call.getParserPosition(), call.operand(0), new SqlNodeList(values, list.getParserPosition()));
    }

    private static RuntimeException refused() {
        return ErrorCode.BAD_ARGUMENT.with(
                "A text behind ANY or ALL is no plain array.", "Write ANY('{a,b}'), or IN ('a', 'b').");
    }
}
