package io.scorecard.functions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a canonical table has in an example. Columns that no row has are not mapped.
 *
 * @param rows the values as texts, by column; the table tells their types
 */
public record Given(String table, List<Map<String, @Nullable String>> rows) {

    public Given {
        rows = rows.stream()
                .map(r -> Collections.unmodifiableMap(new LinkedHashMap<>(r)))
                .toList();
    }
}
