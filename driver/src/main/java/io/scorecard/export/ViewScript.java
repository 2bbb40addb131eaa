package io.scorecard.export;

import java.util.List;

/**
 * Statements that make views.
 *
 * @param source the model's source that they are for; {@code duckdb} for all of its files
 * @param views what they make, in order
 */
public record ViewScript(String source, List<String> views, String text) {

    public ViewScript {
        views = List.copyOf(views);
    }
}
