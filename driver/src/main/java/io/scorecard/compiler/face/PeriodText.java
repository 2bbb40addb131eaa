package io.scorecard.compiler.face;

import io.scorecard.functions.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period as text: {@code 2026}, {@code 2026-Q2}, {@code 2026-03}, {@code 2026-03-15}, two days with {@code /} between them,
 * the second not included, or {@code last 12 months}, which are over when the question is asked.
 */
final class PeriodText {

    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-[Qq]([1-4])");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern RANGE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\s*/\\s*(\\d{4}-\\d{2}-\\d{2})");

    private static final Pattern LAST =
            Pattern.compile("last(?: (\\d{1,3}))? (day|week|month|quarter|year)s?", Pattern.CASE_INSENSITIVE);

    private PeriodText() {}

    /** A condition on {@code day}, and of months and weeks that are counted from today on {@code month} and {@code week}. */
    static String condition(String text) {
        Matcher last = LAST.matcher(text.strip());
        if (last.matches()) {
            return last(last.group(1) == null ? 1 : Integer.parseInt(last.group(1)), last.group(2));
        }
        LocalDate[] days = days(text.strip());
        return "day >= DATE '" + days[0] + "' AND day < DATE '" + days[1] + "'";
    }

    private static String last(int number, String unit) {
        if (number == 0) {
            throw refused();
        }
        String word = unit.toLowerCase(Locale.ROOT);
        String now = "date_trunc('" + word + "', CURRENT_DATE)";
        String length = switch (word) {
            case "quarter" -> 3 * number + "' MONTH";
            case "week" -> 7 * number + "' DAY";
            default -> number + "' " + word.toUpperCase(Locale.ROOT);
        };
        String column = List.of("day", "week").contains(word) ? "\"" + word + "\"" : "\"month\"";
        return column + " >= " + now + " - INTERVAL '" + length + " AND " + column + " < " + now;
    }

    private static LocalDate[] days(String text) {
        try {
            Matcher m = YEAR.matcher(text);
            if (m.matches()) {
                LocalDate first = LocalDate.of(Integer.parseInt(m.group(1)), 1, 1);
                return new LocalDate[] {first, first.plusYears(1)};
            }
            m = QUARTER.matcher(text);
            if (m.matches()) {
                LocalDate first = LocalDate.of(Integer.parseInt(m.group(1)), 3 * Integer.parseInt(m.group(2)) - 2, 1);
                return new LocalDate[] {first, first.plusMonths(3)};
            }
            m = MONTH.matcher(text);
            if (m.matches()) {
                LocalDate first = LocalDate.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), 1);
                return new LocalDate[] {first, first.plusMonths(1)};
            }
            m = DAY.matcher(text);
            if (m.matches()) {
                LocalDate first = LocalDate.parse(m.group(1));
                return new LocalDate[] {first, first.plusDays(1)};
            }
            m = RANGE.matcher(text);
            if (m.matches()) {
                return new LocalDate[] {LocalDate.parse(m.group(1)), LocalDate.parse(m.group(2))};
            }
        } catch (DateTimeException e) {
            throw refused();
        }
        throw refused();
    }

    private static RuntimeException refused() {
        return ErrorCode.BAD_ARGUMENT.with(
                "The period is not one.",
                "Write '2026', '2026-Q2', '2026-03', '2026-03-15', '2026-01-01/2026-04-01', 'last 3 months', 'last 3 weeks'"
                        + " or the like of days, quarters or years.");
    }
}
