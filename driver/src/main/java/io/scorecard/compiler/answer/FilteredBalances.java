package io.scorecard.compiler.answer;

import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Measure;
import io.scorecard.compiler.time.Calendar;
import io.scorecard.compiler.time.Lens;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Balances whose FILTER leaves no day of a period: {@code mrr() FILTER (WHERE month = DATE '2026-01-01')} in the second
 * quarter. Nothing happened there, so a count of events is 0; but a balance of no moment is not known, and 0 would say that
 * there was none.
 */
final class FilteredBalances {

    private final Build build;
    private final Calendar calendar;
    private final Periods periods;

    FilteredBalances(Build build, Calendar calendar, Periods periods) {
        this.build = build;
        this.calendar = calendar;
        this.periods = periods;
    }

    /** The value, in the periods in which there is one. */
    RexNode of(Measure measure, RexNode value, Rows answer) {
        List<Lens> filters = measure.atoms().stream()
                .filter(FilteredBalances::isBalance)
                .map(Atom::lens)
                .filter(l -> l.filter().isPresent())
                .distinct()
                .toList();
        if (periods.isEmpty() || filters.isEmpty()) {
            return value;
        }
        Set<Integer> seen = null;
        for (Lens lens : filters) {
            Set<Integer> numbers = calendar.refined(lens, periods).seen();
            if (seen == null) {
                seen = new TreeSet<>(numbers);
            } else {
                seen.retainAll(numbers);
            }
        }
        if (seen.isEmpty()) {
            calendar.warn("A FILTER's time lies outside of the time that is asked, so a balance has no value there.");
            return build.nothing(value.getType());
        }
        if (periods.one() || seen.size() == periods.periods().size()) {
            return value;
        }
        PeriodNumber number = new PeriodNumber(build, periods);
        RexNode within = RexUtil.composeDisjunction(
                build.rex,
                seen.stream()
                        .map(n -> build.equal(answer.col(Evaluation.P), build.typed(n, number.type())))
                        .toList());
        return build.when(within, value);
    }

    private static boolean isBalance(Atom atom) {
        return atom instanceof Atom.Total total
                && (total.branch() instanceof Branch.Balance || total.branch() instanceof Branch.Snapshot);
    }
}
