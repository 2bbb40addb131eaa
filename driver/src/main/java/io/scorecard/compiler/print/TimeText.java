package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.DatePattern;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Times as texts, and intervals as every source reads them. */
final class TimeText {

    private TimeText() {}

    /** {@code to_char(t, 'YYYY-"Q"Q')} in DuckDB's words, which have none for quarters. */
    static void print(SqlWriter writer, SqlCall call) {
        List<String> parts = DatePattern.of(((SqlLiteral) call.operand(1)).getValueAs(String.class))
                .aroundQuarters();
        writer.print("(");
        for (int i = 0; i < parts.size(); i++) {
            SqlNode part = SqlLiteral.createCharString(parts.get(i), SqlParserPos.ZERO);
            if (i > 0) {
                Dialects.print(
                        writer,
                        (i > 1 || !parts.get(0).isEmpty() ? " || " : "") + "CAST(EXTRACT(QUARTER FROM %1) AS VARCHAR)",
                        call.getOperandList());
            }
            if (!parts.get(i).isEmpty()) {
                Dialects.print(writer, (i > 0 ? " || " : "") + "STRFTIME(%1, %2)", List.of(call.operand(0), part));
            }
        }
        Dialects.print(writer, ")", List.of());
    }

    /** {@code (- INTERVAL '1' DAY)}: no source reads the standard's {@code INTERVAL -'1' DAY}. */
    static boolean negative(SqlWriter writer, SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        if (value.getSign() >= 0) {
            return false;
        }
        SqlLiteral positive = SqlLiteral.createInterval(
                1, value.getIntervalLiteral(), value.getIntervalQualifier(), literal.getParserPosition());
        Dialects.print(writer, "(- %1)", List.of(positive));
        return true;
    }
}
