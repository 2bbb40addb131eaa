package io.scorecard.compiler.state;

import io.scorecard.compiler.catalog.Attributes;
import io.scorecard.compiler.time.StateBounds;
import io.scorecard.compiler.tree.Build;
import io.scorecard.compiler.tree.Rows;
import io.scorecard.functions.At;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.JoinRelType;

/**
 * How each customer stood at a period's opening and closing and what movement that is: {@code events →
 * customer and period → opening and closing → movement}. Where a segment of subscriptions is asked, the
 * entity is customer and segment, but the movement is classified at the customer first.
 */
public final class Moves {

    /** A column that is filled where a customer has a version. */
    public static final String STANDS = "open";

    static final String DEPARTED = "departed";

    /** What exchange rates alone change of an entity's money. */
    static final String FX = "fx_change";

    private final StateQuestion asked;
    private final PaidEvents events;
    private final NumberedStates numbered;
    private final BoundStates bound;

    /** @param withMoney whether {@link #changes} are read for their money, too */
    public Moves(StateQuestion asked, boolean withMoney) {
        this.asked = asked;
        this.events = new PaidEvents(asked, withMoney || asked.needs().money());
        this.numbered = new NumberedStates(asked, events, withMoney);
        this.bound = new BoundStates(asked, events);
    }

    public boolean areNumbered() {
        return asked.periods().areNumbered();
    }

    /** Whether attributes may differ between a movement's origin and its closing. */
    public boolean hasLegs() {
        return !asked.attributes().changing().isEmpty();
    }

    /**
     * Rows with the columns of {@code customer_transitions}, balances, attributes, and {@code p}.
     *
     * @param customers LEFT; or FULL for a row for each customer who stands nowhere, too, of whom {@link #STANDS} is
     *     NULL
     */
    public Rows rows(JoinRelType customers) {
        Build build = asked.build();
        Attributes attributes = asked.attributes();
        Rows states = areNumbered() ? build.shared.step("states", numbered.rows()) : bound.rows();
        if (states.has(FX)) {
            states = build.shared.step("settled", new Movement(build, false, false).settled(states));
        }
        if (asked.hasHistory()) {
            states = new StateBounds(build, asked.periods()).of(states);
        }
        if (!attributes.many().isEmpty()) {
            states = build.shared.step("entities", new Memberships(build, attributes).rows(states));
        }
        Rows attributed = attributes.fixed().isEmpty() ? states : attributes.joinFixed(states, customers);
        return build.shared.step(
                "moves",
                hasLegs()
                        ? new Legs(build, attributes, movement()).rows(attributed)
                        : withChange(movement().rows(attributed, asked.needs())));
    }

    /** What a customer has several of changes with the customer's money: {@link MoneyBranch} cannot know it. */
    private Rows withChange(Rows rows) {
        return asked.hasHistory() && areNumbered() ? rows.with(Map.of("change_mrr", rows.col("m"))) : rows;
    }

    public Movement movement() {
        boolean byEntity = asked.isByEntity() || !asked.attributes().many().isEmpty();
        return new Movement(asked.build(), byEntity, areNumbered());
    }

    /** Starts and ends of paid versions: entity, t, d, m, s. */
    public Rows events() {
        return events.events();
    }

    /** What changed of each entity in each numbered period: entity, p, d, m, s; only what is needed of them. */
    public Rows changes() {
        return numbered.changes();
    }

    /** Balances of money in one period, straight from the versions. */
    public Rows money(Set<At> bounds) {
        return bound.money(bounds);
    }
}
