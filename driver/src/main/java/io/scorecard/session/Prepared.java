package io.scorecard.session;

import io.scorecard.run.Limits;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.run.Stop;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question that was understood. Immutable; may run often and from several threads. */
public interface Prepared {

    List<ResultColumn> columns();

    /** The type of each {@code ?}, from left to right; label is "". */
    List<ResultColumn> parameters();

    /** What may be given for a parameter, by its place, instead of what {@link #parameters} tells. */
    default ParameterType.Openness openness(int parameter) {
        return ParameterType.Openness.CLOSED;
    }

    /**
     * The question as it is for what is given.
     *
     * @param types by the places of parameters: of those that are of another type than was told, and of each array
     */
    default Prepared given(Map<Integer, ParameterType> types) {
        return this;
    }

    /**
     * Runs the question.
     *
     * @param parameters one for each {@code ?}, in the classes of {@link io.scorecard.run.Cursor#object}, an array as a list
     * @throws io.scorecard.functions.ScorecardException whatever goes wrong
     */
    Answer run(List<@Nullable Object> parameters, Limits limits, Stop stop);
}
