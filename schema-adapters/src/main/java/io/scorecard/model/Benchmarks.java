package io.scorecard.model;

import java.util.List;
import java.util.Optional;

/**
 * What the company compares itself with.
 *
 * @param industry the company's own; empty: it does not say
 * @param maturity how far the company is; empty: it does not say
 * @param rows those that the model writes itself, in its order
 */
public record Benchmarks(Optional<String> industry, Optional<String> maturity, List<Benchmark> rows) {

    public Benchmarks {
        rows = List.copyOf(rows);
    }
}
