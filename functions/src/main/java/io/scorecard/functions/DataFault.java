package io.scorecard.functions;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be wrong with a value of a source, each with the SQLSTATE that PostgreSQL has for it: a program tells them
 * apart on every source alike, while their number is {@link ErrorCode#SOURCE_DATA}'s.
 */
public enum DataFault {
    DIVISION_BY_ZERO("22012", "a division by zero", "Divide by NULLIF(.., 0)."),
    NUMBER_RANGE("22003", "a number is too large for its type", "Cast it to a wider type in the model."),
    TEXT("22P02", "a text is not of the type that it is cast to", DataFault.CAST),
    DATE_TEXT("22007", "a text is not a date or time", DataFault.CAST),
    DATE_RANGE("22008", "a date or time is out of range", "Fix the value, or map the column with a CASE."),
    TIME_ZONE("22023", "a time zone is not known", "Write an IANA name, as Europe/Berlin."),
    LOGARITHM("2201E", "a logarithm of what has none", "Leave such values out."),
    POWER("2201F", "a root or power of what has none", "Leave such values out."),
    PATTERN("2201B", "a regular expression is not valid", "Correct the pattern."),
    ENCODING("22021", "a text is not in the encoding that it should be in", "Save the file as UTF-8."),
    FILE_ROW("22P04", "a row does not fit its file", "Fix the file."),
    SEVERAL_ROWS(
            "21000",
            "a subquery that stands for one value has several rows",
            "Let it have one: LIMIT 1, or an aggregate.");

    private static final String CAST = "Compare texts with texts; fix the value, or map the column with a CASE.";

    private final String sqlState;
    private final String words;
    private final String advice;

    DataFault(String sqlState, String words, String advice) {
        this.sqlState = sqlState;
        this.words = words;
        this.advice = advice;
    }

    public String sqlState() {
        return sqlState;
    }

    public String words() {
        return words;
    }

    public String advice() {
        return advice;
    }

    /** As PostgreSQL tells it. */
    public static Optional<DataFault> of(String sqlState) {
        return Arrays.stream(values()).filter(f -> f.sqlState.equals(sqlState)).findFirst();
    }

    public ScorecardException in(String source) {
        return in(source, words + ".", advice);
    }

    /** The same with words that tell more. */
    public ScorecardException in(String source, String what, String advice) {
        return ErrorCode.SOURCE_DATA.as(sqlState, source, what, advice);
    }

    /** One that no other source has, under the state that its own tells. */
    public static ScorecardException other(String sqlState, String source) {
        return ErrorCode.SOURCE_DATA.as(
                sqlState,
                source,
                "a value does not fit (" + sqlState + ").",
                "Fix the value, or map the column with a CASE.");
    }
}
