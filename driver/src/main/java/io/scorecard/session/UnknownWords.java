package io.scorecard.session;

import io.scorecard.compiler.Moment;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Column;
import io.scorecard.run.Limits;
import io.scorecard.run.Stop;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells that no row of a table has a word that definitions know, where they know certain words only. A source's own
 * column of the same name is found without a line in the model: contracts that are all 'Activated' are then nobody's
 * subscriptions, and zeros would be the answer without a word. Of some such rows scorecard check tells alone, as a
 * source may well have more kinds than we know. Thread-safe.
 */
final class UnknownWords {

    private static final CanonicalTables TABLES = CanonicalTables.builtIn();

    private final Looks<Optional<String>> looks;

    UnknownWords(Clock clock) {
        this.looks = new Looks<>(clock, Optional.empty());
    }

    /** What a question over these tables is to be told. */
    List<String> told(List<String> tables, ModelWorkspace workspace, Moment moment, Limits limits, Stop stop) {
        return tables.stream()
                .map(t -> looks.at(t, () -> look(t, sql -> Looks.first(sql, workspace, moment, limits, stop))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> look(String table, Function<String, Optional<Object>> first) {
        Column column = TABLES.find(table).orElseThrow().wordedColumn().orElseThrow();
        String name = column.name();
        String known = name + " IN ('" + String.join("', '", column.words()) + "')";
        // Where words are known, as they mostly are, the first of a million rows tells so.
        boolean any = first.apply("SELECT 1 FROM " + table + " WHERE " + name + " IS NULL OR " + known + " LIMIT 1")
                .isPresent();
        return any
                ? Optional.empty()
                : first.apply("SELECT MIN(" + name + ") FROM " + table)
                        .map(word -> "No row of '" + table + "' has a " + name + " that KPIs know ("
                                + String.join(", ", column.words()) + "); one has '" + word
                                + "'. What goes by it is wrong: map '" + name
                                + "' to these words by a CASE. scorecard check and data_quality tell more.");
    }
}
