package io.scorecard.compiler.tree;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * {@code CAST(x AS DECIMAL(38, 4)) → x} where x is a double: rounding the sum of shares is not the sum of rounded
 * shares, and rows of a day have small ones.
 */
public class Unrounded extends RexShuttle {

    private final Build build;

    public Unrounded(Build build) {
        this.build = build;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        List<RexNode> operands = visitList(call.operands, new boolean[1]);
        boolean approximate = operands.stream().anyMatch(o -> SqlTypeUtil.isApproximateNumeric(o.getType()));
        if (!approximate || !SqlTypeUtil.isExactNumeric(call.getType())) {
            return build.rex.makeCall(call.getType(), call.getOperator(), operands);
        }
        return call.getKind() == SqlKind.CAST
                ? operands.get(0)
                : build.rex.makeCall(build.types.nullable(SqlTypeName.DOUBLE), call.getOperator(), operands);
    }
}
