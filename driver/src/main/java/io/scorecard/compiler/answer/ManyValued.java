package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.catalog.KpiColumn;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.functions.ErrorCode;
import java.util.Collection;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * What a customer may have several of at once counts once in each group and never twice in one: it may stand in
 * GROUP BY as it is, and where it does not, in a condition that only one of them meets.
 */
final class ManyValued {

    private final List<KpiColumn> columns;
    private final Question question;

    ManyValued(Catalog catalog, Question question) {
        this.columns = catalog.kpi().columns();
        this.question = question;
    }

    void check(Collection<Atom> atoms) {
        boolean grouped = question.keys().stream().anyMatch(this::isPlain);
        question.keys().stream().filter(k -> names(k) && !isPlain(k)).forEach(k -> {
            throw refused(k, "Group by it as it is, and group its answer again.");
        });
        if (grouped) {
            return;
        }
        question.where().forEach(this::check);
        boolean chosen = question.where().stream().anyMatch(this::names);
        for (Atom atom : atoms) {
            RexNode filter = atom instanceof Atom.Total total
                    ? total.filter()
                    : atom instanceof Atom.OfCustomers customers ? customers.filter() : null;
            if (filter != null) {
                RelOptUtil.conjunctions(filter).forEach(this::check);
                if (chosen && names(filter)) {
                    throw refused(filter, "Ask for one of them in WHERE or in FILTER, not in both.");
                }
            }
        }
    }

    private void check(RexNode condition) {
        if (names(condition) && !isOfOne(condition)) {
            throw refused(condition, "Ask for one of them with = or group by it.");
        }
    }

    private boolean isPlain(RexNode node) {
        return node instanceof RexInputRef ref && columns.get(ref.getIndex()).isMany();
    }

    private boolean names(RexNode node) {
        return RelOptUtil.InputFinder.bits(node).asList().stream()
                .anyMatch(i -> columns.get(i).isMany());
    }

    /** {@code product = 'A'} or {@code product IS NULL}. */
    private boolean isOfOne(RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return false;
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case IS_NULL -> isPlain(operands.get(0));
            case EQUALS ->
                isPlain(operands.get(0)) && isConstant(operands.get(1))
                        || isPlain(operands.get(1)) && isConstant(operands.get(0));
            default -> false;
        };
    }

    private static boolean isConstant(RexNode node) {
        return node instanceof RexLiteral
                || node.isA(SqlKind.DYNAMIC_PARAM)
                || node.isA(SqlKind.CAST)
                        && isConstant(((RexCall) node).getOperands().get(0));
    }

    private RuntimeException refused(RexNode node, String advice) {
        String name = RelOptUtil.InputFinder.bits(node).asList().stream()
                .map(columns::get)
                .filter(KpiColumn::isMany)
                .map(KpiColumn::name)
                .findFirst()
                .orElse("");
        return ErrorCode.UNANSWERABLE.with(
                "A customer may have several values of '" + name + "' and would be counted more than once here.",
                advice);
    }
}
