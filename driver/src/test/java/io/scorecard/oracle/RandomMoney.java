package io.scorecard.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Costs that are direct, linked to a ticket or shared, for a day, a month or any interval; and revenue. */
final class RandomMoney {
    private RandomMoney() {}

    static Table costs(Dice dice) {
        Table table = new Table(
                "costs",
                "cost_id VARCHAR",
                "period_start DATE",
                "period_end DATE",
                "amount DECIMAL(38,4)",
                "category VARCHAR",
                "customer_id VARCHAR",
                "ticket_id VARCHAR",
                "campaign_id VARCHAR");
        for (int i = 0; i < 160; i++) {
            String category = dice.pick(
                    "support",
                    "support",
                    "support",
                    "support",
                    "retention",
                    "onboarding",
                    "success",
                    "marketing_existing",
                    "acquisition",
                    "acquisition",
                    "service");
            LocalDate day = dice.instant(RandomCompany.BEGIN, RandomCompany.END).toLocalDate();
            LocalDate start = dice.chance(35) ? day.withDayOfMonth(1) : day;
            LocalDate end = switch (dice.between(1, 5)) {
                case 1 -> null;
                case 2 -> start;
                case 3 -> start.plusDays(dice.between(1, 80));
                default -> start.plusMonths(1).minusDays(1);
            };
            boolean acquisition = category.equals("acquisition");
            int link = acquisition ? 3 : dice.between(1, 4);
            table.add(
                    Integer.toString(i + 1),
                    start,
                    end,
                    amount(dice, 95),
                    category,
                    link == 1 ? Integer.toString(dice.between(1, 43)) : null,
                    link == 2 ? Integer.toString(dice.between(1, RandomTickets.TICKETS + 3)) : null,
                    acquisition ? dice.<@Nullable String>pick("c1", "c2", null) : null);
        }
        return table;
    }

    static Table campaigns() {
        Table table = new Table(
                "campaigns",
                "campaign_id VARCHAR",
                "name VARCHAR",
                "channel VARCHAR",
                "start_date DATE",
                "end_date DATE");
        table.add("c1", "Spring", "search", LocalDate.of(2025, 3, 1), LocalDate.of(2025, 5, 31));
        table.add("c2", "Autumn", "fairs", LocalDate.of(2025, 9, 1), null);
        return table;
    }

    static Table revenue(Dice dice) {
        Table table = new Table(
                "revenue",
                "revenue_id VARCHAR",
                "customer_id VARCHAR",
                "occurred_at TIMESTAMP",
                "amount DECIMAL(38,4)",
                "revenue_type VARCHAR",
                "cost_of_service DECIMAL(38,4)");
        for (int i = 0; i < 120; i++) {
            String type =
                    dice.pick("recurring", "recurring", "recurring", "one_off", "usage", "refund", "credit", "tax");
            BigDecimal amount = amount(dice, 100);
            table.add(
                    Integer.toString(i + 1),
                    dice.chance(5) ? null : Integer.toString(dice.between(1, 43)),
                    dice.instant(RandomCompany.BEGIN, RandomCompany.END),
                    type.equals("refund") ? amount.negate() : amount,
                    type,
                    dice.chance(50) ? amount(dice, 100) : null);
        }
        return table;
    }

    private static BigDecimal amount(Dice dice, int positive) {
        BigDecimal amount = new BigDecimal(dice.pick("100", "31", "0.1", "7.7777", "1250.5", "0"));
        return dice.chance(positive) ? amount : amount.negate();
    }
}
