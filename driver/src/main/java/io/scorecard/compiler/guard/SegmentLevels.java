package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.Views;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
 * Views such as {@code kpi_values} have the total of a KPI and the same once more by each segment, told apart by the column that
 * the view declares as {@code levels}. Added up together they are no KPI's value.
 */
final class SegmentLevels {

    private SegmentLevels() {}

    /** The place of the column that tells the levels of a view's rows apart, where it may have several. */
    private static Optional<Integer> place(JoinedRows.Leaf leaf) {
        return column(leaf).filter(c -> !isNull(leaf.rel(), c)).map(c -> leaf.offset() + c);
    }

    private static Optional<Integer> column(JoinedRows.Leaf leaf) {
        List<String> names = leaf.rel().getRowType().getFieldNames();
        return Views.levels(leaf.rel()).map(names::indexOf).filter(c -> c >= 0);
    }

    /** Which of its levels conditions leave of a view, in words of their own; empty where it is no such view. */
    static Optional<String> level(MeetingRows rows, JoinedRows.Leaf leaf) {
        return column(leaf)
                .map(c -> isNull(leaf.rel(), c)
                        ? "total"
                        : new TreeSet<>(rows.conditionTexts(leaf.offset() + c)).toString());
    }

    /** What can be asked instead; empty where it is no such view. */
    static Optional<String> advice(JoinedRows.Leaf leaf) {
        return Views.levels(leaf.rel())
                .map(l -> "Take the total, WHERE " + l + " IS NULL, or one segment, WHERE " + l
                        + " = 'segment', or group by " + l + ".");
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
