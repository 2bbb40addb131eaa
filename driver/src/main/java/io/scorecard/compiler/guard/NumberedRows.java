package io.scorecard.compiler.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/** Which rows a window looks at: where it numbers them, the first of each partition is one row. */
final class NumberedRows {

    private final Map<RexNode, ImmutableBitSet> rows = new HashMap<>();

    /** @param below the places of the rows that windows in these columns look at */
    void add(List<RexNode> columns, ImmutableBitSet below) {
        columns.forEach(column -> column.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                rows.putIfAbsent(over, below);
                return super.visitOver(over);
            }
        }));
    }

    ImmutableBitSet by(RexOver window) {
        return rows.getOrDefault(window, ImmutableBitSet.of());
    }
}
