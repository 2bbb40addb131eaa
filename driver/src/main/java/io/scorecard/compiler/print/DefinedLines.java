package io.scorecard.compiler.print;

import io.scorecard.compiler.sql.Regressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Aggregates that DuckDB gives otherwise. A line through points that have none is NULL to PostgreSQL, and no number (NaN) to
 * DuckDB: {@code corr(1, x)}. A sum of single floats is one, and a double there.
 */
final class DefinedLines {

    private static final SqlOperator DEFINED = new SqlSpecialOperator("DEFINED", SqlKind.OTHER_FUNCTION);

    private static final SqlOperator SINGLE = new SqlSpecialOperator("SINGLE", SqlKind.OTHER_FUNCTION);

    private DefinedLines() {}

    static RelNode of(Aggregate aggregate) {
        List<AggregateCall> calls = aggregate.getAggCallList();
        if (calls.stream().noneMatch(c -> isOther(c.getAggregation(), c.getType()))) {
            return aggregate;
        }
        RexBuilder rex = aggregate.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>(rex.identityProjects(aggregate.getRowType()));
        for (int i = 0; i < calls.size(); i++) {
            int place = aggregate.getGroupCount() + i;
            AggregateCall call = calls.get(i);
            if (isOther(call.getAggregation(), call.getType())) {
                columns.set(place, alike(rex, call.getAggregation(), columns.get(place)));
            }
        }
        return LogicalProject.create(
                aggregate, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
    }

    static RexNode of(RexBuilder rex, RexOver over) {
        return isOther(over.getAggOperator(), over.getType()) ? alike(rex, over.getAggOperator(), over) : over;
    }

    private static boolean isLine(SqlOperator function) {
        return Regressions.is(function) && !Regressions.counts(function);
    }

    private static boolean isOther(SqlOperator function, RelDataType type) {
        return isLine(function) || function.getKind() == SqlKind.SUM && type.getSqlTypeName() == SqlTypeName.REAL;
    }

    private static RexNode alike(RexBuilder rex, SqlOperator function, RexNode value) {
        return rex.makeCall(value.getType(), isLine(function) ? DEFINED : SINGLE, List.of(value));
    }
}
