package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.Rewrite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What a relation in LATERAL or in a subquery looks at of the rows around it: it is another one for each of their values.
 *
 * @param equal those that its own rows tell, because a column of theirs must be equal: each of its rows is then for one
 *     value of them alone
 */
record RowsAround(ImmutableBitSet places, ImmutableBitSet equal) {

    static final RowsAround NONE = new RowsAround(ImmutableBitSet.of(), ImmutableBitSet.of());

    static RowsAround of(RelNode rel, Map<CorrelationId, List<RexNode>> around, RexBuilder rex) {
        ImmutableBitSet.Builder equal = ImmutableBitSet.builder();
        equated(rel, rex, around, equal);
        ImmutableBitSet places = seen(rel, around).stream()
                .map(MeetingRows::places)
                .reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
        return places.isEmpty() ? NONE : new RowsAround(places, equal.build());
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Conditions that hold for each of its rows. */
    private static void equated(
            RelNode rel, RexBuilder rex, Map<CorrelationId, List<RexNode>> around, ImmutableBitSet.Builder equal) {
        RexNode condition = rel instanceof Filter filter
                ? filter.getCondition()
                : rel instanceof Join join && join.getJoinType() == JoinRelType.INNER ? join.getCondition() : null;
        if (condition != null) {
            for (RexNode conjunct : RelOptUtil.conjunctions(RexUtil.expandSearch(rex, null, condition))) {
                equated(conjunct, around).ifPresent(c -> equal.addAll(MeetingRows.places(c)));
            }
        }
        if (condition != null || rel instanceof SingleRel) {
            rel.getInputs().forEach(i -> equated(i, rex, around, equal));
        }
    }

    /** The column of the rows around that is equal to a column of a row. */
    private static Optional<RexNode> equated(RexNode conjunct, Map<CorrelationId, List<RexNode>> around) {
        if (conjunct.getKind() != SqlKind.EQUALS && conjunct.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
            return Optional.empty();
        }
        RexNode a = JoinedRows.bare(((RexCall) conjunct).getOperands().get(0));
        RexNode b = JoinedRows.bare(((RexCall) conjunct).getOperands().get(1));
        return a instanceof RexFieldAccess access && !MeetingRows.places(b).isEmpty()
                ? column(access, around)
                : b instanceof RexFieldAccess access && !MeetingRows.places(a).isEmpty()
                        ? column(access, around)
                        : Optional.empty();
    }

    static Optional<RexNode> column(RexFieldAccess access, Map<CorrelationId, List<RexNode>> around) {
        return access.getReferenceExpr() instanceof RexCorrelVariable row && around.containsKey(row.id)
                ? Optional.of(around.get(row.id).get(access.getField().getIndex()))
                : Optional.empty();
    }

    /** The columns of rows around that are looked at, also in subqueries. */
    static Set<RexNode> seen(RelNode rel, Map<CorrelationId, List<RexNode>> around) {
        Set<RexNode> seen = new LinkedHashSet<>();
        rel.accept(new Rewrite() {
            @Override
            protected RelNode rewrite(RelNode node) {
                node.accept(new RexShuttle() {
                    @Override
                    public RexNode visitFieldAccess(RexFieldAccess access) {
                        column(access, around).ifPresent(seen::add);
                        return access;
                    }
                });
                return node;
            }
        });
        return seen;
    }
}
