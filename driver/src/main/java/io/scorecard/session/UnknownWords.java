package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.run.Cursor;
import io.scorecard.run.Limits;
import io.scorecard.run.Patience;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells that no row of a table has a word that definitions know, where they know certain words only. A source's own
 * column of the same name is found without a line in the model: contracts that are all 'Activated' are then nobody's
 * subscriptions, and zeros would be the answer without a word. Of some such rows scorecard check tells alone, as a
 * source may well have more kinds than we know. Each table is looked at every ten minutes at most. Thread-safe.
 */
final class UnknownWords {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Clock clock;
    private final ReentrantLock alone = new ReentrantLock();
    private final Map<String, Instant> looked = new HashMap<>();
    private final Map<String, String> found = new HashMap<>();

    UnknownWords(Clock clock) {
        this.clock = clock;
    }

    /** What a question over these tables is to be told. */
    List<String> told(List<String> tables, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        List<String> notes = new ArrayList<>();
        for (String table : tables) {
            Patience.lock(alone);
            try {
                if (looked.getOrDefault(table, Instant.MIN)
                        .isBefore(clock.instant().minus(FRESH))) {
                    found.remove(table);
                    look(table, workspace, moment, new Limits(0, limits.timeoutSeconds(), limits.fetchSize()), stop)
                            .ifPresent(note -> found.put(table, note));
                    looked.put(table, clock.instant());
                }
                Optional.ofNullable(found.get(table)).ifPresent(notes::add);
            } finally {
                alone.unlock();
            }
        }
        return notes;
    }

    /** What cannot be read is told by whoever asks for it. */
    private static Optional<String> look(
            String table, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        Column column = TABLES.find(table).orElseThrow().wordedColumn().orElseThrow();
        String name = column.name();
        String known = name + " IN ('" + String.join("', '", column.words()) + "')";
        // Where words are known, as they mostly are, the first of a million rows tells so.
        String first = "SELECT 1 FROM " + table + " WHERE " + name + " IS NULL OR " + known + " LIMIT 1";
        try {
            if (value(first, workspace, moment, limits, stop).isPresent()) {
                return Optional.empty();
            }
            return value("SELECT MIN(" + name + ") FROM " + table, workspace, moment, limits, stop)
                    .map(word -> "No row of '" + table + "' has a " + name + " that KPIs know ("
                            + String.join(", ", column.words()) + "); one has '" + word
                            + "'. What goes by it is wrong: map '" + name
                            + "' to these words by a CASE. scorecard check and data_quality tell more.");
        } catch (ScorecardException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.TIMEOUT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<Object> value(
            String sql, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        try (Cursor rows = workspace.ask(sql, moment, limits, stop)) {
            return rows.next() ? Optional.ofNullable(rows.object(1)) : Optional.empty();
        }
    }
}
