package io.scorecard.compiler.measure;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/**
 * A measure in a question, as an aggregate without operands. Its option is part of its name, because
 * Calcite takes two calls of one name and no operands for the same.
 */
public final class MeasureOperator extends SqlAggFunction {

    private final Measure measure;
    private final String nullWhere;

    public MeasureOperator(String text, Measure measure) {
        this(text, measure, "");
    }

    /** @param nullWhere when it is NULL, in words; "" where that is not known */
    public MeasureOperator(String text, Measure measure, String nullWhere) {
        super(
                text,
                null,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(measure.type()),
                null,
                OperandTypes.NILADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
        this.measure = measure;
        this.nullWhere = nullWhere;
    }

    public String nullWhere() {
        return nullWhere;
    }

    /** Not looked up by name: no table of operators knows it. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        call.getOperandList().forEach(o -> validator.deriveType(scope, o));
        return validateOperands(validator, scope, call);
    }

    public Measure measure() {
        return measure;
    }
}
