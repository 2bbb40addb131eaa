package io.scorecard.compiler.print;

import io.scorecard.compiler.text.GroupFrames;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/** Prints a frame of groups, which the parser has read as one of rows; see {@link GroupFrames}. */
final class GroupFrame {

    private GroupFrame() {}

    /** False where it is none. */
    static boolean unparsed(SqlWriter writer, SqlCall call) {
        if (call.getKind() != SqlKind.OVER
                || !(call.operand(1) instanceof SqlWindow window)
                || offset(window.getLowerBound()).isEmpty()
                        && offset(window.getUpperBound()).isEmpty()) {
            return false;
        }
        ((SqlNode) call.operand(0)).unparse(writer, 0, 0);
        writer.keyword("OVER");
        SqlWriter.Frame frame = writer.startList("(", ")");
        list(writer, "PARTITION BY", window.getPartitionList());
        list(writer, "ORDER BY", window.getOrderList());
        writer.keyword("GROUPS BETWEEN");
        bound(writer, window.getLowerBound());
        writer.keyword("AND");
        bound(writer, window.getUpperBound());
        SqlLiteral exclude = window.getExclude();
        if (exclude != null
                && !SqlWindow.createExcludeNoOthers(exclude.getParserPosition()).equals(exclude)) {
            exclude.unparse(writer, 0, 0);
        }
        writer.endList(frame);
        return true;
    }

    private static void list(SqlWriter writer, String words, SqlNodeList of) {
        if (!of.isEmpty()) {
            writer.keyword(words);
            of.unparse(writer, 0, 0);
        }
    }

    private static void bound(SqlWriter writer, @Nullable SqlNode bound) {
        Optional<BigDecimal> offset = offset(bound);
        if (offset.isPresent()) {
            // PostgreSQL reads 1FOLLOWING as a number that goes on wrongly.
            writer.print(GroupFrames.written(offset.get()).toPlainString());
            writer.setNeedWhitespace(true);
            writer.keyword(bound.getKind() == SqlKind.PRECEDING ? "PRECEDING" : "FOLLOWING");
        } else if (bound == null) {
            writer.keyword("CURRENT ROW");
        } else {
            bound.unparse(writer, 0, 0);
        }
    }

    private static Optional<BigDecimal> offset(@Nullable SqlNode bound) {
        return bound instanceof SqlCall call
                        && (call.getKind() == SqlKind.PRECEDING || call.getKind() == SqlKind.FOLLOWING)
                        && call.operand(0) instanceof SqlNumericLiteral number
                ? Optional.of(number.bigDecimalValue()).filter(GroupFrames::isMarked)
                : Optional.empty();
    }
}
