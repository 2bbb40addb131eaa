package io.scorecard.compiler;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * One row for each customer, group and period, made of measures: what a KPI that is computed for each customer
 * first aggregates. A customer of whom every number is 0 or NULL has no row.
 *
 * @param measures the columns, in order
 */
record CustomerRows(List<Measure> measures) {
    CustomerRows {
        measures = List.copyOf(measures);
    }

    CustomerRows filtered(Build build, RexNode condition) {
        return new CustomerRows(
                measures.stream().map(m -> m.filtered(build, condition)).toList());
    }

    CustomerRows in(Optional<TimeColumn> unit) {
        return new CustomerRows(measures.stream().map(m -> m.in(unit)).toList());
    }

    List<Atom> atoms() {
        return measures.stream().flatMap(m -> m.atoms().stream()).distinct().toList();
    }
}
