package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Rewrite;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code WHERE status = 'deleted' IS NOT TRUE → WHERE status <> 'deleted' OR status IS NULL}: what DuckDB takes into
 * its scan, where it is decided once for a whole dictionary and not for each row.
 */
final class PlainConditions extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof LogicalFilter filter)) {
            return node;
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> plain = conditions.stream().map(c -> plain(rex, c)).toList();
        return plain.equals(conditions)
                ? filter
                : filter.copy(filter.getTraitSet(), filter.getInput(), RexUtil.composeConjunction(rex, plain));
    }

    private static RexNode plain(RexBuilder rex, RexNode condition) {
        if (!condition.isA(SqlKind.IS_NOT_TRUE)) {
            return condition;
        }
        RexNode negated = ((RexCall) condition).getOperands().get(0);
        if (negated instanceof RexInputRef) {
            return orNull(rex, rex.makeCall(SqlStdOperatorTable.NOT, negated), negated);
        }
        return negated instanceof RexCall equal
                        && equal.isA(SqlKind.EQUALS)
                        && equal.getOperands().get(0) instanceof RexInputRef column
                        && equal.getOperands().get(1) instanceof RexLiteral literal
                        && !literal.isNull()
                ? orNull(rex, rex.makeCall(SqlStdOperatorTable.NOT_EQUALS, column, literal), column)
                : condition;
    }

    private static RexNode orNull(RexBuilder rex, RexNode otherwise, RexNode column) {
        return column.getType().isNullable()
                ? rex.makeCall(SqlStdOperatorTable.OR, otherwise, rex.makeCall(SqlStdOperatorTable.IS_NULL, column))
                : otherwise;
    }
}
