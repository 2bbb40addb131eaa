package io.scorecard.source;

import io.scorecard.functions.DataFault;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text of DuckDB says of a value, for which it has no SQLSTATE. A value that it quotes is looked at, where
 * PostgreSQL tells apart what DuckDB does not, and never shown.
 */
final class DuckDbFaults {

    private static final Map<String, DataFault> SAID = Map.ofEntries(
            Map.entry("Division by zero", DataFault.DIVISION_BY_ZERO),
            Map.entry("Unknown TimeZone", DataFault.TIME_ZONE),
            Map.entry("cannot take logarithm", DataFault.LOGARITHM),
            Map.entry("cannot take square root", DataFault.POWER),
            Map.entry("raised to a negative power", DataFault.POWER),
            Map.entry("Invalid unicode", DataFault.ENCODING),
            Map.entry("invalid UTF8", DataFault.ENCODING),
            Map.entry("Invalid UTF8", DataFault.ENCODING),
            Map.entry("More than one row returned by a subquery", DataFault.SEVERAL_ROWS),
            Map.entry("according to format specifier", DataFault.DATE_TEXT),
            Map.entry("Date out of range", DataFault.DATE_RANGE),
            Map.entry("not in timestamp range", DataFault.DATE_RANGE),
            Map.entry("is undefined outside", DataFault.NUMBER_RANGE),
            Map.entry("value is out of range", DataFault.NUMBER_RANGE),
            Map.entry("Could not cast value", DataFault.NUMBER_RANGE));

    /** What RE2 says of a pattern that it cannot read. */
    private static final Pattern UNREAD = Pattern.compile(
            "^Invalid Input Error: (?:missing [)\\]]|unexpected \\)"
                    + "|bad repetition operator|no argument for repetition operator|invalid repetition size|invalid escape sequence"
                    + "|trailing \\\\|invalid character class|invalid perl operator|invalid named capture group|pattern too large).*",
            Pattern.DOTALL);

    /** A text that became no date, time or moment. */
    private static final Pattern MOMENT = Pattern.compile(
            "(?:invalid (?:date|timestamp|time) field format|(?:date|timestamp|time) field value out of range): \"([^\"]*)\"");

    private static final Pattern CONVERTED =
            Pattern.compile("Could not convert string ['\"](.*?)['\"] to '?([A-Z]+)", Pattern.DOTALL);

    private static final Pattern DIGITS_OF_A_MOMENT =
            Pattern.compile("\\s*(?:\\d+-\\d+-\\d+(?:[ T]\\d+:\\d+.*)?|\\d+:\\d+.*)\\s*", Pattern.DOTALL);

    private DuckDbFaults() {}

    static Optional<DataFault> of(String text) {
        Matcher moment = MOMENT.matcher(text);
        if (moment.find()) {
            return Optional.of(ofMoment(moment.group(1)));
        }
        Matcher converted = CONVERTED.matcher(text);
        if (converted.find()) {
            return Optional.of(of(converted.group(1), converted.group(2)));
        }
        if (UNREAD.matcher(text).matches()) {
            return Optional.of(DataFault.PATTERN);
        }
        Optional<DataFault> said = SAID.entrySet().stream()
                .filter(s -> text.contains(s.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return said.or(() -> text.startsWith("Out of Range Error")
                ? Optional.of(DataFault.NUMBER_RANGE)
                : Optional.<DataFault>empty());
    }

    private static DataFault of(String value, String type) {
        return switch (type) {
            case "DATE", "TIME", "TIMESTAMP" -> ofMoment(value);
            case "INTERVAL" -> DataFault.DATE_TEXT;
            case "BOOL", "BOOLEAN" -> DataFault.TEXT;
            default -> isNumber(value) ? DataFault.NUMBER_RANGE : DataFault.TEXT;
        };
    }

    /** The thirtieth of February is written like a day and is none. */
    private static DataFault ofMoment(String value) {
        return DIGITS_OF_A_MOMENT.matcher(value).matches() ? DataFault.DATE_RANGE : DataFault.DATE_TEXT;
    }

    private static boolean isNumber(String value) {
        try {
            new BigDecimal(value.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
