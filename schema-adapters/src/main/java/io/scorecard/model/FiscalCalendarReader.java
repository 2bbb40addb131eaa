package io.scorecard.model;

import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code week_starts}, {@code fiscal_year_starts} and {@code calendar}: {@code gregorian},
 * {@code 4-5-4}, or {@code {weeks: 4-5-4, year_ends: last, long_month: 3}}.
 */
final class FiscalCalendarReader {

    static final List<String> KEYS = List.of("weeks", "year_ends", "long_month");

    private static final String GREGORIAN = "gregorian";
    private static final List<String> PATTERNS = List.of("4-4-5", "4-5-4", "5-4-4");

    private FiscalCalendarReader() {}

    static FiscalCalendar read(YamlMap model) {
        return new FiscalCalendar(
                model.find("fiscal_year_starts").map(v -> v.choice(Month.class)).orElse(Month.JANUARY),
                model.find("week_starts").map(v -> v.choice(DayOfWeek.class)).orElse(DayOfWeek.MONDAY),
                model.find("calendar").flatMap(FiscalCalendarReader::weeks));
    }

    private static Optional<FiscalCalendar.Weeks> weeks(YamlValue value) {
        if (!value.isMap()) {
            return value.text().equals(GREGORIAN)
                    ? Optional.empty()
                    : Optional.of(new FiscalCalendar.Weeks(
                            pattern(value), FiscalCalendar.YearEnds.NEAREST, FiscalCalendar.YEAR));
        }
        YamlMap keys = value.map().only(KEYS);
        return Optional.of(new FiscalCalendar.Weeks(
                pattern(keys.value("weeks")),
                keys.find("year_ends")
                        .map(v -> v.choice(FiscalCalendar.YearEnds.class))
                        .orElse(FiscalCalendar.YearEnds.NEAREST),
                keys.find("long_month")
                        .map(v -> v.integer(1, FiscalCalendar.YEAR))
                        .orElse(FiscalCalendar.YEAR)));
    }

    private static List<Integer> pattern(YamlValue value) {
        String text = value.text();
        if (!PATTERNS.contains(text)) {
            throw value.wrong(
                    YamlValue.shown(text) + " is not a calendar", "Write 'gregorian', '4-4-5', '4-5-4' or '5-4-4'.");
        }
        return text.chars().filter(Character::isDigit).mapToObj(c -> c - '0').toList();
    }
}
