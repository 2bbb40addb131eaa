package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.compiler.measure.SoughtValue;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses a question for something that no row has: {@code adoption_rate('exprt')} would be 0. What was found once is
 * not looked for again; what was not, each time, as its first row may come any minute. Thread-safe.
 */
final class SoughtValues {

    /** What is looked for is written in questions, so what is remembered has a limit. */
    private static final int MOST = 2_000;

    private final Set<SoughtValue> found = ConcurrentHashMap.newKeySet();

    void check(Collection<SoughtValue> values, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        for (SoughtValue value : values) {
            if (found.contains(value)) {
                continue;
            }
            if (!isRow(value.question(), workspace, moment, limits, stop)) {
                if (isRow(value.anyQuestion(), workspace, moment, limits, stop)) {
                    throw ErrorCode.UNKNOWN_NAME.with(
                            value.what(),
                            value.text(),
                            "No row has it; those that there are: " + value.listQuestion() + ".");
                }
            } else if (found.size() < MOST) {
                found.add(value);
            }
        }
    }

    private static boolean isRow(String sql, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Limits one = new Limits(0, limits.timeoutSeconds(), limits.fetchSize());
        try (Cursor rows = workspace.ask(sql, moment, one, stop)) {
            return rows.next();
        }
    }
}
