package io.scorecard.compiler.call;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * The {@code /} of a question until it is validated: whole numbers of which one is made of measures are divided with
 * a fraction, {@code churned_customers() / opening_customers() → CAST(churned_customers() AS DOUBLE) /
 * opening_customers()}. Any others are divided as PostgreSQL does.
 */
final class MeasureQuotient extends SqlBinaryOperator {

    static final MeasureQuotient INSTANCE = new MeasureQuotient();

    private MeasureQuotient() {
        super(
                "/",
                SqlKind.DIVIDE,
                60,
                true,
                ReturnTypes.QUOTIENT_NULLABLE,
                InferTypes.FIRST_KNOWN,
                OperandTypes.DIVISION_OPERATOR);
    }

    /** Looks at the operands' types first, by the operator that it is from then on. */
    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        RelDataType plain = SqlStdOperatorTable.DIVIDE.deriveType(validator, scope, call);
        MadeOfMeasures made = new MadeOfMeasures(validator);
        boolean fraction =
                SqlTypeUtil.isIntType(plain) && call.getOperandList().stream().anyMatch(o -> made.isMade(scope, o));
        if (!fraction) {
            return plain;
        }
        SqlNode first = call.operand(0);
        RelDataType number = validator
                .getTypeFactory()
                .createTypeWithNullability(
                        validator.getTypeFactory().createSqlType(SqlTypeName.DOUBLE), plain.isNullable());
        call.setOperand(
                0,
                SqlStdOperatorTable.CAST.createCall(
                        first.getParserPosition(), first, SqlTypeUtil.convertTypeToSpec(number)));
        return SqlStdOperatorTable.DIVIDE.deriveType(validator, scope, call);
    }
}
