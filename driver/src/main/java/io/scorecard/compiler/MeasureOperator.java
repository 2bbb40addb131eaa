package io.scorecard.compiler;

import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.util.Optionality;

/**
 * A measure in a question, as an aggregate without operands. Its option is part of its name, because
 * Calcite takes two calls of one name and no operands for the same.
 */
final class MeasureOperator extends SqlAggFunction {

    private final Measure measure;

    MeasureOperator(String text, Measure measure) {
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
    }

    Measure measure() {
        return measure;
    }

}
