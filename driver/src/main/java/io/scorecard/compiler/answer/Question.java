package io.scorecard.compiler.answer;

import io.scorecard.compiler.time.Periods;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Groups and conditions over the attributes of {@code kpi}: what every branch is asked.
 *
 * @param keys expressions to group by
 * @param where conditions that all must hold
 * @param sparse whether groups of which every figure is nothing may be missing
 */
record Question(List<RexNode> keys, List<RexNode> where, boolean sparse) {
    Question {
        keys = List.copyOf(keys);
        where = List.copyOf(where);
    }

    Question(List<RexNode> keys, List<RexNode> where) {
        this(keys, where, false);
    }

    /** Whether a customer, who is in each group then, has but a few states and balances in one. */
    boolean isOfFew(Periods periods) {
        return sparse && periods.one();
    }

    static String key(int i) {
        return "k" + i;
    }
}
