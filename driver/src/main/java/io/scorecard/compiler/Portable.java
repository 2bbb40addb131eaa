package io.scorecard.compiler;

import io.scorecard.functions.ErrorCode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlBaseContextVariable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Refuses what a question may not ask of a source: who it is logged in as there, rows by chance, and what
 * means something else in each of them.
 */
final class Portable extends Rewrite {

    private static final RexShuttle EXPRESSIONS = new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getOperator() instanceof SqlBaseContextVariable) {
                throw refused(call.getOperator().getName(), "A source's login is nobody else's business.");
            }
            if (call.isA(SqlKind.CAST) && call.getOperands().get(0) instanceof RexLiteral text) {
                WrittenDates.check(text, call.getType().getSqlTypeName());
            }
            return super.visitCall(call);
        }

        @Override
        public RexNode visitLiteral(RexLiteral literal) {
            if (SqlTypeName.BINARY_TYPES.contains(literal.getType().getSqlTypeName())) {
                throw refused("A binary value", "Sources differ in what it is: ask with texts and numbers.");
            }
            return literal;
        }
    };

    @Override
    RelNode rewrite(RelNode node) {
        if (node instanceof RepeatUnion) {
            throw refused("WITH RECURSIVE", "Put what it gives into a table.");
        }
        if (node instanceof Sample) {
            throw refused("TABLESAMPLE", "A number by chance is nobody's number: use a condition.");
        }
        return node.accept(EXPRESSIONS);
    }

    private static RuntimeException refused(String what, String advice) {
        return ErrorCode.UNSUPPORTED.with(what, advice);
    }
}
