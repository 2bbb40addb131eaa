package io.scorecard.functions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worked example: a question and its answer.
 *
 * @param ask a statement with one row and one column
 * @param answer a number, a text, a boolean or null; numbers agree to six significant digits
 * @param given the data of the example; empty where the question brings its own
 * @param asOf the moment that counts as now; there where data are given
 * @param settings what the model of the example says beside its tables, as written in a model
 * @param because where the answer comes from: the arithmetic, or who published it
 */
public record Example(
        String ask,
        @Nullable Object answer,
        List<Given> given,
        Optional<Instant> asOf,
        Map<String, String> settings,
        Optional<String> because,
        Place place) {

    public Example {
        given = List.copyOf(given);
        settings = Map.copyOf(settings);
    }
}
