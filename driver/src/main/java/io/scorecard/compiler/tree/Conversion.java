package io.scorecard.compiler.tree;

import io.scorecard.compiler.sql.Operators;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Amounts of a canonical table whose rows have a currency and a date, brought to the model's currency at the rate
 * of the row's own day. Questions that read the table itself see the amounts as they were booked. Immutable.
 *
 * @param to the model's currency
 * @param currency over the source's row, as {@code date}
 * @param amounts the columns that are money
 */
public record Conversion(String to, RexNode currency, RexNode date, Set<String> amounts) {

    private static final String RATE = "rate";

    boolean gives(String column) {
        return amounts.contains(column);
    }

    /** The source's rows, and the rate behind their columns. */
    RelNode joined(Build build, RelNode source) {
        RexNode day = date.getType().getSqlTypeName() == SqlTypeName.DATE ? date : build.call(Operators.DAY_OF, date);
        return new Exchange(build, to).rated(Rows.of(build, source), currency, day, RATE).rel;
    }

    /** An amount over these rows. */
    RexNode value(Build build, RelNode joined, RexNode amount) {
        RexNode rate = build.rex.makeInputRef(joined, joined.getRowType().getFieldCount() - 1);
        return new Exchange(build, to).at(amount, currency, rate);
    }
}
