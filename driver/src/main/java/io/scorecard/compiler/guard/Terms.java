package io.scorecard.compiler.guard;

import io.scorecard.compiler.measure.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What a sum is the sum of. {@code SUM(a + b)} is {@code SUM(a) + SUM(b)}, and so both must come once; {@code SUM(a *
 * b)} is one, and right where one of both comes once. What CASE may give is added up, too.
 */
final class Terms {

    /**
     * @param value without conditions, and without what is multiplied by nothing
     * @param compared whether it stands in a difference
     */
    record Term(RexNode value, boolean compared) {}

    private static final Set<SqlKind> LINEAR = Set.of(SqlKind.MINUS_PREFIX, SqlKind.PLUS_PREFIX, SqlKind.CAST);

    private static final Set<String> ROUNDED = Set.of("ROUND", "FLOOR", "CEIL", "TRUNCATE", "TRUNC");

    /** Terms that a product is taken apart into. */
    private static final int MOST = 64;

    private Terms() {}

    static List<Term> of(RexNode node) {
        List<Term> terms = new ArrayList<>();
        add(node, false, terms);
        return terms;
    }

    private static void add(RexNode node, boolean compared, List<Term> terms) {
        if (!(node instanceof RexCall call) || node instanceof RexOver) {
            terms.add(new Term(node, compared));
        } else if (isNumber(node) && (node.getKind() == SqlKind.PLUS || node.getKind() == SqlKind.MINUS)) {
            boolean difference = compared || node.getKind() == SqlKind.MINUS;
            call.getOperands().forEach(o -> add(o, difference, terms));
        } else if (node.getKind() == SqlKind.CASE) {
            Amounts.values(call).forEach(v -> add(v, compared, terms));
        } else if (node.getKind() == SqlKind.COALESCE) {
            // What stands for a value that a row does not have comes as often as that value would.
            add(call.getOperands().get(0), compared, terms);
        } else if (LINEAR.contains(node.getKind())
                || ROUNDED.contains(call.getOperator().getName())) {
            add(call.getOperands().get(0), compared, terms);
        } else if (node.getKind() == SqlKind.TIMES || node.getKind() == SqlKind.DIVIDE) {
            if (node.getKind() == SqlKind.DIVIDE || call.getOperands().stream().noneMatch(Terms::isZero)) {
                multiply(call, compared, terms);
            }
        } else {
            terms.add(new Term(node, compared));
        }
    }

    /** {@code x * (1 + y)} is {@code x + x * y}; {@code (x + y) / 60} is {@code x / 60 + y / 60}. */
    private static void multiply(RexCall call, boolean compared, List<Term> terms) {
        RexNode first = call.getOperands().get(0);
        RexNode second = call.getOperands().get(1);
        List<Term> left = factor(first, second);
        List<Term> right = call.getKind() == SqlKind.TIMES ? factor(second, first) : List.of(new Term(second, false));
        boolean ratio =
                call.getKind() == SqlKind.DIVIDE && !MeetingRows.places(second).isEmpty();
        if (ratio || left.size() * right.size() > MOST) {
            terms.add(new Term(call, compared));
            return;
        }
        for (Term a : left) {
            for (Term b : right) {
                RexNode product = call.clone(call.getType(), List.of(a.value(), b.value()));
                terms.add(new Term(product, compared || a.compared() || b.compared()));
            }
        }
    }

    /** {@code (minutes + 5) * rate} has five minutes for each row, and not the rate five times: a sum with a number is one. */
    private static List<Term> factor(RexNode node, RexNode other) {
        RexNode plain = JoinedRows.bare(node);
        boolean together = (plain.getKind() == SqlKind.PLUS || plain.getKind() == SqlKind.MINUS)
                && !MeetingRows.places(other).isEmpty()
                && ((RexCall) plain)
                        .getOperands().stream()
                                .map(JoinedRows::bare)
                                .anyMatch(o -> o instanceof RexLiteral && !isOne(o));
        return together ? List.of(new Term(node, false)) : of(node);
    }

    private static boolean isOne(RexNode node) {
        return node instanceof RexLiteral literal
                && literal.getValue() instanceof java.math.BigDecimal number
                && number.compareTo(java.math.BigDecimal.ONE) == 0;
    }

    private static boolean isNumber(RexNode node) {
        return SqlTypeName.NUMERIC_TYPES.contains(node.getType().getSqlTypeName());
    }

    private static boolean isZero(RexNode node) {
        RexNode plain = JoinedRows.bare(node);
        return plain instanceof RexLiteral literal
                && literal.getValue() instanceof java.math.BigDecimal number
                && number.signum() == 0;
    }

    /** The columns that a value is made of: conditions, and how windows are parted and ordered, are no part of it. */
    static ImmutableBitSet places(RexNode node) {
        if (!(node instanceof RexCall call) || node instanceof RexOver over && !isOfARow(over)) {
            return MeetingRows.places(node);
        }
        return Amounts.values(call).stream().map(Terms::places).reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
    }

    /** Whether a window gives a value of some row. */
    private static boolean isOfARow(RexOver over) {
        return !over.getOperands().isEmpty() && !Amounts.isAmount(over.getAggOperator());
    }

    /** What of a term is one value for a whole partition: the largest of it, its first. */
    static boolean isOfAPartition(RexNode node) {
        return node instanceof RexOver over
                && !over.getOperands().isEmpty()
                && switch (over.getAggOperator().getKind()) {
                    case MIN, MAX, LAST_VALUE -> Amounts.isWhole(over.getWindow());
                    case FIRST_VALUE -> true;
                    default -> false;
                };
    }
}
