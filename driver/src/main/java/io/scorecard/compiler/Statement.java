package io.scorecard.compiler;

import io.scorecard.source.Engine;
import java.util.List;

/**
 * What reaches a source: one statement, and what its asker should know.
 *
 * @param parameters which {@code ?} of the question stands at each {@code ?} of the statement
 */
public record Statement(Engine engine, String sql, List<Integer> parameters, List<String> warnings) {
    public Statement {
        parameters = List.copyOf(parameters);
        warnings = List.copyOf(warnings);
    }
}
