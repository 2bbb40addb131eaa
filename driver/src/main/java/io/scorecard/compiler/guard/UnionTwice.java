package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.Simplifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.TimestampString;

/**
 * Branches of a UNION ALL that have the same rows: {@code .. WHERE channel = 'email' UNION ALL .. WHERE minutes > 8} has
 * long emails twice. Of conditions that are not understood it is believed that they tell the branches apart.
 */
final class UnionTwice {

    /**
     * @param what is taken of which relations
     * @param conditions of the branch, then of what it groups
     */
    private record Rows(String what, List<List<RexNode>> conditions) {}

    /** @param leaf of which a finding tells */
    private record Branch(Rows rows, MeetingRows meeting, JoinedRows.Leaf leaf) {}

    private final UniqueKeys keys;

    UnionTwice(UniqueKeys keys) {
        this.keys = keys;
    }

    /** @param given the columns of the union that have one value in each group */
    Optional<Repeated.Finding> found(Union union, Taken taken, ImmutableBitSet given) {
        List<Branch> before = new ArrayList<>();
        for (RelNode input : union.all ? union.getInputs() : List.<RelNode>of()) {
            Optional<Branch> branch = branch(input, taken, given);
            if (branch.isPresent() && before.stream().anyMatch(b -> overlap(b, branch.get()))) {
                return Optional.of(
                        Repeated.Finding.inBranches(branch.get().meeting, branch.get().leaf, taken.arguments()));
            }
            branch.ifPresent(before::add);
        }
        return Optional.empty();
    }

    private Optional<Branch> branch(RelNode input, Taken taken, ImmutableBitSet given) {
        MeetingRows rows = keys.rows(input);
        boolean counts = taken.kind() == SqlKind.COUNT;
        Stream<RexNode> values =
                counts ? columns(rows, input) : taken.arguments().stream().map(a -> rows.over(a, Set.of()));
        List<RexNode> what =
                Stream.concat(values, given.asList().stream().map(rows::column)).toList();
        boolean isOfNone = what.stream().map(Terms::places).allMatch(ImmutableBitSet::isEmpty);
        return rows.leaves().stream()
                .filter(l -> !isOfNone && (l.rel() instanceof TableScan || l.rel() instanceof Aggregate))
                .findFirst()
                .map(l -> new Branch(rows(rows, what), rows, l));
    }

    private static Stream<RexNode> columns(MeetingRows rows, RelNode rel) {
        return Stream.iterate(0, i -> i < rel.getRowType().getFieldCount(), i -> i + 1)
                .map(rows::column);
    }

    private Rows rows(MeetingRows rows, List<RexNode> what) {
        StringBuilder text = new StringBuilder(what.toString());
        List<List<RexNode>> conditions = new ArrayList<>();
        conditions.add(rows.conditions().stream().map(c -> settled(rows, c)).toList());
        for (JoinedRows.Leaf leaf : rows.leaves()) {
            if (leaf.rel() instanceof TableScan scan) {
                text.append(scan.getTable().getQualifiedName());
            } else if (leaf.rel() instanceof Aggregate aggregate) {
                RelNode input = aggregate.getInput();
                Rows below =
                        rows(keys.rows(input), columns(keys.rows(input), input).toList());
                text.append(aggregate.getGroupSets())
                        .append(aggregate.getAggCallList())
                        .append(below.what);
                conditions.addAll(below.conditions);
            } else {
                text.append(UnionLevels.relation(leaf.rel()));
            }
        }
        return new Rows(text.toString(), conditions);
    }

    /** Numbers and days that are cast to the type of what they are compared with, as literals. */
    private static RexNode settled(MeetingRows rows, RexNode condition) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                if (call.getKind() != SqlKind.CAST || !(call.getOperands().get(0) instanceof RexLiteral literal)) {
                    return super.visitCall(call);
                }
                SqlTypeName to = call.getType().getSqlTypeName();
                DateString day = literal.getTypeName() == SqlTypeName.DATE && to == SqlTypeName.TIMESTAMP
                        ? literal.getValueAs(DateString.class)
                        : null;
                boolean isNumber = SqlTypeName.NUMERIC_TYPES.contains(to)
                        && SqlTypeName.NUMERIC_TYPES.contains(literal.getType().getSqlTypeName());
                return day != null
                        ? rows.rex()
                                .makeTimestampLiteral(
                                        TimestampString.fromMillisSinceEpoch(day.getMillisSinceEpoch()),
                                        call.getType().getPrecision())
                        : isNumber ? literal : call;
            }
        });
    }

    private static boolean overlap(Branch a, Branch b) {
        if (!a.rows.what.equals(b.rows.what)) {
            return false;
        }
        for (int i = 0; i < a.rows.conditions.size(); i++) {
            List<RexNode> both = new ArrayList<>(a.rows.conditions.get(i));
            both.addAll(b.rows.conditions.get(i));
            boolean understood = both.stream().allMatch(UnionTwice::isUnderstood);
            boolean same = a.rows.conditions.get(i).equals(b.rows.conditions.get(i));
            if (!same && (!understood || excluded(a.meeting, both))) {
                return false;
            }
        }
        return true;
    }

    private static boolean excluded(MeetingRows rows, List<RexNode> conditions) {
        return new RexSimplify(rows.rex(), RelOptPredicateList.EMPTY, Simplifier.NONE)
                .simplifyUnknownAsFalse(RexUtil.composeConjunction(rows.rex(), conditions))
                .isAlwaysFalse();
    }

    /** Nothing in it that one would have to compute to know. */
    private static boolean isUnderstood(RexNode node) {
        if (node instanceof RexDynamicParam || node instanceof RexSubQuery) {
            return false;
        }
        return !(node instanceof RexCall call)
                || !(call.getOperator() instanceof InnerValue)
                        && !MeetingRows.places(call).isEmpty()
                        && call.getOperands().stream().allMatch(UnionTwice::isUnderstood);
    }
}
