package io.scorecard.compiler.text;

import io.scorecard.functions.ErrorCode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/**
 * The one thing that a definition selects. What stands beside it is refused: it would be lost, and with a WHERE the
 * condition.
 */
final class LoneExpression {

    private LoneExpression() {}

    static SqlNode of(SqlNode query) {
        if (query instanceof SqlSelect select
                && select.getSelectList().size() == 1
                && select.getFrom() == null
                && select.getWhere() == null
                && select.getGroup() == null) {
            return select.getSelectList().get(0);
        }
        throw ErrorCode.SYNTAX.with(
                1, 1, "The question is more than one expression.", "Write a condition as FILTER (WHERE ..).");
    }
}
