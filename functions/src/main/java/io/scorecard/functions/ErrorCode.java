package io.scorecard.functions;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Everything that can go wrong, in one list: a stable number, the SQLSTATE, the sentence and the
 * advice. 1xxx concerns the connection, 2xxx the question, 3xxx the model, 4xxx a source, 9xxx us.
 */
public enum ErrorCode {
    UNKNOWN_PROPERTY(1001, "08001", "'%s' is not a connection property.", "%s"),
    BAD_PROPERTY(1002, "08001", "The value of property '%s' is not valid.", "%s"),
    DUPLICATE_PROPERTY(1003, "08001", "Property '%s' is given twice.", "Give it once."),
    BAD_URL(1004, "08001", "The URL is not valid.", "Write jdbc:scorecard:<model file>[;name=value...]."),
    MODEL_NOT_FOUND(
            1005,
            "08001",
            "The model file '%s' cannot be read.",
            "Give the path of a regular .yaml file of at most 1 MiB."),
    CLOSED(1006, "08003", "This %s is closed.", "Open a new one."),
    /** Not class 08: a pool throws the connection away at that. */
    NOT_OPEN(1007, "55000", "This %s is closed.", "Ask again on the same connection."),
    NO_ROW(1008, "24000", "The result is not on a row.", "Call next() first, and read only while it answers true."),

    SYNTAX(2001, "42601", "Line %s, column %s: %s", "%s"),
    ONLY_QUERIES(
            2002,
            "25006",
            "%s is refused: Scorecard only reads.",
            "Ask with SELECT, WITH, VALUES, EXPLAIN, SHOW or DESCRIBE."),
    UNKNOWN_COLUMN(2003, "42703", "'%s' is not a column of %s.", "%s"),
    UNKNOWN_TABLE(2004, "42P01", "There is no table '%s'.", "%s"),
    UNKNOWN_FUNCTION(2005, "42883", "There is no function '%s'.", "%s"),
    BAD_ARGUMENT(2006, "22023", "%s", "%s"),
    UNANSWERABLE(2007, "0A000", "%s", "%s"),
    UNAVAILABLE_KPI(
            2008,
            "0A000",
            "'%s' needs columns that the model does not map: %s.",
            "Map them in the model, or ask SHOW KPIS what is available."),
    INVALID(2009, "42000", "%s", "%s"),
    TOO_LARGE(2010, "54000", "The question is too large: %s.", "%s"),
    GAP_IN_TIME(
            2011,
            "0A000",
            "The days of %s have a gap, so '%s' has no opening and closing there.",
            "Ask for consecutive days, or group by a finer time."),
    BAD_PARAMETER(2012, "22023", "Parameter %s: %s", "%s"),
    TIMEOUT(
            2013,
            "57014",
            "The question was stopped after %s.",
            "Give it more time (query_timeout of the connection, setQueryTimeout or statement_timeout of a statement), or ask for less."),
    CANCELLED(2014, "57014", "The question was cancelled.", "Ask again."),
    WRONG_TYPE(2015, "22018", "Column %s is %s and cannot be read as %s.", "Read it with getObject."),
    OUT_OF_RANGE(
            2016,
            "22003",
            "The value of column %s does not fit %s.",
            "Read it with getObject, getLong or getBigDecimal."),
    FAN_OUT(2017, "0A000", "%s", "%s"),
    UNAVAILABLE_VIEW(2018, "0A000", "The view '%s' needs columns that the model does not map: %s.", "Map them."),
    WITHOUT_SUBSCRIPTIONS(
            2019,
            "0A000",
            "'%s' rests on subscriptions (%s), which this model does not read: its churn_rule says who is a customer by orders.",
            "Ask total_revenue(), revenue_per_customer() or repeat_purchase_rate(), or take churn_rule out of the model."),
    UNKNOWN_KPI(2020, "42704", "There is no KPI '%s'.", "%s"),
    UNKNOWN_SETTING(2021, "42704", "There is no setting '%s'.", "%s"),
    FIXED_SETTING(2022, "55P02", "The setting '%s' cannot be changed here.", "A session sets: %s."),
    BAD_SETTING(2023, "22023", "The value of setting '%s' is not valid.", "%s"),
    UNKNOWN_NAME(2024, "42704", "There is no %s '%s'.", "%s"),
    UNKNOWN_SEGMENT(2025, "0A000", "'%s' is not known of %s, so it can neither group nor filter there.", "%s"),

    BAD_YAML(3001, "F0000", "%s: %s", "%s"),
    BAD_MODEL(3002, "F0000", "%s: %s", "%s"),
    BAD_DEFINITION(3003, "F0000", "%s: the definition of '%s' is not valid: %s", "%s"),

    SOURCE_DOWN(4001, "08001", "Source '%s' cannot be reached.", "%s"),
    SOURCE_LOGIN(4002, "28000", "Source '%s' refuses the login.", "Check user and password in the model."),
    SOURCE_TABLE(4003, "42P01", "Source '%s' has no table '%s'.", "%s"),
    SOURCE_FAILED(4004, "58000", "Source '%s' failed: %s", "%s"),
    /** See {@link DataFault}: its SQLSTATE is that of what is wrong. */
    SOURCE_DATA(4005, "22000", "Source '%s' has a value that does not fit: %s", "%s"),
    SOURCE_LOST(4006, "08006", "The connection to source '%s' was lost.", "Ask again."),
    POOL_FULL(
            4007,
            "53300",
            "No connection to source '%s' became free in %s seconds.",
            "Close results that are no longer read."),
    SEVERAL_SOURCES(
            4008,
            "54000",
            "The question would bring more than %s rows together from several sources; '%s' has many of them.",
            "Ask for sums and counts instead of rows, or for less; max_staged_rows in the model is the limit."),

    UNSUPPORTED(9001, "0A000", "%s is not supported.", "%s"),
    INTERNAL(9999, "XX000", "Scorecard failed on this question (%s).", "Please report it with the question.");

    private static final int LONGEST = 2_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final int number;
    private final String sqlState;
    private final String sentence;
    private final String advice;

    ErrorCode(int number, String sqlState, String sentence, String advice) {
        this.number = number;
        this.sqlState = sqlState;
        this.sentence = sentence;
        this.advice = advice;
    }

    public int number() {
        return number;
    }

    /** The one that it has where nothing narrower is known. */
    public String sqlState() {
        return sqlState;
    }

    /** What is wrong, with {@code %s} where a blank is filled. */
    public String sentence() {
        return sentence;
    }

    /** The error with the blanks of its sentence, then those of its advice, filled in order. */
    public ScorecardException with(Object... values) {
        return as(sqlState, values);
    }

    /** The same under a narrower SQLSTATE than its own. */
    ScorecardException as(String narrower, Object... values) {
        List<String> shown = Arrays.stream(values).map(ErrorCode::shortened).toList();
        String message = (sentence + " " + advice).formatted(shown.toArray()).strip();
        return new ScorecardException(this, narrower, message, shown);
    }

    /**
     * A name may be as long as the question that it stood in, and may start another line of a log or steer
     * the terminal that shows it.
     */
    private static String shortened(Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return CONTROL.matcher(cut).replaceAll(" ");
    }
}
