package io.scorecard.compiler.print;

import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Prints the aggregates that put values side by side: STRING_AGG and ARRAY_AGG. */
final class Gathering {

    private Gathering() {}

    static boolean is(SqlNode node) {
        return node instanceof SqlCall call
                && Set.of("STRING_AGG", "LISTAGG", "ARRAY_AGG")
                        .contains(call.getOperator().getName());
    }

    /** DISTINCT and the order stand inside; Calcite drops the one and puts the other behind. */
    static void print(SqlWriter writer, SqlCall call, SqlNodeList order) {
        boolean array = call.getOperator().getName().equals("ARRAY_AGG");
        writer.print(array ? "ARRAY_AGG(" : "STRING_AGG(");
        if (call.getFunctionQuantifier() != null) {
            writer.keyword("DISTINCT");
        }
        call.operand(0).unparse(writer, 0, 0);
        if (!array) {
            writer.print(", ");
            SqlNode separator =
                    call.operandCount() > 1 ? call.operand(1) : SqlLiteral.createCharString("", SqlParserPos.ZERO);
            separator.unparse(writer, 0, 0);
        }
        boolean distinctArray = array && call.getFunctionQuantifier() != null;
        if (!order.isEmpty() || distinctArray) {
            writer.keyword("ORDER BY");
            (order.isEmpty() ? call.operand(0) : order).unparse(writer, 0, 0);
        }
        writer.print(")");
        writer.setNeedWhitespace(true);
    }
}
