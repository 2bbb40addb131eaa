package io.scorecard.model;

import io.scorecard.functions.Grain;
import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code default_period}: {@code last_complete_month}, {@code {last: 12 months}} or
 * {@code {from: 2025-01-01, to: 2026-01-01}}. As every period it ends before its {@code to}.
 */
final class DefaultPeriodReader {

    private static final String GRAINS = "day|week|month|quarter|year|fiscal[ _]month|fiscal[ _]quarter|fiscal[ _]year";
    private static final Pattern COMPLETE = Pattern.compile("last_complete_(" + GRAINS + ")");
    private static final Pattern LAST = Pattern.compile("([1-9]\\d{0,2}) (" + GRAINS + ")s?");
    private static final String ADVICE =
            "Write 'last_complete_month', '{last: 12 months}' or '{from: 2025-01-01, to: 2026-01-01}'.";

    private DefaultPeriodReader() {}

    static DefaultPeriod read(YamlValue value) {
        if (!value.isMap()) {
            return last(value, COMPLETE.matcher(value.text()), 0);
        }
        YamlMap keys = value.map().only(List.of("last", "from", "to"));
        if (keys.has("last") == (keys.has("from") || keys.has("to"))) {
            throw value.wrong("this is not a period", ADVICE);
        }
        if (keys.has("last")) {
            return last(keys.value("last"), LAST.matcher(keys.text("last")), 1);
        }
        LocalDate from = day(keys.value("from"));
        LocalDate to = day(keys.value("to"));
        if (!from.isBefore(to)) {
            throw value.wrong("this period is empty", "'to' is the day after its last.");
        }
        return new DefaultPeriod(0, Grain.DAY, Optional.of(from), Optional.of(to));
    }

    private static DefaultPeriod last(YamlValue value, Matcher matcher, int counted) {
        if (!matcher.matches()) {
            throw value.wrong("this is not a period", ADVICE);
        }
        int count = counted == 0 ? 1 : Integer.parseInt(matcher.group(1));
        Grain grain = Grain.valueOf(
                matcher.group(counted + 1).toUpperCase(Locale.ROOT).replace(' ', '_'));
        return new DefaultPeriod(count, grain, Optional.empty(), Optional.empty());
    }

    static LocalDate day(YamlValue value) {
        try {
            return LocalDate.parse(value.text());
        } catch (DateTimeException e) {
            throw value.wrong("this is not a day", "Write it as 2026-01-31.").because(e);
        }
    }
}
