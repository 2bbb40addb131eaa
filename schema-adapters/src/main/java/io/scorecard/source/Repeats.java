package io.scorecard.source;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which statements came before. DuckDB plans twice what is prepared, so only what comes again is. Thread-safe. */
final class Repeats {

    private static final int MOST = 1000;
    private static final int LONGEST = 1 << 16;

    /** Two statements of one hash are prepared early, no more. */
    private final Map<Integer, Boolean> seen = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean again(String sql) {
        return sql.length() <= LONGEST && seen.put(sql.hashCode(), true) != null;
    }
}
