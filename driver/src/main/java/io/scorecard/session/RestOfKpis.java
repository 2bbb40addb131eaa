package io.scorecard.session;

import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Limits;
import io.scorecard.run.Moved;
import io.scorecard.run.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a question answers where a value cannot be read: the KPIs that need it are left out of views that list many. Where
 * nothing is left then, the question fails.
 *
 * @param values as they were given
 */
record RestOfKpis(PreparedQuestion question, KnownFailures known, List<@Nullable Object> values, Stop stop) {

    /** @param told of each stage of a question over several sources when it is done */
    Answer answer(Limits limits, Consumer<Moved> told) {
        long began = System.nanoTime();
        try {
            return question.answer(values, limits, stop, told);
        } catch (ScorecardException e) {
            if (!e.isOfValue()) {
                throw e;
            }
            Optional<Map<String, String>> before = known.of(question.asked(values), e);
            if (before.isPresent()) {
                try {
                    return rest(before.get(), e, limits, told);
                } catch (ScorecardException now) {
                    if (!now.isOfValue()) {
                        throw now;
                    }
                }
            }
            FailingKpis search = new FailingKpis(e, reasons -> {
                Limits left = limits.after(Duration.ofNanos(System.nanoTime() - began), e);
                question.without(reasons)
                        .answer(values, left, stop, moved -> {})
                        .close();
            });
            Map<String, String> failing = search.among(question.listed(values));
            known.keep(question.asked(values), e, failing);
            return rest(failing, e, limits, told);
        }
    }

    private Answer rest(Map<String, String> failing, ScorecardException failure, Limits limits, Consumer<Moved> told) {
        PreparedQuestion rest = question.without(failing);
        if (!rest.hasShapeOf(question)) {
            throw failure;
        }
        Answer answer = rest.answer(values, limits, stop, told);
        if (answer.rows() instanceof ReadAhead rows && rows.isEmpty()) {
            throw failure;
        }
        return answer;
    }
}
