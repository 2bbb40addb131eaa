package io.scorecard.functions;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code the last 28 days}, {@code the 90 days before}, {@code the last :lifetime_window months},
 * {@code 2 months earlier}, {@code the day :on}.
 */
final class IntervalReader {

    private static final Pattern LAST = Pattern.compile("the last (\\d{1,4}|:[a-z_]+) (day|month)s?");
    private static final Pattern BESIDE = Pattern.compile("the (\\d{1,4}|:[a-z_]+) (day|month)s? (before|after)");

    private static final Pattern EARLIER = Pattern.compile("(\\d{1,4}|:[a-z_]+) (day|month)s? earlier");
    private static final Pattern ON = Pattern.compile("the day :([a-z_]+)");
    private static final Set<SettingName> LENGTHS = Set.of(SettingName.LIFETIME_WINDOW, SettingName.CAC_LAG_MONTHS);

    private IntervalReader() {}

    static Interval read(YamlValue value) {
        Matcher last = LAST.matcher(value.text());
        if (last.matches()) {
            return interval(value, last.group(1), last.group(2), Interval.Position.LAST);
        }
        Matcher beside = BESIDE.matcher(value.text());
        if (beside.matches()) {
            boolean before = beside.group(3).equals("before");
            Interval.Position position = before ? Interval.Position.BEFORE : Interval.Position.AFTER;
            return interval(value, beside.group(1), beside.group(2), position);
        }
        Matcher earlier = EARLIER.matcher(value.text());
        if (earlier.matches()) {
            return interval(value, earlier.group(1), earlier.group(2), Interval.Position.EARLIER);
        }
        Matcher on = ON.matcher(value.text());
        if (on.matches()) {
            return Interval.on(on.group(1));
        }
        throw value.wrong(
                "'" + value.text() + "' is not an interval",
                "Write 'the last 28 days', 'the 90 days before', 'the 7 days after' or '7 days earlier'; "
                        + "months likewise; or 'the day :on' of a parameter.");
    }

    private static Interval interval(YamlValue value, String length, String grain, Interval.Position position) {
        Grain unit = grain.equals("day") ? Grain.DAY : Grain.MONTH;
        if (!length.startsWith(":")) {
            if (Integer.parseInt(length) == 0) {
                throw value.wrong("the interval is empty", "Give at least one day or month.");
            }
            return new Interval(Integer.parseInt(length), Optional.empty(), unit, position);
        }
        SettingName setting = SettingName.find(length.substring(1))
                .filter(LENGTHS::contains)
                .orElseThrow(() -> value.wrong(
                        "'" + length + "' is not a length", "Write a number, :lifetime_window or :cac_lag_months."));
        return new Interval(0, Optional.of(setting), unit, position);
    }
}
