package io.scorecard.compiler.measure;

import io.scorecard.compiler.time.Buckets;
import io.scorecard.compiler.tree.Build;
import io.scorecard.functions.At;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * One row for each customer, group and period, made of measures: what a KPI that is computed for each customer
 * first aggregates. A customer of whom every number is 0 or NULL has no row.
 *
 * <p>A customer has one place among segments that change, wherever its rows were: that of the closing where only
 * closings are looked at, else that of the opening, or of the first moment in the period at which it is known.
 *
 * @param measures the columns, in order
 */
public record CustomerRows(List<Measure> measures) {
    public CustomerRows {
        measures = List.copyOf(measures);
    }

    /** The bound whose segments hold. */
    public At at() {
        return atoms().stream().anyMatch(CustomerRows::looksAtOpening) ? At.OPENING : At.CLOSING;
    }

    private static boolean looksAtOpening(Atom atom) {
        if (atom instanceof Atom.OfCustomers customers) {
            return customers.rows().at() == At.OPENING;
        }
        if (!(atom instanceof Atom.Total total)) {
            return false;
        }
        return total.branch() instanceof Branch.Transition
                || total.branch() instanceof Branch.Balance balance && balance.at() == At.OPENING
                || total.branch() instanceof Branch.Snapshot snapshot && snapshot.at() == At.OPENING;
    }

    CustomerRows filtered(Build build, RexNode condition) {
        return new CustomerRows(
                measures.stream().map(m -> m.filtered(build, condition)).toList());
    }

    CustomerRows in(Buckets buckets) {
        return new CustomerRows(measures.stream().map(m -> m.in(buckets)).toList());
    }

    public List<Atom> atoms() {
        return measures.stream().flatMap(m -> m.atoms().stream()).distinct().toList();
    }
}
