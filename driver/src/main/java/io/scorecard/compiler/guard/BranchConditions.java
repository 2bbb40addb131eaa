package io.scorecard.compiler.guard;

import io.scorecard.compiler.tree.Simplifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Whether conditions of two branches exclude each other. What one would have to compute to know, a parameter, the current
 * day or what IN tells of a subquery, is taken for a column: equal to itself, and to anything else it may be or not. So
 * only what is proven tells branches apart.
 */
final class BranchConditions extends RexShuttle {

    /** A place behind those of all columns. */
    private static final int BEHIND = 1 << 20;

    /** How many combinations of parts of ORs are looked at; of more it is not believed that they exclude each other. */
    private static final int MOST = 100;

    private static final Map<SqlOperator, SqlOperator> OPPOSITES = Map.of(
            SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_SENSITIVE,
            SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE,
            SqlStdOperatorTable.NEGATED_POSIX_REGEX_CASE_INSENSITIVE,
            SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE);

    private final RexBuilder rex;
    private final WrittenMoments moments;
    private final Map<String, RexNode> computed = new HashMap<>();
    private int left;

    BranchConditions(RexBuilder rex) {
        this.rex = rex;
        this.moments = new WrittenMoments(rex);
    }

    boolean exclude(List<RexNode> some, List<RexNode> others) {
        List<RexNode> both = Stream.concat(some.stream(), others.stream())
                .map(c -> c.accept(this))
                .flatMap(c -> RelOptUtil.conjunctions(plain(c)).stream())
                .toList();
        left = MOST;
        return exclude(both);
    }

    /** Whether no row has all of them: none has them with the one part of an OR, and none with another. */
    private boolean exclude(List<RexNode> all) {
        if (left-- <= 0) {
            return false;
        }
        if (new RexSimplify(rex, RelOptPredicateList.EMPTY, Simplifier.NONE)
                .simplifyUnknownAsFalse(RexUtil.composeConjunction(rex, all))
                .isAlwaysFalse()) {
            return true;
        }
        Optional<RexNode> either =
                all.stream().filter(c -> c.getKind() == SqlKind.OR).findFirst();
        return either.isPresent()
                && RelOptUtil.disjunctions(either.get()).stream().allMatch(part -> {
                    List<RexNode> one = new ArrayList<>(all);
                    one.remove(either.get());
                    one.addAll(RelOptUtil.conjunctions(plain(part)));
                    return exclude(one);
                });
    }

    /** A condition, where not to know is no, as one that knows. */
    private RexNode plain(RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return condition;
        }
        RexNode of = call.getOperands().get(0);
        return switch (condition.getKind()) {
            case IS_TRUE -> of;
            case IS_FALSE -> not(of);
            case IS_NOT_TRUE -> rex.makeCall(SqlStdOperatorTable.OR, not(of), unknown(of));
            case IS_NOT_FALSE -> rex.makeCall(SqlStdOperatorTable.OR, of, unknown(of));
            default -> condition;
        };
    }

    private RexNode not(RexNode condition) {
        return rex.makeCall(SqlStdOperatorTable.NOT, condition);
    }

    private RexNode unknown(RexNode condition) {
        return rex.makeCall(SqlStdOperatorTable.IS_NULL, condition);
    }

    @Override
    public RexNode visitCall(RexCall call) {
        if (call.getOperator() instanceof InnerValue inner) {
            return column(inner.text() + call.getOperands(), call.getType());
        }
        SqlOperator opposite = OPPOSITES.get(call.getOperator());
        if (opposite != null) {
            return not(
                    rex.makeCall(call.getType(), opposite, call.getOperands()).accept(this));
        }
        RexNode settled = moments.settled((RexCall) super.visitCall(call));
        boolean isComputed = settled instanceof RexCall
                && MeetingRows.places(call).isEmpty()
                && call.getType().getSqlTypeName() != SqlTypeName.BOOLEAN;
        return isComputed ? column(call.toString(), call.getType()) : settled;
    }

    @Override
    public RexNode visitDynamicParam(RexDynamicParam parameter) {
        return column(parameter.toString(), parameter.getType());
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        return column(query.toString(), query.getType());
    }

    private RexNode column(String text, RelDataType type) {
        return computed.computeIfAbsent(text + type, t -> new RexInputRef(BEHIND + computed.size(), type));
    }
}
