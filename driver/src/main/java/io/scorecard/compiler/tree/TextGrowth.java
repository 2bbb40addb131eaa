package io.scorecard.compiler.tree;

import io.scorecard.functions.ErrorCode;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Refuses texts that are put together of too many: {@code a || a} of {@code a || a}, forty times over, is a question of
 * a few lines and a text of a terabyte, which an engine builds without looking at any limit.
 *
 * <p>Counted are the texts that a column of a relation is made of, at most.
 */
public final class TextGrowth {

    private static final int MOST = 200;
    private static final Set<String> JOINING = Set.of("||", "CONCAT", "CONCAT_WS", "OVERLAY");

    private final Map<RelNode, int[]> known = new IdentityHashMap<>();

    private TextGrowth() {}

    /** @throws io.scorecard.functions.ScorecardException 2010 */
    public static void check(RelNode question) {
        new TextGrowth().columns(question);
    }

    private int[] columns(RelNode relation) {
        int[] counted = known.get(relation);
        if (counted == null) {
            counted = counted(relation);
            known.put(relation, counted);
        }
        return counted;
    }

    private int[] counted(RelNode relation) {
        int width = relation.getRowType().getFieldCount();
        if (relation instanceof Project project) {
            int[] below = columns(project.getInput());
            return project.getProjects().stream().mapToInt(e -> parts(e, below)).toArray();
        }
        if (relation instanceof Join join) {
            int[] left = columns(join.getLeft());
            int[] right = columns(join.getRight());
            int[] both = Arrays.copyOf(left, left.length + right.length);
            System.arraycopy(right, 0, both, left.length, right.length);
            return Arrays.copyOf(both, width);
        }
        int[] most = new int[width];
        Arrays.fill(most, 1);
        boolean sameColumns = relation instanceof SetOp || !(relation instanceof Aggregate);
        for (RelNode input : relation.getInputs()) {
            int[] below = columns(input);
            int largest = Arrays.stream(below).max().orElse(1);
            for (int i = 0; i < width; i++) {
                most[i] = Math.max(most[i], sameColumns && below.length == width ? below[i] : largest);
            }
        }
        return most;
    }

    private int parts(RexNode expression, int[] columns) {
        if (expression instanceof RexInputRef column) {
            return columns[column.getIndex()];
        }
        int parts = 1;
        if (expression instanceof RexSubQuery query) {
            parts = Arrays.stream(columns(query.rel)).max().orElse(1);
        } else if (expression instanceof RexCall call) {
            boolean joining = JOINING.contains(call.getOperator().getName());
            int sum = 0;
            for (RexNode operand : call.getOperands()) {
                int part = parts(operand, columns);
                sum += part;
                parts = Math.max(parts, joining ? sum : part);
            }
        }
        if (parts > MOST) {
            throw ErrorCode.TOO_LARGE.with(
                    "a text is put together of more than " + MOST + " others", "Put fewer texts together.");
        }
        return parts;
    }
}
