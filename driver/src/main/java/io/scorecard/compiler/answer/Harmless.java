package io.scorecard.compiler.answer;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Conditions that fail on no row, so that it does not matter which other condition is met before. */
final class Harmless {

    private static final List<SqlKind> KINDS = List.of(
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.IS_TRUE,
            SqlKind.IS_FALSE,
            SqlKind.IS_NOT_TRUE,
            SqlKind.IS_NOT_FALSE,
            SqlKind.IS_DISTINCT_FROM,
            SqlKind.IS_NOT_DISTINCT_FROM,
            SqlKind.SEARCH,
            SqlKind.LIKE,
            SqlKind.COALESCE,
            SqlKind.CASE);

    private Harmless() {}

    /** Whether nothing in it may fail on rows that another condition kept from it, as a cast may, or a function. */
    static boolean is(RexNode node) {
        return node instanceof RexInputRef
                || node instanceof RexLiteral
                || node instanceof RexCall call
                        && (call.getOperands().isEmpty() || node.isA(SqlKind.COMPARISON) || node.isA(KINDS))
                        && call.getOperands().stream().allMatch(Harmless::is);
    }
}
