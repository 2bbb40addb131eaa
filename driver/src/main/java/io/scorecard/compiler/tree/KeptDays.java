package io.scorecard.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/**
 * Whether each row of a relation rests on rows of another one that have its days: then who looks at no more than some days
 * of the first needs no more than those of the other. A sum of several days, a window over them and a day that is
 * computed look at other ones. Only what is surely so is said to be. Immutable.
 *
 * @param read the name of the relation that is read
 * @param days its columns that are days
 */
record KeptDays(String read, List<String> days) {

    /** @param columns the days of the node's rows */
    boolean of(RelNode node, List<Integer> columns) {
        if (!reads(node)) {
            return true;
        }
        if (node instanceof TableScan) {
            List<String> names = node.getRowType().getFieldNames();
            return columns.stream().allMatch(c -> days.contains(names.get(c)));
        }
        if (node instanceof Filter filter) {
            return !hasMore(List.of(filter.getCondition())) && of(filter.getInput(), columns);
        }
        if (node instanceof Project project) {
            List<RexNode> kept =
                    columns.stream().map(project.getProjects()::get).toList();
            return !hasMore(project.getProjects())
                    && kept.stream().allMatch(RexInputRef.class::isInstance)
                    && of(
                            project.getInput(),
                            kept.stream().map(k -> ((RexInputRef) k).getIndex()).toList());
        }
        if (node instanceof Aggregate aggregate) {
            List<Integer> keys = aggregate.getGroupSet().asList();
            return aggregate.getGroupType() == Aggregate.Group.SIMPLE
                    && columns.stream().allMatch(c -> c < keys.size())
                    && of(aggregate.getInput(), columns.stream().map(keys::get).toList());
        }
        if (node instanceof Union union) {
            return union.getInputs().stream().allMatch(i -> of(i, columns));
        }
        return node instanceof Join join && ofJoin(join, columns);
    }

    /** Rows of one side, each with what it meets; not those that meet none. */
    private boolean ofJoin(Join join, List<Integer> columns) {
        boolean left = reads(join.getLeft());
        int before = join.getLeft().getRowType().getFieldCount();
        boolean keeps = join.getJoinType() == JoinRelType.INNER
                || join.getJoinType() == (left ? JoinRelType.LEFT : JoinRelType.RIGHT);
        List<Integer> own = new ArrayList<>();
        columns.forEach(c -> own.add(left ? c : c - before));
        RelNode side = left ? join.getLeft() : join.getRight();
        return keeps
                && !reads(left ? join.getRight() : join.getLeft())
                && !hasMore(List.of(join.getCondition()))
                && own.stream().allMatch(c -> c >= 0 && c < side.getRowType().getFieldCount())
                && of(side, own);
    }

    private static boolean hasMore(List<RexNode> expressions) {
        return RexOver.containsOver(expressions, null)
                || expressions.stream().anyMatch(e -> RexUtil.SubQueryFinder.find(e) != null);
    }

    private boolean reads(RelNode node) {
        boolean[] found = {false};
        node.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode part) {
                RelationView view =
                        part instanceof TableScan scan ? scan.getTable().unwrap(RelationView.class) : null;
                found[0] |= view != null && view.name().equals(read);
                return part;
            }
        });
        return found[0];
    }
}
