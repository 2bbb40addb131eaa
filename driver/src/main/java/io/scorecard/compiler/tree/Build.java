package io.scorecard.compiler.tree;

import com.google.common.collect.ImmutableList;
import io.scorecard.compiler.sql.Metadata;
import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.sql.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of one statement are made with. Not thread-safe: a question has its own, and the
 * trees compiled once for a model are only read.
 */
public final class Build {

    private static final HepProgram NOTHING = HepProgram.builder().build();

    public final Types types;
    public final RexBuilder rex;
    public final RelOptCluster cluster;
    public final Shared shared = new Shared();
    public final Grids grids;

    public Build(Types types) {
        this(types, new Grids());
    }

    public Build(Types types, Grids grids) {
        this.types = types;
        this.grids = grids;
        this.rex = new RexBuilder(types);
        HepPlanner planner = new HepPlanner(NOTHING);
        planner.setExecutor(Simplifier.NONE);
        this.cluster = RelOptCluster.create(planner, rex);
        cluster.setMetadataQuerySupplier(() -> new RelMetadataQuery(Metadata.INSTANCE));
    }

    /** Within a statement that is being built. */
    public Build(Types types, RelOptCluster cluster) {
        this.types = types;
        this.grids = new Grids();
        this.rex = cluster.getRexBuilder();
        this.cluster = cluster;
    }

    public RexNode call(SqlOperator operator, RexNode... operands) {
        return rex.makeCall(operator, operands);
    }

    public RexNode and(List<? extends RexNode> conditions) {
        return RexUtil.composeConjunction(rex, conditions);
    }

    public RexNode and(RexNode... conditions) {
        return and(List.of(conditions));
    }

    public RexNode or(RexNode... conditions) {
        return call(SqlStdOperatorTable.OR, conditions);
    }

    public RexNode equal(RexNode a, RexNode b) {
        return call(SqlStdOperatorTable.EQUALS, a, b);
    }

    public RexNode less(RexNode a, RexNode b) {
        return call(SqlStdOperatorTable.LESS_THAN, a, b);
    }

    public RexNode atMost(RexNode a, RexNode b) {
        return call(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, a, b);
    }

    public RexNode more(RexNode a, RexNode b) {
        return call(SqlStdOperatorTable.GREATER_THAN, a, b);
    }

    public RexNode atLeast(RexNode a, RexNode b) {
        return call(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, a, b);
    }

    public RexNode isNull(RexNode a) {
        return call(SqlStdOperatorTable.IS_NULL, a);
    }

    public RexNode plus(RexNode a, RexNode b) {
        return rex.makeCall(a.getType(), SqlStdOperatorTable.PLUS, List.of(a, b));
    }

    public RexNode minus(RexNode a, RexNode b) {
        return rex.makeCall(a.getType(), SqlStdOperatorTable.MINUS, List.of(a, b));
    }

    public RexNode negative(RexNode a) {
        return rex.makeCall(a.getType(), SqlStdOperatorTable.UNARY_MINUS, List.of(a));
    }

    /** A condition without the IS TRUE that FILTER and CASE need none of. */
    private static RexNode bare(RexNode condition) {
        return condition.getKind() == org.apache.calcite.sql.SqlKind.IS_TRUE
                ? ((org.apache.calcite.rex.RexCall) condition).getOperands().get(0)
                : condition;
    }

    /** {@code CASE WHEN condition THEN value ELSE otherwise END}, of the type of {@code value}. */
    public RexNode when(RexNode condition, RexNode value, RexNode otherwise) {
        return rex.makeCall(
                types.createTypeWithNullability(
                        value.getType().getSqlTypeName() == SqlTypeName.NULL ? otherwise.getType() : value.getType(),
                        true),
                SqlStdOperatorTable.CASE,
                List.of(bare(condition), value, otherwise));
    }

    public RexNode when(RexNode condition, RexNode value) {
        return when(condition, value, rex.makeNullLiteral(types.createTypeWithNullability(value.getType(), true)));
    }

    public RexNode coalesce(RexNode value, RexNode otherwise) {
        return rex.makeCall(value.getType(), SqlStdOperatorTable.COALESCE, List.of(value, otherwise));
    }

    public RexNode cast(RexNode value, RelDataType type) {
        return value.getType().getSqlTypeName() == type.getSqlTypeName()
                        && value.getType().getPrecision() == type.getPrecision()
                        && value.getType().getScale() == type.getScale()
                ? value
                : rex.makeAbstractCast(type, value, false);
    }

    /** Division as a KPI means it: of doubles, NULL where the divisor is zero. */
    public RexNode ratio(RexNode numerator, RexNode denominator) {
        RelDataType number = types.nullable(SqlTypeName.DOUBLE);
        return rex.makeCall(
                number,
                SqlStdOperatorTable.DIVIDE,
                List.of(
                        cast(numerator, number),
                        rex.makeCall(
                                denominator.getType(), SqlStdOperatorTable.NULLIF, List.of(denominator, whole(0)))));
    }

