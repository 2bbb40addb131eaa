package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;

/** Whether a join finds at most one row for each of its left side, as the shape of its right side tells. */
final class SingleRows {

    private final Map<String, RelNode> relations;

    /** @param relations what scans of their names stand for */
    SingleRows(Map<String, RelNode> relations) {
        this.relations = relations;
    }

    /** The name by which a scan reads a relation of the WITH. */
    static Optional<String> name(TableScan scan) {
        RelationView view = scan.getTable().unwrap(RelationView.class);
        if (view != null) {
            return Optional.of(view.name());
        }
        List<String> path = scan.getTable().getQualifiedName();
        boolean isSource = scan.getTable().unwrap(SourceTable.class) != null;
        return isSource || path.size() != 1 ? Optional.empty() : Optional.of(path.get(0));
    }

    boolean isSingle(Join join) {
        int left = join.getLeft().getRowType().getFieldCount();
        Set<Integer> equal = new HashSet<>();
        Set<Integer> first = new HashSet<>();
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            if (condition.getKind() == SqlKind.EQUALS) {
                List<RexNode> sides = ((RexCall) condition).getOperands();
                for (int i = 0; i < 2; i++) {
                    RexNode other = sides.get(1 - i);
                    if (!(sides.get(i) instanceof RexInputRef ref) || ref.getIndex() < left) {
                        continue;
                    }
                    if (RelOptUtil.InputFinder.bits(other).length() <= left) {
                        equal.add(ref.getIndex() - left);
                    }
                    if (isOne(other)) {
                        first.add(ref.getIndex() - left);
                    }
                }
            }
        }
        return isKey(join.getRight(), equal, first);
    }

    private static boolean isOne(RexNode node) {
        return node instanceof RexLiteral literal
                && literal.getValue() instanceof java.math.BigDecimal number
                && number.compareTo(java.math.BigDecimal.ONE) == 0;
    }

    /**
     * Whether no two rows have the same values in these columns.
     *
     * @param first columns that are 1
     */
    private boolean isKey(RelNode node, Set<Integer> columns, Set<Integer> first) {
        if (node instanceof Filter filter) {
            return isKey(filter.getInput(), columns, first);
        }
        if (node instanceof Project project) {
            return first.stream().anyMatch(f -> isFirst(project, f, columns))
                    || isKey(project.getInput(), below(project, columns), below(project, first));
        }
        if (node instanceof Aggregate aggregate) {
            List<Integer> keys = new ArrayList<>();
            for (int i = 0; i < aggregate.getGroupCount(); i++) {
                keys.add(i);
            }
            return aggregate.getGroupType() == Aggregate.Group.SIMPLE && columns.containsAll(keys);
        }
        if (node instanceof TableScan scan) {
            RelNode definition = name(scan).map(relations::get).orElse(null);
            return definition != null && isKey(definition, columns, first);
        }
        return false;
    }

    private static Set<Integer> below(Project project, Set<Integer> columns) {
        Set<Integer> below = new HashSet<>();
        for (int column : columns) {
            if (project.getProjects().get(column) instanceof RexInputRef ref) {
                below.add(ref.getIndex());
            }
        }
        return below;
    }

    /** Whether a column is the row's number among those with the same values in some of these. */
    private static boolean isFirst(Project project, int column, Set<Integer> columns) {
        if (!(project.getProjects().get(column) instanceof RexOver over) || over.getKind() != SqlKind.ROW_NUMBER) {
            return false;
        }
        Set<Integer> known = below(project, columns);
        return over.getWindow().partitionKeys.stream()
                .allMatch(k -> k instanceof RexInputRef ref && known.contains(ref.getIndex()));
    }
}
