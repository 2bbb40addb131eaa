package io.scorecard.session;

import io.scorecard.run.Limits;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that was understood. Immutable; may run often and from several threads. */
public interface Prepared {

    List<ResultColumn> columns();

    /** The type of each {@code ?}, from left to right; label is "". */
    List<ResultColumn> parameters();

    /**
     * Runs the question.
     *
     * @param parameters one for each {@code ?}, in the classes of {@link io.scorecard.run.Cursor#object}
     * @throws io.scorecard.functions.ScorecardException whatever goes wrong
     */
    Answer run(List<@Nullable Object> parameters, Limits limits, Stop stop);
}
