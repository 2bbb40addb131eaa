package io.scorecard.functions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a KPI is computed. Either one aggregate over one branch ({@code over} is there), or an
 * aggregate over one row for each customer ({@code per} is there), or an expression over other KPIs,
 * or a scalar formula over what it takes.
 *
 * @param formula SQL; {@code /} in it divides as doubles and gives NULL where the divisor is zero
 * @param over the relation whose rows are aggregated: a canonical table, a named {@link Relation},
 *     or a {@link StateRelation}
 * @param where SQL condition on that relation
 * @param date the column that dates a row, where it is not the relation's own
 * @param at the bound, for {@code customer_balance} and for relations that are taken at a bound
 * @param per {@code customer_id}: {@code rows} are computed for each customer and period, then the
 *     formula aggregates those rows
 * @param rows the columns of such a row: expressions over KPIs, by name, in order
 * @param latest a column of the relation: of rows with the same value in a period only the last one
 *     counts, by date, then key; rows without a value all count
 * @param during an interval of the KPI's own in place of the period that was asked
 * @param each a finer grain at which the formula is taken first
 * @param binds the KPI's arguments as SQL over the relation (or over other KPIs), where they are not
 *     columns of the same name; an argument bound to a setting alone may be left out by the asker
 * @param numerator numerator and denominator as formulas, where they are not the two sides of the
 *     formula's last division
 * @param n the number of rows or customers behind the value, as a formula; empty: the denominator
 * @param unit the unit, where an option's is not the KPI's
 * @param summary what an option does, in words; empty for the default
 */
public record Definition(
        String formula,
        Optional<String> over,
        Optional<String> where,
        Optional<String> date,
        Optional<At> at,
        Optional<String> per,
        Map<String, String> rows,
        Optional<String> latest,
        Optional<Interval> during,
        Optional<Each> each,
        Map<String, String> binds,
        Optional<String> numerator,
        Optional<String> denominator,
        Optional<String> n,
        Optional<Unit> unit,
        Optional<String> summary) {

    public Definition {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        binds = Collections.unmodifiableMap(new LinkedHashMap<>(binds));
    }
}
