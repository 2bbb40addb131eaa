package io.scorecard.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the queries of one folder on one source. Not thread-safe. */
final class Tally {
    private static final int SHOWN = 5;

    private final String label;
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<String, String> first = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int right;
    private int typed;
    private int wrongs;

    Tally(String label) {
        this.label = label;
    }

    void right() {
        right++;
    }

    /** As PostgreSQL has it, by the types that its values have before they are known. */
    void typed() {
        typed++;
    }

    void wrong(String what) {
        wrongs++;
        if (wrong.size() < SHOWN) {
            wrong.add(what);
        }
    }

    void error(String what, String sql) {
        first.putIfAbsent(what, sql);
        errors.merge(what, 1, Integer::sum);
    }

    int wrongs() {
        return wrongs;
    }

    double share() {
        int errorsInAll = errors.values().stream().mapToInt(Integer::intValue).sum();
        return (double) (right + typed) / Math.max(1, right + typed + wrongs + errorsInAll);
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%s: %d right, %d as PostgreSQL's types have it (%.3f %%), %d wrong, errors %s",
                        label,
                        right,
                        typed,
                        100 * share(),
                        wrongs,
                        errors)
                + (first.isEmpty() ? "" : "\n  " + String.join("\n  ", first.values()))
                + (wrong.isEmpty() ? "" : "\n  " + String.join("\n  ", wrong));
    }
}
