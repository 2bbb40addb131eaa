package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.CanonicalView;
import io.scorecard.compiler.tree.SourceTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Joins, filters and projections taken apart: the relations that are joined, and what the columns are over them. */
public final class JoinedRows {

    /** @param offset the place of its first column among those of all */
    public record Leaf(RelNode rel, int offset) {
        public boolean has(int column) {
            return column >= offset && column < offset + rel.getRowType().getFieldCount();
        }

        /** Its name, or empty where it is no canonical table. */
        public String name() {
            CanonicalView view = rel instanceof TableScan scan ? scan.getTable().unwrap(CanonicalView.class) : null;
            return view == null ? "" : view.rows().table().name();
        }

        /** What it is called in a question, a source's own table too; empty where it is no table. */
        String title() {
            boolean own = rel instanceof TableScan scan && scan.getTable().unwrap(SourceTable.class) != null;
            List<String> path = own ? rel.getTable().getQualifiedName() : List.of();
            return own ? path.get(path.size() - 1) : name();
        }

        public String column(int column) {
            return rel.getRowType().getFieldNames().get(column - offset);
        }

        /** The place of the row itself, behind those of its columns. */
        int row() {
            return offset + rel.getRowType().getFieldCount();
        }

        ImmutableBitSet columns() {
            return ImmutableBitSet.range(offset, row());
        }
    }

    private final List<Leaf> leaves = new ArrayList<>();
    private final List<RexNode> columns;
    private final List<RexNode> conditions = new ArrayList<>();
    private boolean outer;
    private int width;

    public JoinedRows(RelNode rel) {
        this.columns = columns(rel);
    }

    /** What holds for every row, where no join is an outer one. */
    public List<RexNode> conditions() {
        return conditions;
    }

    public boolean hasOuterJoin() {
        return outer;
    }

    public List<Leaf> leaves() {
        return leaves;
    }

    /** A column as an expression over the columns of all leaves. */
    public RexNode column(int i) {
        return columns.get(i);
    }

    private List<RexNode> columns(RelNode rel) {
        if (rel instanceof Project project && !project.containsOver()) {
            List<RexNode> below = columns(project.getInput());
            return project.getProjects().stream().map(p -> over(p, below)).toList();
        }
        if (rel instanceof Filter filter) {
            List<RexNode> below = columns(filter.getInput());
            equate(over(filter.getCondition(), below));
            return below;
        }
        if (rel instanceof Sort sort && sort.fetch == null && sort.offset == null) {
            return columns(sort.getInput());
        }
        if (rel instanceof Join join) {
            List<RexNode> both = new ArrayList<>(columns(join.getLeft()));
            outer |= join.getJoinType().isOuterJoin();
            if (join.getJoinType().projectsRight()) {
                both.addAll(columns(join.getRight()));
                equate(over(join.getCondition(), both));
            }
            return both;
        }
        List<RexNode> own = new ArrayList<>();
        for (int i = 0; i < rel.getRowType().getFieldCount(); i++) {
            own.add(new RexInputRef(
                    width + i, rel.getRowType().getFieldList().get(i).getType()));
        }
        leaves.add(new Leaf(rel, width));
        width += own.size();
        return own;
    }

    private static RexNode over(RexNode node, List<RexNode> below) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return below.get(ref.getIndex());
            }
        });
    }

    private void equate(RexNode condition) {
        conditions.addAll(RelOptUtil.conjunctions(condition));
    }

    /** A column without casts and without the COALESCE of USING. */
    public static RexNode bare(RexNode node) {
        boolean wrapped = node.getKind() == SqlKind.CAST || node.getKind() == SqlKind.COALESCE;
        return wrapped ? bare(((RexCall) node).getOperands().get(0)) : node;
    }

    /** Whether no two rows of a leaf agree in these of its columns. */
    public boolean isUnique(Leaf leaf, List<Integer> own) {
        return new UniqueKeys().isUnique(leaf.rel, ImmutableBitSet.of(own));
    }
}
