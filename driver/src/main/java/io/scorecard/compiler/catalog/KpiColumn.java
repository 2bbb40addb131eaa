package io.scorecard.compiler.catalog;

import io.scorecard.compiler.time.TimeColumn;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of {@code kpi}: a time, the customer, an attribute of customers, or a fact's own segment.
 *
 * @param table the canonical table or named relation it comes from; empty for times
 * @param column its name there
 * @param historical whether {@code customer_history} tells how it changed
 */
public record KpiColumn(
        String name,
        RelDataType type,
        Optional<TimeColumn> time,
        String table,
        String column,
        boolean historical,
        String meaning) {

    public static final String CUSTOMER = "customer_id";

    /** The canonical table of what a customer may have several of. */
    public static final String MEMBERSHIPS = "customer_products";

    /** The canonical tables of what a text may mention several of. */
    private static final Set<String> TOPICS = Set.of("themes", "competitors");

    /** The named relation that tells when each customer first paid. */
    static final String COHORTS = "customer_cohorts";

    public boolean isCustomer() {
        return time.isEmpty() && name.equals(CUSTOMER);
    }

    /** Whether it is known of a customer, and not of one fact's rows only. */
    public boolean isOfCustomers() {
        return table.equals(Catalog.CUSTOMERS) || isComputed() || isMany();
    }

    /** Whether a customer may have several of it at once. */
    public boolean isMany() {
        return table.equals(MEMBERSHIPS);
    }

    /** That its groups overlap, as a sentence, where they do. */
    public Optional<String> overlap() {
        String who = isMany() ? "A customer may have" : TOPICS.contains(table) ? "A text may mention" : "";
        return Optional.of(
                        who + " several of '" + name + "' and counts in each: the groups do not add up to the total.")
                .filter(sentence -> !who.isEmpty());
    }

    /** Whether it is computed for each customer by a named relation. */
    public boolean isComputed() {
        return table.equals(COHORTS);
    }
}
