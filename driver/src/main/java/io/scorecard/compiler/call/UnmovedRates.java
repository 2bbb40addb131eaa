package io.scorecard.compiler.call;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.StateRelation;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

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
        });
        return new Measure(value, left);
    }

    private static boolean isEffect(Atom atom) {
        return atom instanceof Atom.Total total
                && total.branch() instanceof Branch.Transition
                && total.component().function() == SqlStdOperatorTable.SUM
                && total.component().argument() instanceof RexInputRef ref
                && ref.getIndex() == EFFECT;
    }
}
