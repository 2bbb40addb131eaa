package io.scorecard.oracle;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Customers with missing attributes, a few of them missing altogether, and histories with gaps. */
final class RandomCustomers {
    private RandomCustomers() {}

    static Table customers(Dice dice) {
        Table table = new Table(
                "customers",
                "customer_id VARCHAR",
                "name VARCHAR",
                "created_at TIMESTAMP",
                "segment VARCHAR",
                "region VARCHAR",
                "industry VARCHAR",
                "owner_name VARCHAR");
        for (int customer = 1; customer <= RandomCompany.CUSTOMERS; customer++) {
            if (customer > 3 && dice.chance(6)) {
                continue;
            }
            table.add(
                    Integer.toString(customer),
                    "Customer " + customer,
                    dice.instant(RandomCompany.BEGIN, RandomCompany.END),
                    segment(dice),
                    region(dice),
                    dice.<@Nullable String>pick("retail", "retail", "bank", "health", null),
                    dice.<@Nullable String>pick("Ann", "Bo", null));
        }
        return table;
    }

    /** Ranges never overlap; they meet, leave gaps, end, or go on, and a few customers have none. */
    static Table history(Dice dice) {
        Table table = new Table(
                "customer_history",
                "customer_id VARCHAR",
                "segment VARCHAR",
                "region VARCHAR",
                "valid_from TIMESTAMP",
                "valid_to TIMESTAMP");
        for (int customer = 1; customer <= RandomCompany.CUSTOMERS + 2; customer++) {
            if (dice.chance(10)) {
                continue;
            }
            LocalDateTime from = dice.chance(50)
                    ? LocalDateTime.of(2020, 1, 1, 0, 0)
                    : dice.instant(RandomCompany.BEGIN, RandomCompany.END.minusMonths(6));
            for (int row = dice.between(1, 4); row > 0; row--) {
                LocalDateTime earliest = from.isBefore(RandomCompany.BEGIN) ? RandomCompany.BEGIN : from;
                boolean open = row == 1 && dice.chance(80) || !earliest.isBefore(RandomCompany.END.minusDays(40));
                LocalDateTime to = open ? null : dice.instant(earliest.plusDays(1), RandomCompany.END);
                table.add(Integer.toString(customer), segment(dice), region(dice), from, to);
                if (to == null || !to.isBefore(RandomCompany.END.minusDays(40))) {
                    break;
                }
                from = dice.chance(75) ? to : dice.instant(to.plusDays(1), RandomCompany.END);
            }
        }
        return table;
    }

    private static @Nullable String segment(Dice dice) {
        return dice.<@Nullable String>pick("ent", "mid", "smb", "smb", null);
    }

    private static @Nullable String region(Dice dice) {
        return dice.<@Nullable String>pick("EU", "EU", "US", null);
    }
}
