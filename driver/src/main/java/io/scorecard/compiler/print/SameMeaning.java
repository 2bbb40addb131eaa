package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.compiler.tree.Rewrite;
import io.scorecard.functions.ErrorCode;
import io.scorecard.source.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Expressions in which sources mean different things, in words that mean the same to each; the meaning is
 * PostgreSQL's.
 *
 * <table>
 * <tr><td>{@code i / j} of whole numbers</td><td>{@code i // j} on DuckDB, whose / has a fraction</td></tr>
 * <tr><td>{@code d / e} of decimals</td><td>of doubles: DuckDB divides them so, PostgreSQL by digits</td></tr>
 * <tr><td>{@code CAST(x AS VARCHAR(n))}</td><td>cut by LEFT on DuckDB, which keeps it long</td></tr>
 * <tr><td>{@code CAST(x AS CHAR(n))}</td><td>cut by LEFT: blanks at the end mean nothing</td></tr>
 * <tr><td>{@code ROUND(x)} of a double</td><td>to the even number on DuckDB</td></tr>
 * <tr><td>{@code POWER(x, 0.5)}</td><td>SQRT on DuckDB: no root of less than nothing</td></tr>
 * <tr><td>{@code DATE_TRUNC(unit, day)}</td><td>of a moment without a zone on PostgreSQL</td></tr>
 * <tr><td>{@code x LIKE y}</td><td>with ESCAPE '\' on DuckDB where y may hold one</td></tr>
 * </table>
 */
final class SameMeaning extends Rewrite {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** EXTRACT(EPOCH ..) of an interval. */
    private static final SqlOperator SPAN_SECONDS = new SqlSpecialOperator("SPAN_SECONDS", SqlKind.OTHER_FUNCTION);

    private final boolean duckDb;

    SameMeaning(Engine.Dialect dialect) {
        this.duckDb = dialect == Engine.Dialect.DUCKDB;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        RexBuilder rex = node.getCluster().getRexBuilder();
        if (node instanceof Aggregate aggregate && ordersExpressions(aggregate)) {
            return aggregate.copy(aggregate.getTraitSet(), List.of(named((Project) aggregate.getInput())));
        }
        if (duckDb && node instanceof Aggregate aggregate) {
            return MeanSpans.of(aggregate);
        }
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitOver(RexOver over) {
                RexNode visited = super.visitOver(over);
                return duckDb && visited instanceof RexOver inner ? MeanSpans.of(rex, inner) : visited;
            }

            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                return visited instanceof RexCall inner ? meant(rex, inner) : visited;
            }
        });
    }

    /** Calcite prints {@code WITHIN GROUP (ORDER BY a + b)} by the place of the expression, as a number. */
    private static boolean ordersExpressions(Aggregate aggregate) {
        return aggregate.getInput() instanceof Project project
                && aggregate.getAggCallList().stream()
                        .flatMap(c -> c.getCollation().getFieldCollations().stream())
                        .anyMatch(f -> !(project.getProjects().get(f.getFieldIndex()) instanceof RexInputRef));
    }

    /** The same rows, whose expressions are columns of a subquery; literals stay where they are read. */
    private static RelNode named(Project project) {
        RexBuilder rex = project.getCluster().getRexBuilder();
        List<RexNode> inner = project.getProjects().stream()
                .filter(e -> !(e instanceof RexLiteral))
                .distinct()
                .toList();
        // Calcite orders by the place of a column that another one is named like.
        List<String> names =
                IntStream.range(0, inner.size()).mapToObj(i -> "ordered_" + i).toList();
        RelNode columns = LogicalProject.create(project.getInput(), List.of(), inner, names, project.getVariablesSet());
        RelNode barrier = LogicalFilter.create(columns, rex.makeLiteral(true));
        List<RexNode> outer = project.getProjects().stream()
                .map(e -> e instanceof RexLiteral ? e : rex.makeInputRef(barrier, inner.indexOf(e)))
                .toList();
        return LogicalProject.create(
                barrier, List.of(), outer, project.getRowType().getFieldNames(), Set.of());
    }

    private RexNode meant(RexBuilder rex, RexCall call) {
        RexNode places = SamePlaces.meant(rex, call, duckDb);
        if (places != call) {
            return places;
        }
        if (call.getOperator() == Operators.EPOCH_SECONDS
                && SqlTypeUtil.isInterval(call.getOperands().get(0).getType())) {
            return rex.makeCall(call.getType(), SPAN_SECONDS, call.getOperands());
        }
        RexNode number = NumberText.meant(rex, call, duckDb);
        if (number != call) {
            return number;
        }
        return switch (call.getKind()) {
            case DIVIDE -> divided(rex, call);
            case CAST -> cut(rex, call);
            case LIKE -> duckDb ? escaped(rex, call) : call;
            case SIMILAR -> duckDb ? refused() : call;
            default -> duckDb ? function(rex, call) : day(rex, call);
        };
    }

    private RexNode divided(RexBuilder rex, RexCall call) {
        RelDataType type = call.getType();
        if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
            return duckDb ? rex.makeCall(type, Operators.WHOLE_QUOTIENT, call.getOperands()) : call;
        }
        boolean exact = call.getOperands().stream()
                .allMatch(o -> SqlTypeName.EXACT_TYPES.contains(o.getType().getSqlTypeName()));
        if (type.getSqlTypeName() != SqlTypeName.DOUBLE || !exact) {
            return call;
        }
        return rex.makeCall(
                type,
                call.getOperator(),
                call.getOperands().stream()
                        .map(o -> cast(rex, o, SqlTypeName.DOUBLE))
                        .toList());
    }

    private RexNode cut(RexBuilder rex, RexCall call) {
        RelDataType type = call.getType();
        boolean ofText = SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName());
        int length = ofText ? type.getPrecision() : RelDataType.PRECISION_NOT_SPECIFIED;
        if (length < 0 || !duckDb && type.getSqlTypeName() == SqlTypeName.VARCHAR) {
            return call;
        }
        RexNode operand = call.getOperands().get(0);
        if (RexUtil.isNullLiteral(operand, true)) {
            return call;
        }
        RexNode text = cast(rex, operand, SqlTypeName.VARCHAR);
        RexNode whole = text instanceof RexCall written ? SamePlaces.meant(rex, written, duckDb) : text;
        RexNode characters = rex.makeExactLiteral(BigDecimal.valueOf(length));
        return rex.makeCall(type, Operators.FIRST_CHARACTERS, List.of(whole, characters));
    }

    private static RexNode cast(RexBuilder rex, RexNode value, SqlTypeName name) {
        RelDataTypeFactory types = rex.getTypeFactory();
        RelDataType type = types.createTypeWithNullability(
                types.createSqlType(name), value.getType().isNullable());
        return value.getType().getSqlTypeName() == name ? value : rex.makeAbstractCast(type, value, false);
    }

    private static RexNode escaped(RexBuilder rex, RexCall call) {
        boolean plain = call.getOperands().get(1) instanceof RexLiteral pattern
                && !String.valueOf(pattern.getValueAs(String.class)).contains("\\");
        if (plain || call.getOperands().size() > 2 || !(call.getOperator() instanceof SqlLikeOperator)) {
            return call;
        }
        return rex.makeCall(
                call.getType(),
                call.getOperator(),
                List.of(call.getOperands().get(0), call.getOperands().get(1), rex.makeLiteral("\\")));
    }

    private static RexNode function(RexBuilder rex, RexCall call) {
        if (call.getOperator() == SqlStdOperatorTable.ROUND) {
            return rounded(rex, call);
        }
        if (call.getOperator() == SqlStdOperatorTable.SQRT) {
            return rex.makeCall(call.getType(), Operators.SQUARE_ROOT, call.getOperands());
        }
        boolean root = call.getOperator().getName().equals("POWER")
                && call.getOperands().get(1) instanceof RexLiteral exponent
                && half(exponent);
        return root
                ? rex.makeCall(
                        call.getType(),
                        Operators.SQUARE_ROOT,
                        List.of(call.getOperands().get(0)))
                : SameTexts.meant(rex, call);
    }

    /** PostgreSQL would make a moment with a zone of a day that is cut. */
    private static RexNode day(RexBuilder rex, RexCall call) {
        boolean ofDay = call.getOperator() == Operators.DATE_TRUNC
                && call.getOperands().get(1).getType().getSqlTypeName() == SqlTypeName.DATE;
        return ofDay
                ? rex.makeCall(
                        call.getType(),
                        call.getOperator(),
                        List.of(
                                call.getOperands().get(0),
                                cast(rex, call.getOperands().get(1), SqlTypeName.TIMESTAMP)))
                : call;
    }

    private static boolean half(RexLiteral exponent) {
        BigDecimal value = exponent.getValueAs(BigDecimal.class);
        return value != null && HALF.compareTo(value) == 0;
    }

    private static RexNode rounded(RexBuilder rex, RexCall call) {
        boolean ofDouble = call.getOperands().size() == 1
                && SqlTypeUtil.isApproximateNumeric(call.getOperands().get(0).getType());
        return ofDouble ? rex.makeCall(call.getType(), Operators.ROUND_EVEN, call.getOperands()) : call;
    }

    private static RexNode refused() {
        throw ErrorCode.UNSUPPORTED.with("SIMILAR TO over files or DuckDB", "Use LIKE.");
    }
}
