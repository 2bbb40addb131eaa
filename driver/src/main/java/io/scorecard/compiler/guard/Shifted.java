package io.scorecard.compiler.guard;

import io.scorecard.compiler.catalog.KpiTable;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A column moved by something constant: {@code month - INTERVAL '1' MONTH}, {@code n + 1}. Two values stay two, so that
 * the moved one tells the column. By months this holds for first days alone: of 28 and 31 March both come from 28 February.
 */
final class Shifted {

    private static final Set<String> OF_MONTHS = Set.of("month", "quarter", "year");

    private static final long DAY = 86_400_000;

    private final MeetingRows rows;
    private final ToIntFunction<RexNode> place;

    /** @param place the column that an expression is nothing else than, or -1 */
    Shifted(MeetingRows rows, ToIntFunction<RexNode> place) {
        this.rows = rows;
        this.place = place;
    }

    /** The place of the column that is moved, or -1. */
    int of(RexNode node) {
        int own = place.applyAsInt(node);
        if (own >= 0 || !(node instanceof RexCall call)) {
            return own;
        }
        if (node.getKind() == SqlKind.CAST) {
            int inner = of(call.getOperands().get(0));
            return inner >= 0 && isTime(node) && isMidnight(call.getOperands().get(0)) ? inner : -1;
        }
        boolean moves = (node.getKind() == SqlKind.PLUS || node.getKind() == SqlKind.MINUS)
                || Set.of("ADD_DAYS", "ADD_MONTHS", "ADD_MINUTES")
                        .contains(call.getOperator().getName());
        if (!moves || call.getOperands().size() != 2) {
            return -1;
        }
        RexNode by = call.getOperands().get(1);
        boolean swapped = MeetingRows.places(call.getOperands().get(0)).isEmpty();
        if (swapped && node.getKind() == SqlKind.PLUS) {
            by = call.getOperands().get(0);
        }
        int inner = of(call.getOperands().get(swapped ? 1 : 0));
        if (inner < 0 || !isConstant(by)) {
            return -1;
        }
        boolean byMonths = SqlTypeName.YEAR_INTERVAL_TYPES.contains(by.getType().getSqlTypeName())
                || call.getOperator().getName().equals("ADD_MONTHS");
        return isTime(node) ? byMonths && !isFirstDay(inner) ? -1 : inner : isExact(node) ? inner : -1;
    }

    /** Whether nothing is lost where its day is taken. */
    private boolean isMidnight(RexNode node) {
        if (node.getType().getSqlTypeName() == SqlTypeName.DATE) {
            return true;
        }
        int own = place.applyAsInt(node);
        if (own >= 0) {
            return isFirstDay(own);
        }
        return node instanceof RexCall call
                && (node.getKind() == SqlKind.CAST
                        || call.getOperands().size() == 2
                                && isOfDays(call.getOperands().get(1)))
                && isMidnight(call.getOperands().get(0));
    }

    private static boolean isOfDays(RexNode interval) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName())
                || SqlTypeName.DAY_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName())
                        && interval instanceof RexLiteral literal
                        && literal.getValueAs(Long.class) % DAY == 0;
    }

    private static boolean isTime(RexNode node) {
        SqlTypeName type = node.getType().getSqlTypeName();
        return type == SqlTypeName.DATE || type == SqlTypeName.TIMESTAMP;
    }

    private static boolean isExact(RexNode node) {
        return SqlTypeName.EXACT_TYPES.contains(node.getType().getSqlTypeName());
    }

    private static boolean isConstant(RexNode node) {
        return node instanceof RexLiteral literal && !literal.isNull()
                || node instanceof RexCall call
                        && !call.getOperands().isEmpty()
                        && Set.of(SqlKind.CAST, SqlKind.TIMES, SqlKind.MINUS_PREFIX)
                                .contains(node.getKind())
                        && call.getOperands().stream().allMatch(Shifted::isConstant);
    }

    private boolean isFirstDay(int at) {
        JoinedRows.Leaf leaf = rows.leaf(at);
        return isFirstDay(leaf.rel(), at - leaf.offset());
    }

    /** Whether all values of a column are first days of months. */
    private static boolean isFirstDay(RelNode rel, int column) {
        if (rel instanceof TableScan scan) {
            return scan.getTable().unwrap(KpiTable.class) != null
                    && OF_MONTHS.contains(rel.getRowType().getFieldNames().get(column))
                    && SqlTypeName.DATE
                            == rel.getRowType()
                                    .getFieldList()
                                    .get(column)
                                    .getType()
                                    .getSqlTypeName();
        }
        if (rel instanceof Aggregate aggregate) {
            return column < aggregate.getGroupCount()
                    && isFirstDay(aggregate.getInput(), aggregate.getGroupSet().nth(column));
        }
        if (rel instanceof Project project) {
            return isFirstDay(project.getInput(), project.getProjects().get(column));
        }
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return column < left
                    ? isFirstDay(join.getLeft(), column)
                    : join.getJoinType().projectsRight() && isFirstDay(join.getRight(), column - left);
        }
        boolean same = rel instanceof Filter || rel instanceof Sort || rel instanceof Union;
        return same && rel.getInputs().stream().allMatch(i -> isFirstDay(i, column));
    }

    private static boolean isFirstDay(RelNode below, RexNode value) {
        if (value instanceof RexInputRef ref) {
            return isFirstDay(below, ref.getIndex());
        }
        if (!(value instanceof RexCall call)) {
            return false;
        }
        if (value.getKind() == SqlKind.CAST) {
            return isTime(value) && isFirstDay(below, call.getOperands().get(0));
        }
        return call.getOperator().getName().equals("DATE_TRUNC")
                && call.getOperands().get(0) instanceof RexLiteral unit
                && OF_MONTHS.contains(
                        String.valueOf(unit.getValueAs(String.class)).toLowerCase(java.util.Locale.ROOT));
    }
}
