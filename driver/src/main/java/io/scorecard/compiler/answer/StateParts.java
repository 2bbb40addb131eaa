package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Balances and transitions: what needs each customer looked at for itself, and money that is summed without
 * that. Where customers are looked at in a single period anyway, their own money adds up to the same, and
 * versions are read once.
 */
record StateParts(Build build, Catalog catalog, Question question, Attributes attributes, Periods periods) {

    /** Whether a join with all customers can bring in the groups of those who stand nowhere. */
    boolean canComplete(Map<String, Atom.Total> states) {
        return periods.one()
                && attributes.areAllFixed()
                && !attributes.fixed().isEmpty()
                && !states.values().stream().allMatch(this::isMoney);
    }

    /** @param complete whether customers who stand nowhere count as groups, too */
    List<Part> of(Map<String, Atom.Total> states, Figures figures, boolean complete) {
        boolean allMoney = states.values().stream().allMatch(this::isMoney);
        boolean together = !allMoney && periods.one();
        Map<String, Atom.Total> money = new LinkedHashMap<>();
        Map<String, Atom.Total> customers = new LinkedHashMap<>();
        states.values()
                .forEach(s -> (isMoney(s) && !together ? money : customers).putIfAbsent(figures.stateName(s), s));
        if (allMoney) {
            return List.of(new MoneyBranch(build, catalog, question, attributes, periods).part(money));
        }
        StateBranch each =
                new StateBranch(build, catalog, question, attributes, periods, customers.values(), !money.isEmpty());
        Part ofCustomers = each.part(customers, complete);
        return money.isEmpty()
                ? List.of(ofCustomers)
                : List.of(ofCustomers, new MoneyBranch(build, question, attributes, periods, each.moves()).part(money));
    }

    private boolean isMoney(Atom.Total state) {
        return MoneyBranch.takes(state, attributes, periods);
    }
}
