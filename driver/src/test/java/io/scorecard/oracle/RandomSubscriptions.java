package io.scorecard.oracle;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chains of versions: back to back, with gaps, of no length, inverted, free, unpaid, and several at once.
 *
 * <p>A price is the monthly money itself, or a quantity of an amount for an interval, which must be divided.
 */
final class RandomSubscriptions {
    private static final String[] PRICES = {"0", "0.1", "10", "10.1", "33.3333", "99.99", "99.99", "-5"};

    /** Among them some whose month ends in exactly half of the fourth place. */
    private static final String[] AMOUNTS = {"0", "52", "600", "99.99", "0.0006", "0.0018", "1000.0006", "0.0001"};

    private static final int MONTHLY_COLUMNS = 8;

    private RandomSubscriptions() {}

    /** Two plans with a name and one that the table lacks, which keeps its id. */
    static Table plans() {
        Table table = new Table("plans", "plan_id VARCHAR", "name VARCHAR", "tier VARCHAR");
        table.add("basic", "Basic", "entry");
        table.add("pro", "Professional", "premium");
        return table;
    }

    /** Versions whose monthly money is given. */
    static Table of(Dice dice) {
        return fill(
                dice,
                new Table(
                        "subscriptions",
                        "subscription_item_id VARCHAR",
                        "subscription_id VARCHAR",
                        "customer_id VARCHAR",
                        "plan_id VARCHAR",
                        "status VARCHAR",
                        "valid_from TIMESTAMP",
                        "valid_to TIMESTAMP",
                        "mrr DECIMAL(38,4)"));
    }

    /** Versions whose monthly money follows from quantity, amount and interval. */
    static Table priced(Dice dice) {
        return fill(
                dice,
                new Table(
                        "subscriptions",
                        "subscription_item_id VARCHAR",
                        "subscription_id VARCHAR",
                        "customer_id VARCHAR",
                        "plan_id VARCHAR",
                        "status VARCHAR",
                        "valid_from TIMESTAMP",
                        "valid_to TIMESTAMP",
                        "quantity BIGINT",
                        "unit_amount DECIMAL(38,4)",
                        "billing_interval VARCHAR",
                        "billing_interval_count BIGINT"));
    }

    private static Table fill(Dice dice, Table table) {
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
            List<@Nullable Object> row = new ArrayList<>();
            row.add(Integer.toString(table.rows().size() + 1));
            row.add(Integer.toString(subscription));
            row.add(Integer.toString(customer));
            row.add(dice.<@Nullable String>pick("basic", "basic", "pro", "max", null));
            row.add(
                    dice.chance(72)
                            ? "active"
                            : dice.pick("past_due", "past_due", "trialing", "paused", "unpaid", "canceled"));
            row.add(from);
            row.add(to);
            if (table.columns().size() == MONTHLY_COLUMNS) {
                row.add(new BigDecimal(dice.pick(PRICES)));
            } else {
                row.add((long) dice.pick(1, 1, 1, 3, 0));
                row.add(new BigDecimal(dice.pick(AMOUNTS)));
                row.add(dice.pick("day", "week", "month", "month", "year", "year"));
                row.add((long) dice.pick(1, 1, 1, 2, 3));
            }
            table.add(row.toArray());
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
