package io.scorecard.run;

import io.scorecard.source.Engine;
import java.util.List;

/**
 * A part of a question that is answered elsewhere and brought into the embedded database.
 *
 * @param parameters which {@code ?} of the question stands at each {@code ?} of the statement
 * @param table the temporary table that takes its rows
 * @param columns of that table; names differ
 */
public record Stage(Engine engine, String sql, List<Integer> parameters, String table, List<ResultColumn> columns) {
    public Stage {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
