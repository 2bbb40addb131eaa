package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins, filters and projections taken apart: the relations that are joined, what the columns are over them, and
 * which of their columns are equal. Tells whether a row of one of them can come more than once.
 */
final class JoinedRows {

    /** @param offset the place of its first column among those of all */
    record Leaf(RelNode rel, int offset) {
        boolean has(int column) {
            return column >= offset && column < offset + rel.getRowType().getFieldCount();
        }

        /** Its name, or empty where it is no table. */
        String name() {
            CanonicalView view = rel instanceof TableScan scan ? scan.getTable().unwrap(CanonicalView.class) : null;
            return view == null ? "" : view.rows().table().name();
        }

        String column(int column) {
            return rel.getRowType().getFieldNames().get(column - offset);
        }

        /** Whether the keys of its rows are known, so that what is not unique does come more than once. */
        boolean isKeyed() {
            return rel instanceof Aggregate || !name().isEmpty();
        }
    }

    private final List<Leaf> leaves = new ArrayList<>();
    private final List<RexNode> columns;
    private final List<Set<Integer>> equal = new ArrayList<>();
    private final Set<Integer> constant = new HashSet<>();
    private final List<RexNode> conditions = new ArrayList<>();
    private boolean outer;
    private final RelMetadataQuery metadata;
    private int width;

    JoinedRows(RelNode rel) {
        this.metadata = rel.getCluster().getMetadataQuery();
        this.columns = columns(rel);
    }

    /** What holds for every row, where no join is an outer one. */
    List<RexNode> conditions() {
        return conditions;
    }

    boolean hasOuterJoin() {
        return outer;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    /** A column as an expression over the columns of all leaves. */
    RexNode column(int i) {
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
        for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
            conditions.add(conjunct);
            boolean equality =
                    conjunct.getKind() == SqlKind.EQUALS || conjunct.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
            if (equality) {
                RexCall call = (RexCall) conjunct;
                same(bare(call.getOperands().get(0)), bare(call.getOperands().get(1)));
            }
        }
    }

    /** A column without casts and without the COALESCE of USING. */
    static RexNode bare(RexNode node) {
        boolean wrapped = node.getKind() == SqlKind.CAST || node.getKind() == SqlKind.COALESCE;
        return wrapped ? bare(((RexCall) node).getOperands().get(0)) : node;
    }

    private void same(RexNode a, RexNode b) {
        if (a instanceof RexInputRef x && b instanceof RexInputRef y) {
            Set<Integer> merged = new TreeSet<>(List.of(x.getIndex(), y.getIndex()));
            List<Set<Integer>> rest = new ArrayList<>();
            for (Set<Integer> group : equal) {
                if (group.contains(x.getIndex()) || group.contains(y.getIndex())) {
                    merged.addAll(group);
                } else {
                    rest.add(group);
                }
            }
            equal.clear();
            equal.addAll(rest);
            equal.add(merged);
        } else if (a instanceof RexInputRef x && RelOptUtil.InputFinder.bits(b).isEmpty()) {
            constant.add(x.getIndex());
        } else if (b instanceof RexInputRef y && RelOptUtil.InputFinder.bits(a).isEmpty()) {
            constant.add(y.getIndex());
        }
    }

    /** The column itself and all that are equal to it. */
    Set<Integer> equalTo(int column) {
        return equal.stream().filter(g -> g.contains(column)).findFirst().orElse(Set.of(column));
    }

    /** The relations of which several rows may meet one row of a leaf: they multiply it. */
    List<Leaf> multiplying(Leaf leaf) {
        Set<Leaf> fixed = new HashSet<>(Set.of(leaf));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Leaf other : leaves) {
                if (!fixed.contains(other) && isOne(other, fixed)) {
                    grown = fixed.add(other);
                }
            }
        }
        return leaves.stream().filter(l -> !fixed.contains(l)).toList();
    }

    /** Whether at most one of its rows meets one row of what is fixed. */
    private boolean isOne(Leaf leaf, Set<Leaf> fixed) {
        if (!leaf.isKeyed()) {
            return true;
        }
        List<Integer> bound = new ArrayList<>();
        for (int i = 0; i < leaf.rel.getRowType().getFieldCount(); i++) {
            Set<Integer> same = equalTo(leaf.offset + i);
            boolean known = same.stream()
                    .anyMatch(c -> constant.contains(c) || fixed.stream().anyMatch(f -> f.has(c)));
            if (known) {
                bound.add(i);
            }
        }
        return isUnique(leaf, bound);
    }

    /** Whether no two rows of a leaf agree in these of its columns. */
    boolean isUnique(Leaf leaf, List<Integer> own) {
        Double rows = metadata.getMaxRowCount(leaf.rel);
        return rows != null && rows <= 1
                || Boolean.TRUE.equals(metadata.areColumnsUnique(leaf.rel, ImmutableBitSet.of(own)));
    }
}
