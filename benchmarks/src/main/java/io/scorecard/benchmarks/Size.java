package io.scorecard.benchmarks;

import java.io.IOException;

/** How large a company is; its subscriptions have a fixed number of versions each. */
record Size(int customers, int versions, int tickets, int answers, boolean catalogue) {

    static final Size COMPANY = new Size(20_000, 20, 1_000_000, 200_000, false);

    /** With what the other KPIs of the catalogue are computed from. */
    static final Size CATALOGUE = new Size(20_000, 20, 1_000_000, 200_000, true);

    /** As many versions, of customers who change theirs once a year: a grid grows with customers, not with versions. */
    static final Size MANY_CUSTOMERS = new Size(100_000, 4, 1_000, 1_000, false);

    /** The model that reads it. */
    String model() throws IOException {
        return Texts.of(catalogue ? "catalogue.yaml" : "duckdb.yaml");
    }

    String sql() throws IOException {
        return (Texts.of("company.sql") + (catalogue ? Texts.of("catalogue.sql") : ""))
                .replace(":customers", String.valueOf(customers))
                .replace(":versions", String.valueOf(versions))
                .replace(":tickets", String.valueOf(tickets))
                .replace(":answers", String.valueOf(answers));
    }
}
