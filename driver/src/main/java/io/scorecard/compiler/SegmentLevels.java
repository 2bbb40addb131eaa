package io.scorecard.compiler;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Views such as {@code kpi_values} have the total of a KPI and the same once more by each segment, told apart by {@code
 * segment_name}. Added up together they are no KPI's value.
 */
final class SegmentLevels {

    /** What can be asked instead. */
    static final String ADVICE =
            "Take the total, WHERE segment_name IS NULL, or one segment, WHERE segment_name = 'segment',"
                    + " or group by segment_name.";

    private static final String LEVEL = "segment_name";

    private SegmentLevels() {}

    /** The place of the column that tells the levels of a view's rows apart, where it may have several. */
    private static Optional<Integer> place(JoinedRows.Leaf leaf) {
        int column = leaf.rel().getRowType().getFieldNames().indexOf(LEVEL);
        return column < 0 || !Views.wrote(leaf.rel()) || isNull(leaf.rel(), column)
                ? Optional.empty()
                : Optional.of(leaf.offset() + column);
    }

    static boolean has(JoinedRows.Leaf leaf) {
        return place(leaf).isPresent();
    }

    /** Whether several levels would be added up: one is neither grouped by, nor pinned, nor looked at. */
    static Optional<JoinedRows.Leaf> mixed(
            MeetingRows rows, Taken taken, List<RexNode> arguments, ImmutableBitSet places, ImmutableBitSet given) {
        if (taken.kind() == SqlKind.COUNT) {
            return Optional.empty();
        }
        ImmutableBitSet fixed = rows.known(null, given);
        return rows.touched(places).stream()
                .filter(l -> place(l).filter(p -> !fixed.get(p) && !isLookedAt(arguments, p))
                        .isPresent())
                .findFirst();
    }

    private static boolean isLookedAt(List<RexNode> arguments, int place) {
        return arguments.stream().anyMatch(a -> MeetingRows.places(a).get(place));
    }

    private static boolean isNull(RelNode rel, int column) {
        if (rel instanceof Project project) {
            RexNode value = project.getProjects().get(column);
            RexNode plain = value.getKind() == SqlKind.CAST
                    ? ((RexCall) value).getOperands().get(0)
                    : value;
            return plain instanceof RexLiteral literal && literal.isNull()
                    || plain instanceof RexInputRef ref && isNull(project.getInput(), ref.getIndex());
        }
        boolean same = rel instanceof Union || rel instanceof Filter || rel instanceof Sort;
        return same && rel.getInputs().stream().allMatch(i -> isNull(i, column));
    }
}
