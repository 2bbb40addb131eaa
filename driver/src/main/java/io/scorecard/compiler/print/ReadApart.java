package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.TimestampString;

/**
 * Versions that hold at one of two moments, as two readings without a row in common, on DuckDB and of {@link KeptTables}:
 *
 * <pre>{@code
 * WHERE a AND (b AND c OR d) → WHERE a AND b AND c UNION ALL .. WHERE a AND d AND NOT (b AND c IS TRUE)
 * }</pre>
 *
 * <p>A condition on one column is tested while it is read, and of the other columns only the rows that pass are; an OR
 * of conditions on two columns is tested after all were read. Where the moments are far apart, most versions hold at
 * neither, and a second look at two columns takes a fifth of what it takes to read all of them; where they are near,
 * many hold at both, and one reading is enough.
 */
final class ReadApart extends Rewrite {

    /** So many days apart it took .65 to .96 of one reading, a year apart .97 to 1.12, a month 1.18 to 1.31. */
    private static final long FAR = 730;

    private final KeptTables kept;

    ReadApart(KeptTables kept) {
        this.kept = kept;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter)
                || !kept.isRead(filter.getInput())
                || !filter.getVariablesSet().isEmpty()
                || RexUtil.SubQueryFinder.containsSubQuery(filter)) {
            return node;
        }
        List<RexNode> always = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
        List<RexNode> choices = always.stream()
                .filter(c -> c.isA(SqlKind.OR) && columns(c).cardinality() > 1)
                .toList();
        if (choices.size() != 1 || !always.remove(choices.get(0))) {
            return node;
        }
        List<RexNode> one = new ArrayList<>();
        List<RexNode> other = new ArrayList<>();
        for (RexNode choice : RelOptUtil.disjunctions(choices.get(0))) {
            (columns(choice).cardinality() > 1 ? one : other).add(choice);
        }
        RexBuilder rex = node.getCluster().getRexBuilder();
        RexNode single = RexUtil.composeDisjunction(rex, other);
        if (one.size() != 1
                || columns(single).cardinality() != 1
                || !isOfMoments(single)
                || !RelOptUtil.conjunctions(one.get(0)).stream().allMatch(ReadApart::isOfMoments)
                || days(moments(one.get(0)), moments(single)) < FAR) {
            return node;
        }
        List<RexNode> first = new ArrayList<>(always);
        first.add(one.get(0));
        List<RexNode> second = new ArrayList<>(always);
        second.add(single);
        second.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_TRUE, one.get(0)));
        return LogicalUnion.create(List.of(part(filter, first), part(filter, second)), true);
    }

    private static RelNode part(Filter filter, List<RexNode> conditions) {
        return LogicalFilter.create(
                filter.getInput(),
                RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), conditions));
    }

    /** Moments of one column compared with moments that are known, or whether there is one. */
    private static boolean isOfMoments(RexNode condition) {
        if (condition.isA(SqlKind.OR)) {
            return columns(condition).cardinality() == 1
                    && RelOptUtil.disjunctions(condition).stream().allMatch(ReadApart::isOfMoments);
        }
        if (condition.isA(SqlKind.IS_NULL)) {
            return isMoment(operand(condition, 0));
        }
        return condition.isA(SqlKind.COMPARISON)
                && isMoment(operand(condition, 0))
                && operand(condition, 1) instanceof RexLiteral;
    }

    private static List<Long> moments(RexNode condition) {
        List<Long> found = new ArrayList<>();
        condition.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitLiteral(RexLiteral literal) {
                TimestampString moment = literal.getValueAs(TimestampString.class);
                if (moment != null) {
                    found.add(moment.getMillisSinceEpoch());
                }
                return null;
            }
        });
        return found;
    }

    /** How far the nearest moments are apart. */
    private static long days(List<Long> some, List<Long> others) {
        return some.stream()
                .flatMap(a -> others.stream().map(b -> TimeUnit.MILLISECONDS.toDays(Math.abs(a - b))))
                .min(Long::compare)
                .orElse(0L);
    }

    private static RexNode operand(RexNode call, int place) {
        return ((RexCall) call).getOperands().get(place);
    }

    private static boolean isMoment(RexNode node) {
        return node instanceof RexInputRef && node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP;
    }

    private static ImmutableBitSet columns(RexNode condition) {
        return RelOptUtil.InputFinder.bits(condition);
    }
}
