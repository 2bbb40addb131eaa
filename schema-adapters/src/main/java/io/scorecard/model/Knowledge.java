package io.scorecard.model;

import java.util.List;

/** What the model knows of what customers talk about. */
public record Knowledge(List<Topic> themes, List<Topic> competitors) {

    public Knowledge {
        themes = List.copyOf(themes);
        competitors = List.copyOf(competitors);
    }
}
