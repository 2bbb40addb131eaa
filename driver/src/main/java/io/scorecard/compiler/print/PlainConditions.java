package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Rewrite;
import java.util.List;
import java.util.stream.Stream;
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
 * Conditions as an engine takes them into its scan, where they are decided for a whole dictionary or block and not for
 * each row.
 *
 * <pre>{@code
 * WHERE status = 'deleted' IS NOT TRUE                          → WHERE status <> 'deleted' OR status IS NULL
 * WHERE CASE WHEN score <= 10 THEN score END IS NOT NULL        → WHERE score <= 10
 * WHERE COALESCE(CASE WHEN score <= 10 THEN score END, x) IS NULL
 *                                                               → WHERE (score <= 10) IS NOT TRUE AND x IS NULL
 * }</pre>
 */
final class PlainConditions extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof LogicalFilter filter)) {
            return node;
        }
        RexBuilder rex = filter.getCluster().getRexBuilder();
        List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
        List<RexNode> plain = conditions.stream()
                .flatMap(c -> eachMissing(rex, c))
                .flatMap(c -> asks(SqlKind.IS_NOT_NULL, c) ? filled(rex, (RexCall) c) : Stream.of(plain(rex, c)))
                .distinct()
                .toList();
        return plain.equals(conditions)
                ? filter
                : filter.copy(filter.getTraitSet(), filter.getInput(), RexUtil.composeConjunction(rex, plain));
    }

    /** That none of several columns is there. */
    private static Stream<RexNode> eachMissing(RexBuilder rex, RexNode condition) {
        return condition.isA(SqlKind.IS_NULL)
                        && ((RexCall) condition).getOperands().get(0) instanceof RexCall values
                        && values.isA(SqlKind.COALESCE)
                        && values.getOperands().stream().allMatch(PlainConditions::isLetThrough)
                ? values.getOperands().stream().map(v -> rex.makeCall(SqlStdOperatorTable.IS_NULL, v))
                : Stream.of(condition);
    }

    private static boolean asks(SqlKind kind, RexNode condition) {
        return condition.isA(kind)
                && isLetThrough(((RexCall) condition).getOperands().get(0));
    }

    /** Whether it is a column where a condition lets it through; anything else might fail without the condition. */
    private static boolean isLetThrough(RexNode value) {
        return value instanceof RexCall choice
                && choice.isA(SqlKind.CASE)
                && choice.getOperands().size() == 3
                && choice.getOperands().get(1) instanceof RexInputRef
                && RexLiteral.isNullLiteral(choice.getOperands().get(2));
    }

    private static Stream<RexNode> filled(RexBuilder rex, RexCall condition) {
        List<RexNode> choice = ((RexCall) condition.getOperands().get(0)).getOperands();
        List<RexNode> conditions = RelOptUtil.conjunctions(choice.get(0));
        RexNode column = choice.get(1);
        boolean compared = conditions.stream()
                .anyMatch(c ->
                        c.isA(SqlKind.COMPARISON) && ((RexCall) c).getOperands().contains(column));
        return compared || !column.getType().isNullable()
                ? conditions.stream()
                : Stream.concat(conditions.stream(), Stream.of(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, column)));
    }

    private static RexNode plain(RexBuilder rex, RexNode condition) {
        if (asks(SqlKind.IS_NULL, condition)) {
            RexNode there = RexUtil.composeConjunction(
                    rex, filled(rex, (RexCall) condition).toList());
            return rex.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, there);
        }
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
