package io.scorecard.functions;

import java.util.Map;
import java.util.Optional;

/**
 * How a KPI is computed. Either one aggregate over one branch ({@code over} is there), or an
 * expression over other KPIs, or a scalar formula over what it takes.
 *
 * @param formula SQL; {@code /} in it divides as doubles and gives NULL where the divisor is zero
 * @param over the relation whose rows are aggregated: a canonical table, a named {@link Relation},
 *     or one of {@code customer_balance} and {@code customer_transitions}
 * @param where SQL condition on that relation
 * @param date the column that dates a row, where it is not the relation's own
 * @param at the bound, for {@code customer_balance} and for relations that are taken at a bound
 * @param per a column of the relation: components are grouped by it and by period first
 * @param latest a column of the relation: of its rows in a period only the last one counts
 * @param during an interval of the KPI's own in place of the period that was asked
 * @param each a finer grain at which the formula is taken first
 * @param binds the KPI's arguments as SQL over the relation (or over other KPIs), where they are not
 *     columns of the same name
 */
public record Definition(
        String formula,
        Optional<String> over,
        Optional<String> where,
        Optional<String> date,
        Optional<At> at,
        Optional<String> per,
        Optional<String> latest,
        Optional<Interval> during,
        Optional<Each> each,
        Map<String, String> binds) {

    public Definition {
        binds = Map.copyOf(binds);
    }
}
