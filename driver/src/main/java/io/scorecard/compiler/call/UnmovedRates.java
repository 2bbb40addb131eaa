package io.scorecard.compiler.call;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.StateRelation;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A measure of a model that brings no money to another currency: what exchange rates alone changed is 0 there, and is
 * not added up where other movements or balances of customers are.
 */
final class UnmovedRates {

    private static final int EFFECT =
            StateRelation.CUSTOMER_TRANSITIONS.columns().indexOf("fx_change");

    private UnmovedRates() {}

    static Measure without(Build build, Measure measure) {
        List<Atom> left = measure.atoms().stream().filter(a -> !isEffect(a)).toList();
        // Alone, it still needs its groups.
        if (left.size() == measure.atoms().size() || left.stream().noneMatch(Measure::isState)) {
            return measure;
        }
        RexNode value = measure.value().accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                Atom atom = measure.atoms().get(ref.getIndex());
                return isEffect(atom)
                        ? build.typed(0, ref.getType())
                        : new RexInputRef(left.indexOf(atom), ref.getType());
            }

            @Override
            public RexNode visitCall(RexCall call) {
                // A sum of fewer is a sum still, whose rows can be shown; one with a constant is none.
                boolean last = call.isA(SqlKind.PLUS)
                        && isEffect(measure, call.getOperands().get(1));
                RexNode rest = last ? call.getOperands().get(0).accept(this) : call;
                return last && SqlTypeUtil.equalSansNullability(build.types, rest.getType(), call.getType())
                        ? rest
                        : super.visitCall(call);
            }
        });
        return new Measure(value, left);
    }

    private static boolean isEffect(Measure measure, RexNode node) {
        return node instanceof RexInputRef ref && isEffect(measure.atoms().get(ref.getIndex()));
    }

    private static boolean isEffect(Atom atom) {
        return atom instanceof Atom.Total total
                && total.branch() instanceof Branch.Transition
                && total.component().function() == SqlStdOperatorTable.SUM
                && total.component().argument() instanceof RexInputRef ref
                && ref.getIndex() == EFFECT;
    }
}
