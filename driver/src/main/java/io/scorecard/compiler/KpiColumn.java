package io.scorecard.compiler;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A column of {@code kpi}: a time, the customer, an attribute of customers, or a fact's own segment.
 *
 * @param table the canonical table or named relation it comes from; empty for times
 * @param column its name there
 * @param historical whether {@code customer_history} tells how it changed
 */
record KpiColumn(
        String name,
        RelDataType type,
        Optional<TimeColumn> time,
        String table,
        String column,
        boolean historical,
        String meaning) {

    static final String CUSTOMER = "customer_id";

    /** The canonical table of what a customer may have several of. */
    static final String MEMBERSHIPS = "customer_products";

    /** The named relation that tells when each customer first paid. */
    static final String COHORTS = "customer_cohorts";

    boolean isCustomer() {
        return time.isEmpty() && name.equals(CUSTOMER);
    }

    /** Whether it is known of a customer, and not of one fact's rows only. */
    boolean isOfCustomers() {
        return table.equals(Catalog.CUSTOMERS) || isComputed() || isMany();
    }

    /** Whether a customer may have several of it at once. */
    boolean isMany() {
        return table.equals(MEMBERSHIPS);
    }

    /** Whether it is computed for each customer by a named relation. */
    boolean isComputed() {
        return table.equals(COHORTS);
    }
}