    public RexLiteral whole(long value) {
        return rex.makeExactLiteral(BigDecimal.valueOf(value));
    }

    public RexNode typed(long value, RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL && type.getScale() > 0
                ? rex.makeAbstractCast(type, whole(value), false)
                : rex.makeLiteral(BigDecimal.valueOf(value), types.createTypeWithNullability(type, false), false);
    }

    public RexNode nothing(RelDataType type) {
        return rex.makeNullLiteral(types.createTypeWithNullability(type, true));
    }

    public RexNode text(String value) {
        return rex.makeLiteral(value);
    }

    /**
     * A moment as a zone's wall clock shows it, or the other way round.
     *
     * @param operator {@link Operators#IN_ZONE} or {@link Operators#FROM_ZONE}
     */
    public RexNode zoned(SqlOperator operator, RexNode time, ZoneId zone) {
        return rex.makeCall(time.getType(), operator, List.of(time, text(zone.getId())));
    }

    /** A moment in UTC. */
    public RexNode instant(LocalDateTime utc) {
        return rex.makeTimestampLiteral(timestamp(utc), 6);
    }

    public RexNode day(LocalDate day) {
        return rex.makeDateLiteral(new DateString(day.toString()));
    }

    public static TimestampString timestamp(LocalDateTime t) {
        TimestampString whole = new TimestampString(
                t.getYear(), t.getMonthValue(), t.getDayOfMonth(), t.getHour(), t.getMinute(), t.getSecond());
        return t.getNano() == 0 ? whole : whole.withNanos(t.getNano() / 1000 * 1000);
    }

    /** A literal of a value in one of the classes that a calendar computes with. */
    public RexNode literal(@Nullable Object value, RelDataType type) {
        if (value == null) {
            return nothing(type);
        }
        if (value instanceof LocalDate d && type.getSqlTypeName() == SqlTypeName.DATE) {
            return day(d);
        }
        if (value instanceof LocalDate d) {
            return instant(d.atStartOfDay());
        }
        if (value instanceof LocalDateTime t) {
            return type.getSqlTypeName() == SqlTypeName.DATE ? day(t.toLocalDate()) : instant(t);
        }
        if (value instanceof Boolean b) {
            return rex.makeLiteral(b);
        }
        if (value instanceof String s) {
            return text(s);
        }
        return cast(rex.makeExactLiteral(new BigDecimal(value.toString())), type);
    }

    public RexNode over(
            SqlAggFunction function, RexNode argument, List<RexNode> partition, List<RexNode> order, Frame frame) {
        return rex.makeOver(
                types.createTypeWithNullability(argument.getType(), true),
                function,
                List.of(argument),
                partition,
                order.stream()
                        .map(o -> new RexFieldCollation(o, java.util.Set.of()))
                        .collect(ImmutableList.toImmutableList()),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                switch (frame) {
                    case BEFORE -> RexWindowBounds.preceding(whole(1));
                    case ALL -> RexWindowBounds.UNBOUNDED_FOLLOWING;
                    case UNTIL, UNTIL_WITH_PEERS -> RexWindowBounds.CURRENT_ROW;
                },
                frame == Frame.BEFORE || frame == Frame.UNTIL,
                true,
                false,
                false,
                false);
    }

    /** 1 for the last row of each partition. */
    public RexNode rowNumberFromLast(List<RexNode> partition, List<RexNode> order) {
        return rowNumber(partition, order, java.util.Set.of(org.apache.calcite.sql.SqlKind.DESCENDING));
    }

    /** 1 for the first row of each partition. */
    public RexNode rowNumber(List<RexNode> partition, List<RexNode> order) {
        return rowNumber(partition, order, java.util.Set.of());
    }

    private RexNode rowNumber(
            List<RexNode> partition, List<RexNode> order, java.util.Set<org.apache.calcite.sql.SqlKind> direction) {
        return rex.makeOver(
                types.createSqlType(SqlTypeName.BIGINT),
                SqlStdOperatorTable.ROW_NUMBER,
                List.of(),
                partition,
                order.stream().map(o -> new RexFieldCollation(o, direction)).collect(ImmutableList.toImmutableList()),
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.CURRENT_ROW,
                true,
                true,
                false,
                false,
                false);
    }

    /** Which rows of its partition a window looks at. */
    public enum Frame {
        /** All rows before this one. */
        BEFORE,
        /** All rows before this one, and this one. */
        UNTIL,
        /** All rows up to the last that is equal in order. */
        UNTIL_WITH_PEERS,
        ALL
    }
}
