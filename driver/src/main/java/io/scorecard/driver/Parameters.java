package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.ParameterType;
import io.scorecard.run.ResultColumn;
import io.scorecard.session.Prepared;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of a prepared statement's question marks, each in the class of the type that the question
 * expects there. Nothing is rounded or cut on the way: what does not fit is refused. Not thread-safe.
 */
final class Parameters {

    private final Prepared question;
    private final List<ResultColumn> expected;
    private final @Nullable Object[] values;
    private final Map<Integer, ParameterType> types = new HashMap<>();
    private final boolean[] given;

    Parameters(Prepared question) {
        this.question = question;
        this.expected = question.parameters();
        this.values = new Object[expected.size()];
        this.given = new boolean[expected.size()];
    }

    void set(int index, @Nullable Object value) throws SQLException {
        ResultColumn type = ScorecardParameterMetaData.parameter(expected, index);
        types.remove(index - 1);
        try {
            values[index - 1] = value == null ? null : taken(index - 1, plain(value), type);
        } catch (Unreadable reason) {
            throw reason.asParameter(index);
        }
        given[index - 1] = true;
    }

    /** @param jdbcType of the value, which counts where the question leaves the type open */
    void set(int index, @Nullable Object value, int jdbcType) throws SQLException {
        ResultColumn type = ScorecardParameterMetaData.parameter(expected, index);
        Optional<ParameterType> said = OpenTypes.said(jdbcType, type, question.openness(index - 1));
        if (said.isEmpty()) {
            set(index, value);
            return;
        }
        try {
            Object own =
                    value == null ? null : converted(plain(value), said.get().jdbcType());
            values[index - 1] = own;
            types.put(index - 1, own == null ? said.get() : OpenTypes.scaled(said.get(), own));
        } catch (Unreadable reason) {
            throw reason.asParameter(index);
        }
        given[index - 1] = true;
    }

    private Object taken(int place, Object value, ResultColumn type) throws SQLException, Unreadable {
        if (type.jdbcType() == Types.ARRAY) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : GivenArray.elements(value)) {
                elements.add(element == null ? null : converted(plain(element), GivenArray.elementType(type)));
            }
            types.put(place, ParameterType.array(elements.size()));
            return elements;
        }
        if (question.openness(place) != ParameterType.Openness.CLOSED) {
            Object own = natural(value);
            Optional<ParameterType> other = OpenTypes.instead(value, own, type, question.openness(place));
            if (other.isPresent()) {
                types.put(place, other.get());
                return converted(own, other.get().jdbcType());
            }
        }
        return converted(value, type.jdbcType());
    }

    /** The types of what was set, where they are not the ones that were expected. */
    Map<Integer, ParameterType> given() {
        return Map.copyOf(types);
    }

    /** The old classes hold milliseconds; the calendar says whose digits are meant. */
    void set(int index, java.util.@Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        if (value == null || calendar == null) {
            set(index, value);
            return;
        }
        LocalDateTime shown = Moments.shown(value, calendar);
        set(
                index,
                value instanceof java.sql.Date
                        ? shown.toLocalDate()
                        : value instanceof java.sql.Time ? shown.toLocalTime() : shown);
    }

    void clear() {
        types.clear();
        Arrays.fill(values, null);
        Arrays.fill(given, false);
    }

    /** In the order of the question marks. */
    List<@Nullable Object> complete() throws SQLException {
        List<@Nullable Object> all = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            if (!given[i]) {
                throw SqlErrors.of(ErrorCode.BAD_PARAMETER, i + 1, "it has no value.", "Set every parameter.");
            }
            all.add(values[i]);
        }
        return all;
    }

    private static Object plain(Object value) throws SQLException, Unreadable {
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) Math.min(Integer.MAX_VALUE, clob.length()));
        }
        if (value instanceof UUID || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        return value;
    }

    private static Object converted(Object value, int jdbcType) throws Unreadable {
        return switch (jdbcType) {
            case Types.VARCHAR, Types.CHAR -> text(value);
            case Types.SMALLINT, Types.INTEGER ->
                (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "an integer");
            case Types.BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "a big integer");
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> Numbers.real(value, "a double");
            case Types.DECIMAL, Types.NUMERIC -> Numbers.decimal(value, "a decimal number");
            case Types.BOOLEAN, Types.BIT -> Numbers.truth(value);
            case Types.DATE -> date(value);
            case Types.TIME -> Moments.time(value);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Moments.dateTime(value);
            default -> natural(value);
        };
    }

    private static String text(Object value) throws Unreadable {
        return whole(Values.text(natural(value)));
    }

    /** No source takes a NUL, or half of a character: one cuts the text there, another puts a question mark. */
    private static String whole(String text) throws Unreadable {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == '\0' || Character.isSurrogate(c) && !pair) {
                throw Unreadable.kind("a text without NUL and halves of characters");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    private static long whole(Object value, long least, long greatest, String wanted) throws Unreadable {
        if (!(value instanceof Long || value instanceof Integer)
                && Numbers.decimal(value, wanted).stripTrailingZeros().scale() > 0) {
            throw Unreadable.range(wanted);
        }
        return Numbers.whole(value, least, greatest, wanted);
    }

    /** A timestamp is a date only at midnight: cutting its time off would change what is compared. */
    private static LocalDate date(Object value) throws Unreadable {
        LocalDate date = Moments.date(value);
        boolean dateOnly = value instanceof LocalDate
                || value instanceof java.sql.Date
                || value instanceof String text && text.strip().length() == 10;
        if (!dateOnly && !Moments.dateTime(value).toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw Unreadable.range("a date");
        }
        return date;
    }

    /** In the class that a cursor would have given, where the question does not say what it expects. */
    private static Object natural(Object value) throws Unreadable {
        if (value instanceof String text) {
            return whole(text);
        }
        if (value instanceof Boolean || value instanceof LocalDate) {
            return value;
        }
        if (value instanceof Float || value instanceof Double) {
            return Numbers.real(value, "a double");
        }
        if (value instanceof BigDecimal || value instanceof BigInteger) {
            return Numbers.decimal(value, "a decimal number");
        }
        if (value instanceof Number) {
            return Numbers.whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "a big integer");
        }
        if (value instanceof java.sql.Date) {
            return Moments.date(value);
        }
        if (value instanceof java.sql.Time || value instanceof LocalTime || value instanceof OffsetTime) {
            return Moments.time(value);
        }
        return Moments.dateTime(value);
    }
}
