package io.scorecard.compiler.tree;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Columns of a canonical table that were otherwise at as_of than the source says today: a named relation has a row for
 * each key of which that is so. It is joined only where one of its columns is wanted. Immutable.
 *
 * @param told the relation and its columns
 * @param unless over the source's row: then its own columns stay
 */
public record Correction(Completion told, RexNode unless) {

    boolean gives(String column) {
        return told.gives(column);
    }

    RelNode joined(Build build, RelNode source) {
        return told.joined(build, source);
    }

    /**
     * A column over the joined rows.
     *
     * @param at how many columns stand before the relation's
     * @param today the column as the source says it
     */
    RexNode value(Build build, int at, String column, RexNode today) {
        RelDataType row = told.relation().getRowType(build.types);
        RexNode key = build.rex.makeInputRef(row.getFieldList().get(0).getType(), at);
        RexNode then = told.values(build, at).get(column);
        RexNode isTold = build.and(
                build.call(SqlStdOperatorTable.IS_NOT_NULL, key), build.call(SqlStdOperatorTable.IS_NOT_TRUE, unless));
        return build.call(SqlStdOperatorTable.CASE, isTold, build.cast(then, today.getType()), today);
    }
}
