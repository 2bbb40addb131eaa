package io.scorecard.compiler.measure;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/** A KPI over rows that the question chose: {@code nps(score)}. */
public final class KpiAggregate extends SqlAggFunction {

    private final Formula formula;

    public KpiAggregate(String text, Formula formula, RelDataType arguments) {
        super(
                text,
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(formula.value().getType()),
                null,
                OperandTypes.family(arguments.getFieldList().stream()
                        .map(f -> (SqlTypeFamily) f.getType().getSqlTypeName().getFamily())
                        .toList()),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.formula = formula;
    }

    /** Not looked up by name: no table of operators knows it. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        call.getOperandList().forEach(o -> validator.deriveType(scope, o));
        return validateOperands(validator, scope, call);
    }

    Formula formula() {
        return formula;
    }
}
