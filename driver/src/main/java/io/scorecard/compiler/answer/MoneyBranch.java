package io.scorecard.compiler.answer;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.catalog.Catalog;
import io.scorecard.compiler.measure.Atom;
import io.scorecard.compiler.measure.Branch;
import io.scorecard.compiler.measure.Part;
import io.scorecard.compiler.state.Moves;
import io.scorecard.compiler.state.StateNeeds;
import io.scorecard.compiler.state.StateQuestion;
import io.scorecard.compiler.time.PeriodNumber;
import io.scorecard.compiler.time.Periods;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexNode;

/**
 * Balances of money where attributes do not change: plain sums over the starts and ends of paid
 * versions, without looking at any customer for itself. Where periods are numbered, a figure is the
 * change in the period.
 */
final class MoneyBranch {

    private final Build build;
    private final Question question;
    private final Attributes attributes;
    private final Periods periods;
    private final Moves moves;
    private final boolean shares;

    MoneyBranch(Build build, Catalog catalog, Question question, Attributes attributes, Periods periods) {
        this(
                build,
                question,
                attributes,
                periods,
                new Moves(StateQuestion.of(build, catalog, attributes, periods, StateNeeds.NONE, true), true),
                false);
    }

    /** Customers are looked at anyway: the changes that they were grouped by carry their money. */
    MoneyBranch(Build build, Question question, Attributes attributes, Periods periods, Moves shared) {
        this(build, question, attributes, periods, shared, shared.areNumbered());
    }

    private MoneyBranch(
            Build build, Question question, Attributes attributes, Periods periods, Moves moves, boolean shares) {
        this.build = build;
        this.question = question;
        this.attributes = attributes;
        this.periods = periods;
        this.moves = moves;
        this.shares = shares;
    }

    /** Whether a component can be had this way. */
    static boolean takes(Atom.Total atom, Attributes attributes, Periods periods) {
        return atom.branch() instanceof Branch.Balance balance
                && balance.money()
                && !attributes.areOfTheMoment()
                && !periods.overlapping();
    }

    /** @param atoms balances of money, by the name of their figure */
    Part part(Map<String, Atom.Total> atoms) {
        Rows rows = periods.one() ? moves.money(bounds(atoms.values())) : shares ? moves.changes() : moves.events();
        if (!attributes.fixed().isEmpty()) {
            rows = attributes.joinFixed(rows);
        }
        rows = rows.where(attributes.over(rows, question.where()));
        Contribution contribution =
                Contribution.of(build, rows, attributes, question, periods.one() ? null : number(rows));
        for (Map.Entry<String, Atom.Total> entry : atoms.entrySet()) {
            Atom.Total atom = entry.getValue();
            At at = at(atom);
            RexNode money = rows.col(!periods.one() ? "m" : at == At.OPENING ? "opening" : "closing");
            contribution.add(
                    entry.getKey(),
                    atom.component(),
                    money,
                    null,
                    attributes.conditions(rows, atom, List.of()),
                    atom.component().type());
        }
        return contribution.part();
    }

    private static Set<At> bounds(Collection<Atom.Total> atoms) {
        return atoms.stream().map(MoneyBranch::at).collect(Collectors.toSet());
    }

    private static At at(Atom.Total atom) {
        return ((Branch.Balance) atom.branch()).at();
    }

    private RexNode number(Rows rows) {
        return shares ? rows.col("p") : new PeriodNumber(build, periods).number(rows.col("t"));
    }
}
