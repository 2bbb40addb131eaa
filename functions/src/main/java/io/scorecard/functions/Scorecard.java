package io.scorecard.functions;

import java.util.List;

/**
 * KPIs that somebody looks at together, in this order.
 *
 * @param audience who looks at it
 * @param objective what they want to reach
 */
public record Scorecard(String name, String title, String audience, String objective, List<String> kpis, Place place) {

    public Scorecard {
        kpis = List.copyOf(kpis);
    }
}
