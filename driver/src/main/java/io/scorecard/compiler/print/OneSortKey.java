package io.scorecard.compiler.print;

import com.google.common.collect.ImmutableList;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.compiler.tree.Windows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The last row of each partition, by one key, on DuckDB:
 *
 * <pre>{@code
 * ROW_NUMBER() OVER (PARTITION BY k ORDER BY t DESC, u DESC) = 1 → ROW_NUMBER() OVER (PARTITION BY k ORDER BY ROW(t, u) DESC) = 1
 * }</pre>
 *
 * <p>DuckDB finds the first row by one key without putting any in order, in half the time. In a row that is compared
 * NULL is the greatest, and the row itself is none: it comes first as in an order that descends with NULL first.
 */
final class OneSortKey extends Rewrite {

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter) || !(filter.getInput() instanceof Project project)) {
            return node;
        }
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < project.getProjects().size(); i++) {
            if (RexOver.containsOver(project.getProjects().get(i))) {
                windows.add(i);
            }
        }
        Optional<Integer> first = RelOptUtil.conjunctions(filter.getCondition()).stream()
                .map(OneSortKey::firstOf)
                .flatMap(Optional::stream)
                .filter(c -> windows.equals(List.of(c)))
                .findFirst();
        return first.filter(c -> isByKeys(project.getProjects().get(c)))
                .<RelNode>map(c -> byOne(filter, project, c))
                .orElse(node);
    }

    /** The column that is to be 1. */
    private static Optional<Integer> firstOf(RexNode condition) {
        return condition.isA(SqlKind.EQUALS)
                        && ((RexCall) condition).getOperands().get(0) instanceof RexInputRef ref
                        && ((RexCall) condition).getOperands().get(1) instanceof RexLiteral literal
                        && literal.getValue() instanceof BigDecimal number
                        && number.compareTo(BigDecimal.ONE) == 0
                ? Optional.of(ref.getIndex())
                : Optional.empty();
    }

    private static boolean isByKeys(RexNode node) {
        return node instanceof RexOver over
                && over.getKind() == SqlKind.ROW_NUMBER
                && over.getWindow().orderKeys.size() > 1
                && over.getWindow().orderKeys.stream().allMatch(k -> k.right.equals(Set.of(SqlKind.DESCENDING)));
    }

    private static RelNode byOne(Filter filter, Project project, int column) {
        RexBuilder rex = filter.getCluster().getRexBuilder();
        RexOver over = (RexOver) project.getProjects().get(column);
        RexWindow window = over.getWindow();
        RexNode key = rex.makeCall(
                SqlStdOperatorTable.ROW,
                window.orderKeys.stream().map(RexFieldCollation::getKey).toList());
        List<RexNode> columns = new ArrayList<>(project.getProjects());
        columns.set(
                column,
                Windows.ofOtherRows(
                        rex,
                        over,
                        window.partitionKeys,
                        ImmutableList.of(new RexFieldCollation(key, Set.of(SqlKind.DESCENDING, SqlKind.NULLS_LAST)))));
        RelNode numbered = LogicalProject.create(
                project.getInput(),
                project.getHints(),
                columns,
                project.getRowType().getFieldNames(),
                Set.of());
        return LogicalFilter.create(numbered, filter.getCondition());
    }
}
