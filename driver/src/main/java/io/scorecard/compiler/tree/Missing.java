package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Whether an expression over a fact's row says nothing for a row that an outer join made up, all of whose
 * columns are NULL. A careful guess: no means that it might say something.
 */
public final class Missing {

    private Missing() {}

    /** Whether the value is NULL then. */
    public static boolean isNull(RexNode node) {
        if (node instanceof RexInputRef) {
            return true;
        }
        if (node instanceof RexLiteral literal) {
            return literal.isNull();
        }
        if (!(node instanceof RexCall call)) {
            return false;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    PLUS,
                    MINUS,
                    TIMES,
                    DIVIDE,
                    MINUS_PREFIX,
                    CAST,
                    NOT,
                    NULLIF -> operands.stream().anyMatch(Missing::isNull);
            case CASE -> caseIsNull(operands);
            default ->
                call.getOperator() == Operators.MINUTES_BETWEEN || call.getOperator() == Operators.DAYS_BETWEEN
                        ? operands.stream().anyMatch(Missing::isNull)
                        : false;
        };
    }

    private static boolean caseIsNull(List<RexNode> operands) {
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            if (!isNotTrue(operands.get(i)) && !isNull(operands.get(i + 1))) {
                return false;
            }
        }
        return isNull(operands.get(operands.size() - 1));
    }

    /** Whether the condition does not hold then. */
    public static boolean isNotTrue(RexNode node) {
        if (node instanceof RexCall call) {
            switch (call.getKind()) {
                case AND -> {
                    return call.getOperands().stream().anyMatch(Missing::isNotTrue);
                }
                case OR -> {
                    return call.getOperands().stream().allMatch(Missing::isNotTrue);
                }
                case IS_TRUE -> {
                    return isNotTrue(call.getOperands().get(0));
                }
                case IS_NOT_NULL -> {
                    return isNull(call.getOperands().get(0));
                }
                default -> {
                    return isNull(node);
                }
            }
        }
        return isNull(node);
    }
}
