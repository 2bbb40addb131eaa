package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * What each source prints and reads alike.
 *
 * <pre>{@code
 * VALUES ()            → SELECT CAST(NULL AS t), .. WHERE FALSE    an empty relation keeps its types
 * ORDER BY x, 'text'   → ORDER BY x                                engines refuse a constant, or take it for a position
 * GROUP BY x, 'text'   → GROUP BY x, CAST('text' AS VARCHAR)       for the same reason
 * GROUP BY -CAST(2 AS INTEGER) → GROUP BY CAST(-2 AS INTEGER)      so it is, as a number with a sign
 * - NULL, LAG(NULL)    → - CAST(NULL AS t), ..                     PostgreSQL finds no operator for an unknown type
 * CASE WHEN c THEN NULL ELSE NULL END → CASE WHEN c THEN NULL ELSE CAST(NULL AS t) END    to PostgreSQL it is a text
 * day + INTERVAL ..    → CAST(day + INTERVAL .. AS DATE)           engines make an instant of it
 * add_days(day, n)     → day + n                                  for the same reason
 * }</pre>
 */
final class Printable extends Rewrite {

    private static final SqlOperator AS_TEXT = new SqlSpecialOperator("AS_TEXT", SqlKind.OTHER_FUNCTION);

    /** No CAST: a cast of a day to a day is taken out again. */
    private static final SqlOperator AS_DAY = new SqlSpecialOperator("AS_DAY", SqlKind.OTHER_FUNCTION);

