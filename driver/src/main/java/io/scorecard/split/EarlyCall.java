package io.scorecard.split;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How one aggregate is put together from early ones: {@code SUM(x) → SUM(early SUM(x))}, {@code COUNT(x) →
 * SUM(early COUNT(x))}, MIN and MAX alike; {@code DISTINCT x} makes x a key of the early aggregate, and stays.
 *
 * @param again the aggregate over the joined rows
 * @param argument lifted by {@link EarlyParts}; null for GROUPING, whose arguments are keys
 */
record EarlyCall(
        AggregateCall original,
        SqlAggFunction again,
        @Nullable RexNode argument) {

    /** Evaluates nothing: Calcite's own compiles Java at run time. */
    private static final RexExecutor NONE = (builder, constants, results) -> results.addAll(constants);

    /** Empty where it cannot be put together from parts. */
    static Optional<EarlyCall> of(
            RexBuilder rex, EarlyParts parts, Side side, AggregateCall call, List<RexNode> fields) {
        return new Maker(rex, parts, side, call, fields).made();
    }

    /** Takes one aggregate apart: {@code AGG(x) FILTER (c)} is {@code AGG(CASE WHEN c THEN x END)}. */
    private static final class Maker {

        private final RexBuilder rex;
        private final EarlyParts parts;
        private final Side side;
        private final AggregateCall call;
        private final List<RexNode> own = new ArrayList<>();
        private final List<RexNode> others = new ArrayList<>();
        private @Nullable RexNode value;

        Maker(RexBuilder rex, EarlyParts parts, Side side, AggregateCall call, List<RexNode> fields) {
            this.rex = rex;
            this.parts = parts;
            this.side = side;
            this.call = call;
            if (call.hasFilter()) {
                condition(fields.get(call.filterArg));
            }
            value = call.getArgList().isEmpty()
                    ? null
                    : fields.get(call.getArgList().get(0));
            while (value instanceof RexCall when
                    && when.getKind() == SqlKind.CASE
                    && when.getOperands().size() == 3
                    && RexLiteral.isNullLiteral(when.getOperands().get(2))) {
                condition(when.getOperands().get(0));
                value = when.getOperands().get(1);
            }
        }

        private void condition(RexNode condition) {
            RexNode bare = condition instanceof RexCall c && c.getKind() == SqlKind.IS_TRUE
                    ? c.getOperands().get(0)
                    : condition;
            for (RexNode each : RelOptUtil.conjunctions(bare)) {
                (side.owns(each) ? own : others).add(each);
            }
        }

        Optional<EarlyCall> made() {
            SqlKind kind = call.getAggregation().getKind();
            if (kind == SqlKind.GROUPING || kind == SqlKind.GROUPING_ID || kind == SqlKind.GROUP_ID) {
                return again(call.getAggregation(), null);
            }
            if (call.getArgList().size() > 1) {
                return Optional.empty();
            }
            if (call.isDistinct() && value != null) {
                List<RexNode> all = new ArrayList<>(own);
                all.addAll(others);
                return again(call.getAggregation(), parts.lifted(when(all, value)));
            }
            return switch (kind) {
                case COUNT ->
                    value == null || isSomething(value) ? rows(null) : side.owns(value) ? summed() : rows(value);
                case MIN, MAX -> side.owns(value) ? summed() : unchanged();
                case SUM, SUM0 -> side.owns(value) || RexUtil.isLiteral(value, true) ? summed() : weighted();
                default -> Optional.empty();
            };
        }

        private Optional<EarlyCall> again(SqlAggFunction function, @Nullable RexNode argument) {
            return Optional.of(new EarlyCall(call, function, argument));
        }

        private static boolean isSomething(RexNode node) {
            return node instanceof RexLiteral literal && !literal.isNull();
        }

        /** Early over the side's own value, then over the results. */
        private Optional<EarlyCall> summed() {
            RexNode early = when(own, value);
            if (side.madeUp() && !isNullOfNulls(early)) {
                return Optional.empty();
            }
            SqlAggFunction function = call.getAggregation();
            RexNode result = parts.call(function, List.of(early), nullable(call.getType()));
            return again(
                    function.getKind() == SqlKind.COUNT ? SqlStdOperatorTable.SUM0 : function,
                    when(lifted(others), result));
        }

        /** A smallest or largest value of the other side: how often a row is met does not matter. */
        private Optional<EarlyCall> unchanged() {
            List<RexNode> all = new ArrayList<>(own);
            all.addAll(others);
            return again(call.getAggregation(), parts.lifted(when(all, value)));
        }

        /** How many rows there are, where the given value is not NULL. */
        private Optional<EarlyCall> rows(@Nullable RexNode counted) {
            Optional<RexNode> count = count();
            if (count.isEmpty()) {
                return Optional.empty();
            }
            List<RexNode> conditions = new ArrayList<>(lifted(others));
            if (counted != null) {
                conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, parts.lifted(counted)));
            }
            return again(SqlStdOperatorTable.SUM0, when(conditions, count.get()));
        }

        /** A sum over a value that is the same for all rows of an early group. */
        private Optional<EarlyCall> weighted() {
            boolean exact = SqlTypeName.INT_TYPES.contains(value.getType().getSqlTypeName());
            Optional<RexNode> count = count();
            if (!exact || count.isEmpty()) {
                return Optional.empty();
            }
            RelDataType wide = nullable(rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
            // A group without any row is NULL, not nothing times the value.
            RexNode some = rex.makeCall(
                    wide, SqlStdOperatorTable.NULLIF, List.of(count.get(), rex.makeExactLiteral(BigDecimal.ZERO)));
            RexNode times = rex.makeCall(
                    wide,
                    SqlStdOperatorTable.MULTIPLY,
                    List.of(rex.ensureType(wide, parts.lifted(value), false), some));
            return again(call.getAggregation(), when(lifted(others), times));
        }

        /** How many rows of the side an early group stands for. */
        private Optional<RexNode> count() {
            RelDataType type = nullable(rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
            RexNode one = rex.makeExactLiteral(BigDecimal.ONE);
            if (own.isEmpty()) {
                RexNode rows = parts.call(SqlStdOperatorTable.COUNT, List.of(), type);
                return Optional.of(
                        side.madeUp() ? rex.makeCall(type, SqlStdOperatorTable.COALESCE, List.of(rows, one)) : rows);
            }
            RexNode early = when(own, one);
            return side.madeUp() && !isNullOfNulls(early)
                    ? Optional.empty()
                    : Optional.of(parts.call(SqlStdOperatorTable.COUNT, List.of(early), type));
        }

        private List<RexNode> lifted(List<RexNode> nodes) {
            return nodes.stream().map(parts::lifted).toList();
        }

        private RexNode when(List<RexNode> conditions, RexNode then) {
            if (conditions.isEmpty()) {
                return then;
            }
            RelDataType type = nullable(then.getType());
            return rex.makeCall(
                    type,
                    SqlStdOperatorTable.CASE,
                    List.of(RexUtil.composeConjunction(rex, conditions), then, rex.makeNullLiteral(type)));
        }

        private RelDataType nullable(RelDataType type) {
            return rex.getTypeFactory().createTypeWithNullability(type, true);
        }

        /** Whether an expression is NULL of a row that the join made up. */
        private boolean isNullOfNulls(RexNode node) {
            RexNode ofNulls = node.accept(new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef ref) {
                    return rex.makeNullLiteral(nullable(ref.getType()));
                }
            });
            RexNode simple = new RexSimplify(rex, RelOptPredicateList.EMPTY, NONE).simplify(ofNulls);
            return RexUtil.isNullLiteral(simple, true);
        }
    }
}
