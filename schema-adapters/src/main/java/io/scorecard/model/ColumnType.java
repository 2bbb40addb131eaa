package io.scorecard.model;

import io.scorecard.functions.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The SQL types that a model may give to a file's column; a closed list, because they are printed as they are. */
final class ColumnType {

    private static final Pattern DECIMAL =
            Pattern.compile("DECIMAL\\(([1-9]|[12][0-9]|3[0-8]), ?([0-9]|[12][0-9]|3[0-8])\\)");
    private static final List<String> PLAIN =
            List.of("VARCHAR", "BOOLEAN", "INTEGER", "BIGINT", "DOUBLE", "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ");

    private ColumnType() {}

    static String of(YamlValue value) {
        String type = value.text().toUpperCase(Locale.ROOT);
        if (!PLAIN.contains(type) && !DECIMAL.matcher(type).matches()) {
            throw value.wrong("this is not a column's type", "Types: DECIMAL(p, s), " + String.join(", ", PLAIN) + ".");
        }
        return type;
    }
}
