package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Spans;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code day - INTERVAL '7' DAY → CAST(.. AS DATE)}: to sources it is a moment, to us it stays a day. And two moments that one
 * is taken from become what lies between them, see {@link Spans}.
 */
public final class DayArithmetic extends Rewrite {

    private final Build build;

    public DayArithmetic(Build build) {
        this.build = build;
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                boolean sum = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
                boolean day = call.getType().getSqlTypeName() == SqlTypeName.DATE;
                if (Spans.areTaken(call)) {
                    return Spans.between(build.rex, (RexCall) visited);
                }
                return sum && day ? asDay((RexCall) visited) : visited;
            }
        });
    }

    private RexNode asDay(RexCall call) {
        var moment = build.types.createTypeWithNullability(
                build.types.createSqlType(SqlTypeName.TIMESTAMP), call.getType().isNullable());
        RexNode sum = build.rex.makeCall(moment, call.getOperator(), call.getOperands());
        return build.rex.makeAbstractCast(call.getType(), sum, false);
    }
}
