package io.scorecard.session;

import io.scorecard.run.Cursor;
import io.scorecard.run.ResultColumn;
import java.util.List;

/**
 * What a run gave: rows to be read once, and what the asker should know about them.
 *
 * @param warnings sentences, as the default period that was used
 */
public record Answer(List<ResultColumn> columns, Cursor rows, List<String> warnings) implements AutoCloseable {

    public Answer {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    @Override
    public void close() {
        rows.close();
    }
}
