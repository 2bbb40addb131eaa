package io.scorecard.functions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A relation that no SQL is written for: the compiler derives it from the starts and ends of paid
 * versions, for the period that was asked.
 */
public enum StateRelation {
    /** Paying customers at a bound: {@code active} is 1 or 0, {@code mrr} their monthly revenue. */
    CUSTOMER_BALANCE("customer_id", "active", "mrr"),
    /**
     * Customers whose state differs between opening and closing, or who entered in between. {@code
     * customers} is 1, and -1 where a transfer leaves a segment; {@code entered} is 1 for a first
     * paid start inside the period of a customer who was not active at its opening; {@code departed}
     * is how many times the last paid version ended inside the period. {@code mrr_change} is at the
     * rates of the period's end, {@code fx_change} what exchange rates alone made of the opening.
     */
    CUSTOMER_TRANSITIONS(
            "customer_id",
            "movement",
            "customers",
            "mrr_change",
            "fx_change",
            "opening_mrr",
            "closing_mrr",
            "entered",
            "departed");

    private final List<String> columns;

    StateRelation(String... columns) {
        this.columns = List.of(columns);
    }

    public String relationName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public List<String> columns() {
        return columns;
    }

    public static Optional<StateRelation> find(String name) {
        return Arrays.stream(values())
                .filter(s -> s.relationName().equals(name))
                .findFirst();
    }
}
