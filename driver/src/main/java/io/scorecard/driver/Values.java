package io.scorecard.driver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import javax.sql.rowset.serial.SerialClob;

/** A cursor's values in the classes that callers ask for. */
final class Values {

    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ')
            .append(CLOCK)
            .toFormatter(Locale.ROOT);

    private interface Reader {
        Object read(Object value) throws Unreadable;
    }

    private static final Map<Class<?>, Reader> READERS = Map.ofEntries(
            Map.entry(String.class, Values::text),
            Map.entry(Boolean.class, Numbers::truth),
            Map.entry(Byte.class, v -> (byte) Numbers.whole(v, Byte.MIN_VALUE, Byte.MAX_VALUE, "a byte")),
            Map.entry(Short.class, v -> (short) Numbers.whole(v, Short.MIN_VALUE, Short.MAX_VALUE, "a short")),
            Map.entry(Integer.class, v -> (int) Numbers.whole(v, Integer.MIN_VALUE, Integer.MAX_VALUE, "an int")),
            Map.entry(Long.class, v -> Numbers.whole(v, Long.MIN_VALUE, Long.MAX_VALUE, "a long")),
            Map.entry(Float.class, Values::single),
            Map.entry(Double.class, v -> Numbers.real(v, "a double")),
            Map.entry(BigDecimal.class, v -> Numbers.decimal(v, "a decimal number")),
            Map.entry(
                    BigInteger.class, v -> Numbers.decimal(v, "a whole number").toBigInteger()),
            Map.entry(LocalDate.class, Moments::date),
            Map.entry(LocalTime.class, Moments::time),
            Map.entry(LocalDateTime.class, Moments::dateTime),
            Map.entry(Instant.class, v -> Moments.dateTime(v).toInstant(ZoneOffset.UTC)),
            Map.entry(OffsetDateTime.class, v -> Moments.dateTime(v).atOffset(ZoneOffset.UTC)),
            Map.entry(ZonedDateTime.class, v -> Moments.dateTime(v).atZone(ZoneOffset.UTC)),
            Map.entry(Date.class, v -> Moments.sqlDate(Moments.date(v), null)),
            Map.entry(Time.class, v -> Moments.sqlTime(Moments.time(v), null)),
            Map.entry(Timestamp.class, v -> Moments.sqlTimestamp(Moments.dateTime(v), null)),
            Map.entry(java.util.Date.class, v -> Moments.sqlTimestamp(Moments.dateTime(v), null)),
            Map.entry(Clob.class, v -> clob(text(v))),
            Map.entry(Object.class, Values::classic));

    private Values() {}

    static Object to(Class<?> type, Object value) throws Unreadable {
        Reader reader = READERS.get(type);
        if (reader == null) {
            throw Unreadable.kind(type.getSimpleName());
        }
        return reader.read(value);
    }

    private static Float single(Object value) throws Unreadable {
        double exact = Numbers.real(value, "a float");
        if (Double.isFinite(exact) && Float.isInfinite((float) exact)) {
            throw Unreadable.range("a float");
        }
        return (float) exact;
    }

    /** As getObject without a class gives it: dates and times in the classes of java.sql. */
    static Object classic(Object value) {
        if (value instanceof LocalDate date) {
            return Moments.sqlDate(date, null);
        }
        if (value instanceof LocalDateTime moment) {
            return Moments.sqlTimestamp(moment, null);
        }
        return value instanceof LocalTime time ? Moments.sqlTime(time, null) : value;
    }

    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof LocalDateTime moment) {
            return MOMENT.format(moment);
        }
        return value instanceof LocalTime time ? CLOCK.format(time) : value.toString();
    }

    /** The class that {@link #classic} gives for a type. */
    static Class<?> classicClass(int jdbcType) {
        return switch (jdbcType) {
            case Types.SMALLINT, Types.INTEGER -> Integer.class;
            case Types.BIGINT -> Long.class;
            case Types.DOUBLE -> Double.class;
            case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
            case Types.BOOLEAN -> Boolean.class;
            case Types.DATE -> Date.class;
            case Types.TIME -> Time.class;
            case Types.TIMESTAMP -> Timestamp.class;
            case Types.VARCHAR, Types.CHAR -> String.class;
            default -> Object.class;
        };
    }

    private static Clob clob(String text) throws Unreadable {
        try {
            return new SerialClob(text.toCharArray());
        } catch (SQLException impossible) {
            throw Unreadable.kind("a CLOB");
        }
    }
}
