package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.KpiRows;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which columns of {@code kpi} a question without measures uses, by their places.
 *
 * @param top the uppermost select of nothing but {@code kpi}
 * @param needed which of its columns are looked at
 */
record UsedColumns(KpiRows rows, RelNode top, ImmutableBitSet needed) {

    /**
     * The columns that decide what is counted: those of the innermost select that does not take all, so that
     * {@code SELECT COUNT(*) FROM (SELECT month FROM kpi)} counts months; and those of conditions.
     */
    Set<Integer> counted() {
        Set<Integer> used = shown();
        rows.conditions().forEach(c -> RelOptUtil.InputFinder.bits(c).forEach(used::add));
        return used;
    }

    /**
     * The same where it does not matter how often a row comes: customers of a year are not there for each of its days
     * where nobody sees the days. What conditions on time alone look at is left out, as they are met before.
     */
    Set<Integer> seen() {
        Set<Integer> seen = new TreeSet<>();
        List<Integer> places = isEverything()
                ? needed.asList()
                : ImmutableBitSet.range(rows.fields().size()).asList();
        places.forEach(i -> RelOptUtil.InputFinder.bits(rows.fields().get(i)).forEach(seen::add));
        Set<Integer> bounds = new TreeSet<>();
        for (RexNode condition : rows.conditions()) {
            RelOptUtil.InputFinder.bits(condition).forEach(rows.isTime(condition) ? bounds::add : seen::add);
        }
        bounds.removeAll(seen);
        Set<Integer> used = counted();
        used.removeAll(bounds);
        return used;
    }

    private Set<Integer> shown() {
        Set<Integer> shown = selected(rows, top);
        if (isEverything()) {
            shown.clear();
            needed.forEachInt(
                    i -> RelOptUtil.InputFinder.bits(rows.fields().get(i)).forEachInt(shown::add));
        }
        return shown;
    }

    static Set<Integer> selected(KpiRows rows, RelNode top) {
        Set<Integer> used = new TreeSet<>();
        rows.fields().forEach(f -> RelOptUtil.InputFinder.bits(f).forEach(used::add));
        for (RelNode node = top; !(node instanceof TableScan); node = node.getInput(0)) {
            RelNode input = node.getInput(0);
            boolean innermost =
                    input instanceof TableScan || input instanceof Filter f && f.getInput() instanceof TableScan;
            if (node instanceof Project select && innermost) {
                Set<Integer> selected = new TreeSet<>();
                select.getProjects().forEach(p -> RelOptUtil.InputFinder.bits(p).forEach(selected::add));
                if (selected.size() < rows.kpi().columns().size()) {
                    used.addAll(selected);
                }
            }
        }
        return used;
    }

    /** Whether no select between names columns: {@code kpi} itself, or all of it. */
    private boolean isEverything() {
        return selected(rows, top).size() == rows.kpi().columns().size();
    }
}