    private static final SqlOperator DAYS_LATER = new SqlSpecialOperator("DAYS_LATER", SqlKind.OTHER_FUNCTION);

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof LogicalValues values && values.getTuples().isEmpty()) {
            return typed(values);
        }
        if (node instanceof Sort sort && sort.getInput() instanceof Project project) {
            return withoutConstants(sort, project);
        }
        if (node instanceof Aggregate aggregate && aggregate.getInput() instanceof Project project) {
            return withoutConstants(aggregate, project);
        }
        RexBuilder rex = node.getCluster().getRexBuilder();
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                return typed(rex, (RexOver) super.visitOver(over));
            }

            @Override
            public RexNode visitCall(RexCall call) {
                RexCall visited = typed(rex, (RexCall) super.visitCall(call));
                if (isDay(visited) && visited.getOperator() == Operators.ADD_DAYS) {
                    return rex.makeCall(
                            visited.getType(),
                            DAYS_LATER,
                            List.of(
                                    visited.getOperands().get(0),
                                    whole(rex, visited.getOperands().get(1))));
                }
                return isShiftedDay(visited) ? rex.makeCall(visited.getType(), AS_DAY, List.of(visited)) : visited;
            }
        });
    }

    private static RexNode typed(RexBuilder rex, RexOver over) {
        if (over.getOperands().stream().noneMatch(Printable::isNull)) {
            return over;
        }
        return Windows.ofSameRows(rex, over, over.getAggOperator(), typed(rex, over.getOperands()), over.getType());
    }

    private static RexCall typed(RexBuilder rex, RexCall call) {
        if (call.isA(SqlKind.CASE)) {
            return typedChoice(rex, call);
        }
        if (call.isA(SqlKind.CAST) || call.getOperands().stream().noneMatch(Printable::isNull)) {
            return call;
        }
        return call.clone(call.getType(), typed(rex, call.getOperands()));
    }

    private static List<RexNode> typed(RexBuilder rex, List<RexNode> operands) {
        return operands.stream()
                .map(o -> isNull(o) ? rex.makeAbstractCast(o.getType(), rex.constantNull(), false) : o)
                .toList();
    }

    private static RexCall typedChoice(RexBuilder rex, RexCall choice) {
        List<RexNode> operands = new ArrayList<>(choice.getOperands());
        int last = operands.size() - 1;
        for (int i = 1; i < last; i += 2) {
            if (!isNull(operands.get(i))) {
                return choice;
            }
        }
        if (isNull(operands.get(last))) {
            operands.set(last, rex.makeAbstractCast(choice.getType(), rex.constantNull(), false));
        }
        return choice.clone(choice.getType(), operands);
    }

    private static boolean isNull(RexNode node) {
        return node instanceof RexLiteral literal
                && literal.isNull()
                && node.getType().getSqlTypeName() != SqlTypeName.NULL
                && !SqlTypeUtil.isInterval(node.getType());
    }

    private static boolean isDay(RexCall call) {
        return call.getType().getSqlTypeName() == SqlTypeName.DATE;
    }

    private static boolean isShiftedDay(RexCall call) {
        return isDay(call)
                && call.getOperands().size() == 2
                && (call.isA(SqlKind.PLUS) || call.isA(SqlKind.MINUS) || call.getOperator() == Operators.ADD_MONTHS);
    }

    /** A number of days as engines add it to a day; a part of one leads into none. */
    private static RexNode whole(RexBuilder rex, RexNode days) {
        RelDataType integer = rex.getTypeFactory()
                .createTypeWithNullability(
                        rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER),
                        days.getType().isNullable());
        if (days.getType().getSqlTypeName() == SqlTypeName.INTEGER) {
            return days;
        }
        boolean whole = SqlTypeName.INT_TYPES.contains(days.getType().getSqlTypeName());
        return rex.makeAbstractCast(integer, whole ? days : rex.makeCall(SqlStdOperatorTable.FLOOR, days), false);
    }

    private static RelNode typed(LogicalValues values) {
        RexBuilder rex = values.getCluster().getRexBuilder();
        List<RexNode> nulls = values.getRowType().getFieldList().stream()
                .map(f -> rex.makeAbstractCast(f.getType(), rex.constantNull(), false))
                .toList();
        RelNode row = LogicalProject.create(
                LogicalValues.createOneRow(values.getCluster()),
                List.of(),
                nulls,
                values.getRowType().getFieldNames(),
                Set.of());
        return LogicalFilter.create(row, rex.makeLiteral(false));
    }

    private static RelNode withoutConstants(Aggregate aggregate, Project project) {
        RexBuilder rex = aggregate.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>(project.getProjects());
        for (int key : aggregate.getGroupSet()) {
            RexNode constant = columns.get(key);
            if (isConstant(constant)) {
                boolean text = SqlTypeUtil.isCharacter(constant.getType());
                columns.set(
                        key,
                        text
                                ? rex.makeCall(constant.getType(), AS_TEXT, List.of(constant))
                                : rex.makeAbstractCast(constant.getType(), constant, false));
            }
        }
        return columns.equals(project.getProjects())
                ? aggregate
                : aggregate.copy(
                        aggregate.getTraitSet(),
                        List.of(LogicalProject.create(
                                project.getInput(),
                                project.getHints(),
                                columns,
                                project.getRowType().getFieldNames(),
                                project.getVariablesSet())));
    }

    /** A constant, with a sign or a type of its own: {@code - CAST(27 AS INTEGER)} is printed as a place, too. */
    private static boolean isConstant(RexNode node) {
        boolean wrapped = node.isA(SqlKind.MINUS_PREFIX) || node.isA(SqlKind.PLUS_PREFIX) || node.isA(SqlKind.CAST);
        return node instanceof RexLiteral
                || wrapped && isConstant(((RexCall) node).getOperands().get(0));
    }

    private static RelNode withoutConstants(Sort sort, Project project) {
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations().stream()
                .filter(k -> !(project.getProjects().get(k.getFieldIndex()) instanceof RexLiteral))
                .toList();
        if (keys.size() == sort.getCollation().getFieldCollations().size()) {
            return sort;
        }
        return keys.isEmpty() && sort.offset == null && sort.fetch == null
                ? project
                : LogicalSort.create(project, RelCollations.of(keys), sort.offset, sort.fetch);
    }
}
