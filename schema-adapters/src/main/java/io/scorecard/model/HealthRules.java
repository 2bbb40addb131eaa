package io.scorecard.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a customer's health comes from what is known of it.
 *
 * @param weights by component, in order
 * @param green the lowest health that is green, and {@code amber} likewise; below it is red
 * @param minCoverage the share of all weights that must be known
 * @param measured components that are the customer's own results
 * @param profiles weights of customers of a segment; the first that fits holds
 */
public record HealthRules(
        Map<String, BigDecimal> weights,
        BigDecimal green,
        BigDecimal amber,
        BigDecimal minCoverage,
        List<Measured> measured,
        List<Profile> profiles) {

    public HealthRules {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        measured = List.copyOf(measured);
        profiles = List.copyOf(profiles);
    }

    /**
     * A result of the customer as a component: {@code worst} is 0 points and {@code best} 100, in between in
     * proportion.
     */
    public record Measured(String component, String metric, BigDecimal worst, BigDecimal best) {}

    /** @param column of {@code customers} */
    public record Profile(String column, String value, Map<String, BigDecimal> weights) {
        public Profile {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        }
    }
}
