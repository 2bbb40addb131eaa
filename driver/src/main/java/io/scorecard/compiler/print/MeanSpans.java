package io.scorecard.compiler.print;

import io.scorecard.compiler.tree.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * AVG of intervals for DuckDB, whose own is some milliseconds beside it: {@code AVG(x) → span_mean(SUM(months of x), SUM(days of
 * x), SUM(time of x), COUNT(x))}. What is left of months becomes days of 30, what is left of days time, as PostgreSQL has it.
 */
final class MeanSpans {

    private static final List<SqlOperator> PARTS =
            List.of(operator("SPAN_MONTHS"), operator("SPAN_DAYS"), operator("SPAN_TIME"));

    private static final SqlOperator MEAN = operator("SPAN_MEAN");

    private static final String DAYS_LEFT = "ROUND((%1 / %4 - %1 // %4) * 30, 6)";

    private static final String SECONDS_LEFT =
            "ROUND((%2 / %4 - %2 // %4 + " + DAYS_LEFT + " - TRUNC(" + DAYS_LEFT + ")) * 86400, 6)";

    private static final String WHOLE_DAYS = "TRUNC(" + SECONDS_LEFT + " / 86400)";

    private MeanSpans() {}

    private static SqlOperator operator(String name) {
        return new SqlSpecialOperator(name, SqlKind.OTHER_FUNCTION);
    }

    static boolean unparsed(SqlWriter writer, org.apache.calcite.sql.SqlCall call) {
        String pattern = switch (call.getOperator().getName()) {
            case "SPAN_MONTHS" -> "(12 * DATEPART('year', %1) + DATEPART('month', %1))";
            case "SPAN_DAYS" -> "DATEPART('day', %1)";
            case "SPAN_TIME" ->
                "(3600000000 * DATEPART('hour', %1) + 60000000 * DATEPART('minute', %1) + DATEPART('microseconds', %1))";
            case "SPAN_MEAN" ->
                "(TO_MONTHS(CAST(%1 // %4 AS INTEGER)) + TO_DAYS(CAST(%2 // %4 + TRUNC(" + DAYS_LEFT + ") + "
                        + WHOLE_DAYS + " AS INTEGER)) + TO_MICROSECONDS(CAST(ROUND_EVEN(%3 / %4 + ("
                        + SECONDS_LEFT + " - " + WHOLE_DAYS + " * 86400) * 1000000, 0) AS BIGINT)))";
            default -> "";
        };
        if (pattern.isEmpty()) {
            return false;
        }
        Dialects.print(writer, pattern, call.getOperandList());
        return true;
    }

    private static boolean isMean(SqlAggFunction function, RelDataType type) {
        return function.getKind() == SqlKind.AVG && SqlTypeUtil.isInterval(type);
    }

    static RelNode of(Aggregate aggregate) {
        List<AggregateCall> calls = aggregate.getAggCallList();
        if (calls.stream().noneMatch(c -> isMean(c.getAggregation(), c.getType()))) {
            return DefinedLines.of(aggregate);
        }
        RexBuilder rex = aggregate.getCluster().getRexBuilder();
        RelNode input = aggregate.getInput();
        List<RexNode> below = new ArrayList<>(rex.identityProjects(input.getRowType()));
        List<AggregateCall> inner = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        int keys = aggregate.getGroupCount();
        for (AggregateCall call : calls) {
            if (!isMean(call.getAggregation(), call.getType())) {
                places.add(List.of(keys + inner.size()));
                inner.add(call);
                continue;
            }
            List<Integer> parts = new ArrayList<>();
            int of = call.getArgList().get(0);
            for (SqlOperator part : PARTS) {
                below.add(part(rex, part, below.get(of)));
                parts.add(keys + inner.size());
                inner.add(call(call, SqlStdOperatorTable.SUM, below.size() - 1, total(rex)));
            }
            parts.add(keys + inner.size());
            inner.add(call(call, SqlStdOperatorTable.COUNT, of, whole(rex, false)));
            places.add(parts);
        }
        RelNode columns = LogicalProject.create(input, List.of(), below, (List<String>) null, Set.of());
        RelNode sums = DefinedLines.of(LogicalAggregate.create(
                columns, aggregate.getHints(), aggregate.getGroupSet(), aggregate.getGroupSets(), inner));
        List<RexNode> shown = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
            shown.add(rex.makeInputRef(sums, key));
        }
        for (int i = 0; i < calls.size(); i++) {
            List<RexNode> parts = places.get(i).stream()
                    .map(p -> (RexNode) rex.makeInputRef(sums, p))
                    .toList();
            shown.add(
                    parts.size() == 1 ? parts.get(0) : rex.makeCall(calls.get(i).getType(), MEAN, parts));
        }
        return LogicalProject.create(
                sums, List.of(), shown, aggregate.getRowType().getFieldNames(), Set.of());
    }

    static RexNode of(RexBuilder rex, RexOver over) {
        if (!isMean(over.getAggOperator(), over.getType())) {
            return DefinedLines.of(rex, over);
        }
        RexNode of = over.getOperands().get(0);
        List<RexNode> parts = new ArrayList<>();
        PARTS.forEach(p -> parts.add(
                Windows.ofSameRows(rex, over, SqlStdOperatorTable.SUM, List.of(part(rex, p, of)), total(rex))));
        parts.add(Windows.ofSameRows(rex, over, SqlStdOperatorTable.COUNT, List.of(of), whole(rex, false)));
        return rex.makeCall(over.getType(), MEAN, parts);
    }

    private static RexNode part(RexBuilder rex, SqlOperator part, RexNode of) {
        return rex.makeCall(whole(rex, true), part, List.of(of));
    }

    private static AggregateCall call(AggregateCall like, SqlAggFunction function, int of, RelDataType type) {
        return AggregateCall.create(
                function,
                like.isDistinct(),
                false,
                false,
                List.of(),
                List.of(of),
                like.filterArg,
                null,
                like.collation,
                type,
                null);
    }

    private static RelDataType whole(RexBuilder rex, boolean nullable) {
        RelDataTypeFactory types = rex.getTypeFactory();
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.BIGINT), nullable);
    }

    private static RelDataType total(RexBuilder rex) {
        RelDataTypeFactory types = rex.getTypeFactory();
        return types.createTypeWithNullability(types.createSqlType(SqlTypeName.DECIMAL, 38, 0), true);
    }
}
