package io.scorecard.compiler;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** An expression over what columns are made of. A column of rows around it and a subquery become what they rest on. */
final class SeenThrough extends RexShuttle {

    private final RexBuilder rex;
    private final List<RexNode> below;
    private final Map<CorrelationId, List<RexNode>> around;

    SeenThrough(RexBuilder rex, List<RexNode> below, Map<CorrelationId, List<RexNode>> around) {
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
        if (access.getReferenceExpr() instanceof RexCorrelVariable row && around.containsKey(row.id)) {
            return around.get(row.id).get(access.getField().getIndex());
        }
        return access;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        Set<RexNode> looked = new LinkedHashSet<>();
        query.getOperands().forEach(o -> looked.add(o.accept(this)));
        query.rel.accept(new Rewrite() {
            @Override
            RelNode rewrite(RelNode node) {
                node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitFieldAccess(RexFieldAccess access) {
                        RexNode seen = SeenThrough.this.visitFieldAccess(access);
                        if (seen != access) {
                            looked.add(seen);
                        }
                        return access;
                    }
                });
                return node;
            }
        });
        return rex.makeCall(query.getType(), new InnerValue(query), new ArrayList<>(looked));
    }
}
