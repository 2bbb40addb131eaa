package io.scorecard.model;

import java.util.List;

/** What the model says of its customers: what they talk about, and what makes them healthy. */
public record Knowledge(List<Topic> themes, List<Topic> competitors, HealthRules health) {

    public Knowledge {
        themes = List.copyOf(themes);
        competitors = List.copyOf(competitors);
    }
}
