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

    private static final int DIGITS_OF_DOUBLE = 15;
    private static final int DIGITS_OF_SINGLE = 6;

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
        if (value instanceof Double || value instanceof Float) {
            return number(value.toString(), value instanceof Double ? DIGITS_OF_DOUBLE : DIGITS_OF_SINGLE);
        }
        String text = value.toString();
        if (value instanceof java.util.Date) {
            text = text.replaceAll("\\.0$", "");
        }
        return QUOTED.matcher(text).matches() ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text;
    }

    /** With an exponent from so many digits before the point on, and behind three zeros after it. */
    private static String number(String java, int digits) {
        if (!Character.isDigit(java.charAt(java.length() - 1)) || Double.parseDouble(java) == 0) {
            return java.replaceAll("\\.0$", "");
        }
        BigDecimal number = new BigDecimal(java).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return number.toPlainString();
        }
        String mantissa = number.scaleByPowerOfTen(-exponent).toPlainString();
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
