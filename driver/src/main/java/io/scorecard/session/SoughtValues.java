package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses a question for something that no row has: {@code adoption_rate('exprt')} would be 0. What was found once is
 * not looked for again; what was not, each time, as its first row may come any minute. Thread-safe.
 */
final class SoughtValues {

    /** What is looked for is written in questions, so what is remembered has a limit. */
    private static final int MOST = 2_000;

    private static final int MOST_TOLD = 5;

    private final Set<SoughtValue> found = ConcurrentHashMap.newKeySet();

    void check(Collection<SoughtValue> values, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        for (SoughtValue value : values) {
            if (found.contains(value)) {
                continue;
            }
            Asked asked = new Asked(workspace, moment, limits, stop);
            if (asked.first(value.question()).isEmpty()) {
                if (asked.first(value.anyQuestion()).isPresent()) {
                    throw ErrorCode.UNKNOWN_NAME.with(
                            value.what(),
                            value.text(),
                            "No row has it" + alike(value, asked) + "; those that there are: " + value.listQuestion()
                                    + ".");
                }
            } else if (found.size() < MOST) {
                found.add(value);
            }
        }
    }

    /**
     * What there is to say of texts that an answer without anything in it was asked with. Nobody waits for it longer than
     * for the answer, and it never takes the answer's place.
     */
    List<String> unknown(
            Collection<SoughtValue> values, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        List<String> told = new ArrayList<>();
        Asked asked = new Asked(workspace, moment, limits, stop);
        for (SoughtValue value : values.stream().limit(MOST_TOLD).toList()) {
            try {
                if (!found.contains(value)
                        && asked.first(value.question()).isEmpty()
                        && asked.first(value.anyQuestion()).isPresent()) {
                    told.add("No row of " + value.table() + " has " + value.what() + " '" + value.text() + "'"
                            + alike(value, asked) + "; those that there are: " + value.listQuestion() + ".");
                }
            } catch (ScorecardException e) {
                if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.TIMEOUT) {
                    throw e;
                }
            }
        }
        return told;
    }

    /** What was meant, where only capitals or blanks around it are others. */
    private static String alike(SoughtValue value, Asked asked) {
        return asked.first(value.alikeQuestion())
                .map(t -> ", there is " + Quoted.text(t))
                .orElse("");
    }

    private record Asked(ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {

        /** The text in the first row, if there is one. */
        Optional<String> first(String sql) {
            Limits one = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
            try (Cursor rows = workspace.ask(sql, moment, one, stop)) {
                return rows.next() ? Optional.ofNullable(rows.string(1)) : Optional.empty();
            }
        }
    }
}
