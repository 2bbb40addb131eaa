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

    /** {@code to_char(t, 'YYYY-"Q"Q Month')} in DuckDB's words, which have none for quarters, and no blanks behind names. */
    static void print(SqlWriter writer, SqlCall call) {
        List<DatePattern.Piece> pieces = DatePattern.of(((SqlLiteral) call.operand(1)).getValueAs(String.class))
                .joined();
        String separator = "(";
        for (DatePattern.Piece piece : pieces) {
            SqlNode text = SqlLiteral.createCharString(piece.strftime(), SqlParserPos.ZERO);
            Dialects.print(
                    writer,
                    separator + piece.duckDb().replace("#", "STRFTIME(%1, %2)"),
                    List.of(call.operand(0), text));
            separator = " || ";
        }
        Dialects.print(writer, pieces.isEmpty() ? "CAST(NULL AS VARCHAR)" : ")", List.of());
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
