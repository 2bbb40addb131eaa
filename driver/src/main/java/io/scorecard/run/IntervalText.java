package io.scorecard.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A source's interval as the text that PostgreSQL writes: {@code 1 year 2 months → 1 year 2 mons}, {@code -1 day +02:00:00}. */
final class IntervalText {

    private static final Pattern PART = Pattern.compile("([+-]?\\d+) (year|mon|month|day)s?");
    private static final Pattern TIME = Pattern.compile("([+-]?)(\\d+:\\d\\d:\\d\\d)(?:\\.(\\d+))?$");

    private IntervalText() {}

    static @Nullable String of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder written = new StringBuilder();
        boolean negative = false;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            int amount = Integer.parseInt(part.group(1));
            String unit = part.group(2).equals("month") ? "mon" : part.group(2);
            separate(written);
            written.append(negative && amount > 0 ? "+" : "").append(amount).append(' ');
            written.append(unit).append(amount == 1 ? "" : "s");
            negative = amount < 0;
        }
        Matcher time = TIME.matcher(text);
        if (time.find() && (written.isEmpty() || !isNothing(time))) {
            separate(written);
            String sign = time.group(1).equals("-") ? "-" : negative ? "+" : "";
            written.append(sign).append(time.group(2)).append(fraction(time.group(3)));
        }
        return written.toString();
    }

    private static void separate(StringBuilder written) {
        if (!written.isEmpty()) {
            written.append(' ');
        }
    }

    private static boolean isNothing(Matcher time) {
        return time.group().matches("[+-]?[0:.]+");
    }

    private static String fraction(@Nullable String digits) {
        String kept = digits == null ? "" : digits.replaceAll("0+$", "");
        return kept.isEmpty() ? "" : "." + kept;
    }
}
