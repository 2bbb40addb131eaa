package io.scorecard.functions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a canonical table has in an example. Columns that no row has are not mapped.
 *
 * @param patterns what is written: a pattern stands for one row or for many alike
 */
public record Given(String table, List<Pattern> patterns) {

    public Given {
        patterns = List.copyOf(patterns);
    }

    /**
     * Rows alike.
     *
     * @param repeat how many
     * @param values as texts, by column; the table tells their types; {@code #} is the row's number
     */
    public record Pattern(int repeat, Map<String, @Nullable String> values) {

        public Pattern {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        private Map<String, @Nullable String> row(int number) {
            Map<String, @Nullable String> row = new LinkedHashMap<>();
            values.forEach((column, value) -> row.put(column, value == null ? null : value.replace("#", "" + number)));
            return Collections.unmodifiableMap(row);
        }
    }

    /** The rows themselves, numbered from 1. */
    public List<Map<String, @Nullable String>> rows() {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (Pattern pattern : patterns) {
            for (int i = 0; i < pattern.repeat; i++) {
                rows.add(pattern.row(rows.size() + 1));
            }
        }
        return rows;
    }
}
