package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import io.scorecard.functions.ErrorCode;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBaseContextVariable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Refuses what a question may not ask of a source: who it is logged in as there, rows by chance, and what
 * means something else in each of them.
 */
public final class Portable extends Rewrite {

    private static final Set<SqlOperator> OF_DEFINITIONS =
            Set.of(Operators.BOUND, Operators.FIRST_BOUND, Operators.LAST_BOUND, Operators.STRETCH);

    private static final RexShuttle EXPRESSIONS = new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
            if (call.getOperator() instanceof SqlBaseContextVariable) {
                throw refused(call.getOperator().getName(), "A source's login is nobody else's business.");
            }
            if (OF_DEFINITIONS.contains(call.getOperator())) {
                throw ErrorCode.UNANSWERABLE.with(
                        "'" + call.getOperator().getName().toLowerCase(Locale.ROOT)
                                + "' belongs into the definition of a KPI.",
                        "In a question, group kpi by month, or ask for as_of().");
            }
            if (isPartOfDay(call)) {
                throw ErrorCode.UNANSWERABLE.with(
                        "Hours are added to a day, or taken from it.",
                        "Make a moment of it: CAST(day AS timestamp) + INTERVAL '12' HOUR.");
            }
            if (call.isA(SqlKind.CAST)
                    && isQuotient(call.getOperands().get(0))
                    && SqlTypeUtil.isCharacter(call.getType())) {
                throw refused(
                        "A quotient of decimal numbers as a text",
                        "Sources differ in its digits: write CAST(CAST(x AS DECIMAL(18, 2)) AS VARCHAR).");
            }
            if (isByPattern(call)) {
                throw refused(
                        "SUBSTRING by a pattern that is computed, or has FOR",
                        "Write the regular expression: SUBSTRING(x FROM 'a(.*)b') gives its first group in parentheses.");
            }
            if (call.isA(SqlKind.CAST) && call.getOperands().get(0) instanceof RexLiteral text) {
                WrittenDates.check(text, call.getType().getSqlTypeName());
            }
            return super.visitCall(call);
        }

        @Override
        public RexNode visitOver(RexOver over) {
            if (over.ignoreNulls()) {
                throw refused(
                        "IGNORE NULLS",
                        "Leave rows without a value out: .. FROM (SELECT .. WHERE x IS NOT NULL) AS t.");
            }
            return super.visitOver(over);
        }

        @Override
        public RexNode visitLiteral(RexLiteral literal) {
            if (SqlTypeName.BINARY_TYPES.contains(literal.getType().getSqlTypeName())) {
                throw refused("A binary value", "Sources differ in what it is: ask with texts and numbers.");
            }
            return literal;
        }
    };

    private static boolean isPartOfDay(RexCall call) {
        boolean sum = call.isA(SqlKind.PLUS) || call.isA(SqlKind.MINUS);
        return sum
                && call.getType().getSqlTypeName() == SqlTypeName.DATE
                && call.getOperands().stream()
                        .anyMatch(o -> SqlTypeName.DAY_INTERVAL_TYPES.contains(
                                        o.getType().getSqlTypeName())
                                && o.getType().getSqlTypeName() != SqlTypeName.INTERVAL_DAY);
    }

    /** What is exact to PostgreSQL, and a double here. */
    private static boolean isQuotient(RexNode node) {
        if (!(node instanceof RexCall call) || call.getType().getSqlTypeName() != SqlTypeName.DOUBLE) {
            return false;
        }
        return call.isA(SqlKind.DIVIDE)
                ? call.getOperands().stream().allMatch(o -> SqlTypeUtil.isExactNumeric(o.getType()))
                : call.getOperator().getName().equals("ROUND")
                        && isQuotient(call.getOperands().get(0));
    }

    private static boolean isByPattern(RexCall call) {
        return call.getOperator().getName().equals("SUBSTRING")
                && call.getOperands().get(1).isA(SqlKind.CAST)
                && SqlTypeUtil.isCharacter(((RexCall) call.getOperands().get(1))
                        .getOperands()
                        .get(0)
                        .getType());
    }

    @Override
    protected RelNode rewrite(RelNode node) {
        if (node instanceof RepeatUnion) {
            throw refused(
                    "WITH RECURSIVE",
                    "Numbers and days in a row are generate_series(1, 10) and generate_series(DATE '2026-01-01',"
                            + " DATE '2026-12-01', INTERVAL '1 month'); put what else it gives into a table.");
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
