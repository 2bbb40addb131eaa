package io.scorecard.compiler.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/** An expression over what columns are made of. A column of rows around it and a subquery become what they rest on. */
final class SeenThrough extends RexShuttle {

    private final RexBuilder rex;
    private final List<RexNode> below;
    private final Map<CorrelationId, List<RexNode>> around;
    private final Scalar scalar;

    /** What the value of a subquery is a column of. */
    interface Scalar {
        RexNode of(RexSubQuery query, Map<CorrelationId, List<RexNode>> around);
    }

    SeenThrough(RexBuilder rex, List<RexNode> below, Map<CorrelationId, List<RexNode>> around, Scalar scalar) {
        this.scalar = scalar;
        this.rex = rex;
        this.below = below;
        this.around = around;
    }

    @Override
    public RexNode visitInputRef(RexInputRef ref) {
        return below.get(ref.getIndex());
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
        return RowsAround.column(access, around).orElse(access);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        if (query.getKind() == SqlKind.SCALAR_QUERY) {
            return scalar.of(query, around);
        }
        Set<RexNode> looked = new LinkedHashSet<>();
        query.getOperands().forEach(o -> looked.add(o.accept(this)));
        looked.addAll(RowsAround.seen(query.rel, around));
        return rex.makeCall(query.getType(), new InnerValue(query), new ArrayList<>(looked));
    }
}
