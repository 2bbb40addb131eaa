package io.scorecard.split;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What a side is grouped by and summed up to before it is joined.
 *
 * <p>Expressions over the joined row are lifted onto the result: what they look at of the side becomes a
 * key of the early aggregate. Until all keys are known, lifted expressions name their columns by numbers
 * far beyond any row; {@link #placed} puts the real ones. Not thread-safe.
 */
final class EarlyParts {

    private static final int KEY = 1_000_000;
    private static final int CALL = 2_000_000;

    private final RexBuilder rex;
    private final Side side;
    private final List<RexNode> keys = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /** An early aggregate of one expression over the side's own row; of none: the number of rows. */
    private record Call(SqlAggFunction function, List<RexNode> arguments) {}

    EarlyParts(RexBuilder rex, Side side) {
        this.rex = rex;
        this.side = side;
    }

    /** An expression over the joined row as one over what the early aggregate gives. */
    RexNode lifted(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return side.bits().get(ref.getIndex()) ? key(ref) : ref;
            }

            @Override
            public RexNode visitCall(RexCall call) {
                // Of a row that the join makes up an expression may not be NULL although its columns are.
                return !side.madeUp() && side.owns(call) && Trees.canGroup(call) ? key(call) : super.visitCall(call);
            }
        });
    }

    private RexNode key(RexNode node) {
        int i = keys.indexOf(node);
        if (i < 0) {
            i = keys.size();
            keys.add(node);
        }
        return new RexInputRef(KEY + i, node.getType());
    }

    /** The result of an early aggregate over expressions of the side alone. */
    RexNode call(SqlAggFunction function, List<RexNode> arguments, RelDataType type) {
        Call call = new Call(function, arguments);
        int i = calls.indexOf(call);
        if (i < 0) {
            i = calls.size();
            calls.add(call);
        }
        return new RexInputRef(CALL + i, type);
    }

    RelNode aggregate() {
        List<RexNode> row = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (RexNode key : keys) {
            RexNode own = own(key);
            row.add(own);
            names.add(
                    own instanceof RexInputRef ref
                            ? side.rel().getRowType().getFieldNames().get(ref.getIndex())
                            : "k" + names.size());
        }
        List<Integer> argumentOf = new ArrayList<>();
        for (Call call : calls) {
            argumentOf.add(row.size());
            call.arguments().forEach(a -> row.add(own(a)));
        }
        if (row.isEmpty()) {
            row.add(rex.makeExactLiteral(BigDecimal.ONE));
        }
        while (names.size() < row.size()) {
            names.add("v" + names.size());
        }
        RelNode projected = LogicalProject.create(side.rel(), List.of(), row, names, Set.of());
        List<AggregateCall> aggregated = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            Call call = calls.get(i);
            aggregated.add(AggregateCall.create(
                    call.function(),
                    false,
                    false,
                    false,
                    List.of(),
                    call.arguments().isEmpty() ? List.of() : List.of(argumentOf.get(i)),
                    -1,
                    null,
                    org.apache.calcite.rel.RelCollations.EMPTY,
                    keys.isEmpty(),
                    projected,
                    null,
                    "e" + i));
        }
        return LogicalAggregate.create(projected, List.of(), ImmutableBitSet.range(keys.size()), null, aggregated);
    }

    /** An expression of the joined row over the side's own. */
    private RexNode own(RexNode node) {
        return RexUtil.shift(node, -side.first());
    }

    /** A lifted expression, once the early aggregate is known, over the new join's row. */
    RexNode placed(RexNode lifted, RelNode summed) {
        int columns = summed.getRowType().getFieldCount();
        return lifted.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                int i = ref.getIndex();
                if (i < KEY) {
                    return new RexInputRef(side.isLeft() ? i - side.columns() + columns : i, ref.getType());
                }
                int at = i >= CALL ? keys.size() + i - CALL : i - KEY;
                RelDataType type = summed.getRowType().getFieldList().get(at).getType();
                RelDataType seen = side.madeUp() ? rex.getTypeFactory().createTypeWithNullability(type, true) : type;
                return new RexInputRef(side.isLeft() ? at : side.others() + at, seen);
            }
        });
    }
}
