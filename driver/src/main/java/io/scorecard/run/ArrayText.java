package io.scorecard.run;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source's array as the text that PostgreSQL writes, whatever the source's own is: {@code {a,"b c",NULL}}. */
final class ArrayText {

    private static final Pattern QUOTED = Pattern.compile("(?is)NULL||.*[\\s{},\"\\\\].*");

    private ArrayText() {}

    static @Nullable String of(@Nullable Array array) throws SQLException {
        if (array == null) {
            return null;
        }
        List<String> elements = new ArrayList<>();
        for (Object element : (Object[]) array.getArray()) {
            elements.add(element == null ? "NULL" : element(element));
        }
        return "{" + String.join(",", elements) + "}";
    }

    private static String element(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "t" : "f";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value.toString();
        if (value instanceof Double || value instanceof Float || value instanceof java.util.Date) {
            text = text.replaceAll("\\.0$", "");
        }
        return QUOTED.matcher(text).matches() ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text;
    }
}
