package io.scorecard.compiler.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Branches of a UNION of which one has the total of what the other has in parts: {@code SUM(x)} over a table, and the same
 * by a column of it; a KPI's values in total, and by a segment. Added up together they are no total of anything.
 */
final class UnionLevels {

    /**
     * @param what what is added up in a branch, of which rows
     * @param level by which columns it is told apart
     * @param constants the columns of the branch that have one and the same value in all of its rows
     */
    private record Level(MeetingRows rows, JoinedRows.Leaf leaf, String what, String level, List<String> constants) {

        boolean isBeside(Level other) {
            return what.equals(other.what) && !level.equals(other.level) && constants.equals(other.constants);
        }
    }

    private static final String VALUES = "a view's values";

    private final UniqueKeys keys;

    UnionLevels(UniqueKeys keys) {
        this.keys = keys;
    }

    /** @param given the columns of the union that have one value in each group */
    Optional<Repeated.Finding> mixed(Union union, Taken taken, ImmutableBitSet given) {
        List<Level> levels = new ArrayList<>();
        for (RelNode branch : union.getInputs()) {
            for (Level level : levels(branch, taken, given)) {
                if (levels.stream().anyMatch(level::isBeside)) {
                    return Optional.of(
                            new Repeated.Finding(level.rows, List.of(level.leaf), List.of(), taken.arguments()));
                }
                levels.add(level);
            }
        }
        return Optional.empty();
    }

    private List<Level> levels(RelNode branch, Taken taken, ImmutableBitSet given) {
        MeetingRows rows = keys.rows(branch);
        List<String> constants = given.asList().stream()
                .map(rows::column)
                .map(c -> JoinedRows.bare(c) instanceof RexLiteral literal ? literal.toString() : "")
                .toList();
        List<Level> levels = new ArrayList<>();
        for (RexNode argument : taken.arguments()) {
            for (int place : Terms.places(rows.over(argument, Set.of()))) {
                JoinedRows.Leaf leaf = rows.leaf(place);
                int column = place - leaf.offset();
                SegmentLevels.level(rows, leaf).ifPresent(l -> levels.add(new Level(rows, leaf, VALUES, l, constants)));
                if (leaf.rel() instanceof Aggregate aggregate && column >= aggregate.getGroupCount()) {
                    AggregateCall call = aggregate.getAggCallList().get(column - aggregate.getGroupCount());
                    levels.add(new Level(rows, leaf, told(aggregate, call), grouping(aggregate), constants));
                    ofView(aggregate, call).ifPresent(l -> levels.add(new Level(rows, leaf, VALUES, l, constants)));
                } else if (leaf.rel() instanceof TableScan) {
                    String what = told(
                            "SUM",
                            rows,
                            List.of(RexInputRef.of(column, leaf.rel().getRowType())));
                    levels.add(new Level(rows, leaf, what, "each row", constants));
                }
            }
        }
        return levels;
    }

    private Optional<String> ofView(Aggregate aggregate, AggregateCall call) {
        MeetingRows rows = keys.rows(aggregate.getInput());
        return call.getArgList().stream()
                .flatMap(a -> rows.touched(Terms.places(rows.column(a))).stream())
                .flatMap(l -> SegmentLevels.level(rows, l).stream())
                .findFirst();
    }

    private String told(Aggregate aggregate, AggregateCall call) {
        MeetingRows rows = keys.rows(aggregate.getInput());
        String name = call.getAggregation().getName().replace("$SUM0", "SUM");
        return told(name, rows, call.getArgList().stream().map(rows::column).toList());
    }

    /** An aggregate, what it takes, of which relations, where. */
    private static String told(String name, MeetingRows rows, List<RexNode> arguments) {
        return name
                + arguments
                + rows.leaves().stream().map(l -> relation(l.rel())).toList()
                + new TreeSet<>(
                        rows.conditions().stream().map(RexNode::toString).toList());
    }

    static String relation(RelNode rel) {
        return rel instanceof TableScan ? rel.getTable().getQualifiedName().toString() : RelOptUtil.toString(rel);
    }

    private String grouping(Aggregate aggregate) {
        MeetingRows rows = keys.rows(aggregate.getInput());
        return aggregate.getGroupSets().stream()
                .map(g -> g.asList().stream()
                        .map(k -> rows.column(k).toString())
                        .sorted()
                        .toList()
                        .toString())
                .toList()
                .toString();
    }
}
