package io.scorecard.oracle;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Chains of versions: back to back, with gaps, of no length, inverted, free, unpaid, and several at once. */
final class RandomSubscriptions {
    private static final String[] PRICES = {"0", "0.1", "10", "10.1", "33.3333", "99.99", "99.99", "-5"};

    private RandomSubscriptions() {}

    /** Two plans with a name and one that the table lacks, which keeps its id. */
    static Table plans() {
        Table table = new Table("plans", "plan_id VARCHAR", "name VARCHAR", "tier VARCHAR");
        table.add("basic", "Basic", "entry");
        table.add("pro", "Professional", "premium");
        return table;
    }

    static Table of(Dice dice) {
        Table table = new Table(
                "subscriptions",
                "subscription_item_id VARCHAR",
                "subscription_id VARCHAR",
                "customer_id VARCHAR",
                "plan_id VARCHAR",
                "status VARCHAR",
                "mrr DECIMAL(38,4)",
                "valid_from TIMESTAMP",
                "valid_to TIMESTAMP");
        for (int customer = 1; customer <= RandomCompany.CUSTOMERS + 2; customer++) {
            LocalDateTime from = dice.instant(RandomCompany.BEGIN, RandomCompany.END.minusMonths(2));
            for (int subscription = dice.pick(0, 1, 1, 1, 1, 2, 2, 3); subscription > 0; subscription--) {
                LocalDateTime end = chain(dice, table, customer, customer * 10 + subscription, from);
                from = end != null && end.isBefore(RandomCompany.END) && dice.chance(30)
                        ? end
                        : dice.instant(RandomCompany.BEGIN, RandomCompany.END.minusMonths(2));
            }
        }
        return table;
    }

    private static @Nullable LocalDateTime chain(
            Dice dice, Table table, int customer, int subscription, LocalDateTime begin) {
        LocalDateTime from = begin;
        while (true) {
            LocalDateTime to = end(dice, from);
            table.add(
                    Integer.toString(table.rows().size() + 1),
                    Integer.toString(subscription),
                    Integer.toString(customer),
                    dice.<@Nullable String>pick("basic", "basic", "pro", "max", null),
                    dice.chance(72)
                            ? "active"
                            : dice.pick("past_due", "past_due", "trialing", "paused", "unpaid", "canceled"),
                    new BigDecimal(dice.pick(PRICES)),
                    from,
                    to);
            if (to == null || !to.isBefore(RandomCompany.END.minusMonths(1)) || dice.chance(20)) {
                return to;
            }
            from = dice.chance(70) || to.isBefore(from) ? later(from, to) : dice.instant(to, RandomCompany.END);
        }
    }

    private static @Nullable LocalDateTime end(Dice dice, LocalDateTime from) {
        int roll = dice.between(1, 100);
        if (roll <= 10) {
            return from;
        }
        if (roll <= 14) {
            return from.minusDays(dice.between(1, 40));
        }
        if (roll <= 30) {
            return null;
        }
        LocalDateTime latest = roll <= 50 ? from.plusDays(20) : from.plusMonths(9);
        return dice.instant(from.plusSeconds(1), latest);
    }

    private static LocalDateTime later(LocalDateTime left, LocalDateTime right) {
        return left.isBefore(right) ? right : left;
    }
}
