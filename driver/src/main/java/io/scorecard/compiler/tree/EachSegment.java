package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Groups by several segments, one at a time, in one aggregate: {@code GROUP BY each_segment_name('a', a, 'b', b),
 * each_segment_value('a', a, 'b', b)} counts each row once by {@code a} and once by {@code b}.
 *
 * <p>{@code rows → rows × (VALUES 'a', 'b') → GROUP BY name, CASE name WHEN 'a' THEN a WHEN 'b' THEN b END}. A branch
 * is so read and planned once, and not once for each segment.
 */
public final class EachSegment {

    private static final String NAME = "each_name";

    private EachSegment() {}

    /** These columns of the rows; where they ask for each segment, a row for each of them. */
    public static Rows select(Build build, Rows rows, Map<String, RexNode> columns) {
        List<RexNode> operands = columns.values().stream()
                .filter(EachSegment::isEach)
                .map(c -> ((RexCall) c).getOperands())
                .findFirst()
                .orElse(List.of());
        if (operands.isEmpty()) {
            return rows.select(columns);
        }
        RelDataType text = build.types.nullable(SqlTypeName.VARCHAR);
        Map<String, RexNode> flat = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (!isEach(column) && !(column instanceof RexLiteral)) {
                flat.put(name, column);
            }
        });
        List<List<RexNode>> names = new ArrayList<>();
        for (int i = 0; i < operands.size(); i += 2) {
            names.add(List.of(operands.get(i)));
            flat.put(value(i), build.cast(operands.get(i + 1), text));
        }
        Rows all = rows.select(flat)
                .join(
                        JoinRelType.INNER,
                        Rows.values(build, Map.of(NAME, text), names),
                        (r, n) -> build.rex.makeLiteral(true));
        RexNode value = build.nothing(text);
        for (int i = operands.size() - 2; i >= 0; i -= 2) {
            value = build.when(build.equal(all.col(NAME), operands.get(i)), all.col(value(i)), value);
        }
        RexNode chosen = value;
        Map<String, RexNode> out = new LinkedHashMap<>();
        columns.forEach((name, column) -> out.put(name, placed(all, name, column, chosen)));
        return all.select(out);
    }

    /** A literal stays one: the share of a percentile may be nothing else. */
    private static RexNode placed(Rows all, String name, RexNode column, RexNode value) {
        if (column instanceof RexLiteral) {
            return column;
        }
        if (!isEach(column)) {
            return all.col(name);
        }
        return ((RexCall) column).getOperator() == Operators.EACH_SEGMENT_NAME ? all.col(NAME) : value;
    }

    private static String value(int i) {
        return "each_" + i;
    }

    private static boolean isEach(RexNode column) {
        return column instanceof RexCall call
                && (call.getOperator() == Operators.EACH_SEGMENT_NAME
                        || call.getOperator() == Operators.EACH_SEGMENT_VALUE);
    }
}
