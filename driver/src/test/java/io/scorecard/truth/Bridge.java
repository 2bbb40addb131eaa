package io.scorecard.truth;

import io.scorecard.oracle.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Opening and movements add up to the closing: money of every kind of movement, and customers. */
final class Bridge {
    private static final List<String> MONEY = List.of(
            "opening_mrr",
            "new_mrr",
            "reactivation_mrr",
            "expansion_mrr",
            "contraction_mrr",
            "churned_mrr",
            "transfer_mrr");

    private Bridge() {}

    /** What does not add up in a row that has all parts. */
    static Optional<String> breach(Row row) {
        if (!row.values().keySet().containsAll(MONEY)) {
            return Optional.empty();
        }
        BigDecimal money = BigDecimal.ZERO;
        for (String part : MONEY) {
            money = money.add(amount(row, part));
        }
        BigDecimal customers = amount(row, "opening_customers")
                .add(amount(row, "new_customers"))
                .add(amount(row, "reactivated_customers"))
                .subtract(amount(row, "churned_customers"))
                .add(amount(row, "transferred_customers"));
        boolean closes = money.compareTo(amount(row, "closing_mrr")) == 0
                && customers.compareTo(amount(row, "closing_customers")) == 0;
        return closes ? Optional.empty() : Optional.of("the bridge does not close in " + row);
    }

    private static BigDecimal amount(Row row, String part) {
        return new BigDecimal(String.valueOf(row.value(part)));
    }
}
