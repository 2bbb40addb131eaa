package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Types;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.SourceTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code CAST(column AS DECIMAL(38, 4)) → CAST(column AS DECIMAL(18, 4))} on DuckDB, where the source's column has few
 * digits: DuckDB keeps 18 digits in one word, and adds them up to 38 all the same.
 *
 * <p>Only to be read: of what is computed with them, DuckDB keeps 18 digits, too. A product of two might need more, so
 * {@link SamePlaces} widens what is multiplied; sums and differences of a row have room for ten thousand terms.
 */
final class NarrowAmounts extends Rewrite {

    /** Digits before the point, of the eighteen less four. */
    private static final int FEW = 10;

    /** No CAST: to the tree the column has all its digits. */
    private static final SqlOperator NARROW = new SqlSpecialOperator("NARROW_AMOUNT", SqlKind.OTHER_FUNCTION);

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Project project)) {
            return node;
        }
        RexBuilder rex = node.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (RexNode column : project.getProjects()) {
            columns.add(
                    isAmountOfFew(project.getInput(), column)
                            ? rex.makeCall(column.getType(), NARROW, ((RexCall) column).getOperands())
                            : column);
        }
        return columns.equals(project.getProjects())
                ? node
                : LogicalProject.create(
                        project.getInput(),
                        project.getHints(),
                        columns,
                        project.getRowType().getFieldNames(),
                        project.getVariablesSet());
    }

    private static boolean isAmountOfFew(RelNode rows, RexNode column) {
        if (!column.isA(SqlKind.CAST) || !isAmount(column.getType())) {
            return false;
        }
        RexNode read = ((RexCall) column).getOperands().get(0);
        RelDataType type = read.getType();
        return SqlTypeUtil.isExactNumeric(type)
                && type.getPrecision() - type.getScale() <= FEW
                && isOfSource(rows, read);
    }

    /** Whether it is a column of the source: of what is computed, digits here and there may differ. */
    private static boolean isOfSource(RelNode rows, RexNode column) {
        if (!(column instanceof RexInputRef ref)) {
            return false;
        }
        if (rows instanceof Filter filter) {
            return isOfSource(filter.getInput(), ref);
        }
        if (rows instanceof Project project) {
            return isOfSource(project.getInput(), project.getProjects().get(ref.getIndex()));
        }
        return rows instanceof TableScan scan && scan.getTable().unwrap(SourceTable.class) != null;
    }

    private static boolean isAmount(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL
                && type.getPrecision() == Types.DIGITS
                && type.getScale() == Types.MONEY_PLACES;
    }
}
