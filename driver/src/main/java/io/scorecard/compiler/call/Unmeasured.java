package io.scorecard.compiler.call;

import io.scorecard.compiler.tree.Build;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** The column of a measure as long as nobody aggregates it; becomes NULL and never reaches a source. */
final class Unmeasured extends SqlFunction {

    private final KpiFieldsTable.Field field;

    Unmeasured(KpiFieldsTable.Field field) {
        super(
                "UNMEASURED_" + field.name(),
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(field.measure().type()),
                null,
                OperandTypes.NILADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.field = field;
    }

    RexNode in(Build build) {
        return build.rex.makeCall(
                build.types.createTypeWithNullability(field.measure().type(), true), this, List.of());
    }

    static Optional<KpiFieldsTable.Field> of(RexNode node) {
        return node instanceof RexCall call && call.getOperator() instanceof Unmeasured unmeasured
                ? Optional.of(unmeasured.field)
                : Optional.empty();
    }
}
