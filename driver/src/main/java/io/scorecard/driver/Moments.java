package io.scorecard.driver;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Values as dates and times. A timestamp without a zone is an instant in UTC, as everywhere in Scorecard.
 *
 * <p>The old classes of java.sql hold milliseconds and show them in the JVM's zone: they carry the digits
 * of the value as that zone (or the calendar) would show them, and lose those that its summer time skips.
 * The classes of java.time lose nothing.
 */
final class Moments {

    private Moments() {}

    static int year(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).getYear();
    }

    static LocalDate date(Object value) throws Unreadable {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        if (value instanceof String text && text.strip().length() == 10) {
            return parsed(() -> LocalDate.parse(text.strip()), "a date");
        }
        return dateTime(value, "a date").toLocalDate();
    }

    static LocalTime time(Object value) throws Unreadable {
        if (value instanceof LocalTime time) {
            return time;
        }
        if (value instanceof OffsetTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        }
        if (value instanceof Time time) {
            return time.toLocalTime().plusNanos(Math.floorMod(time.getTime(), 1000L) * 1_000_000);
        }
        if (value instanceof String text && text.strip().length() < 19) {
            return parsed(() -> LocalTime.parse(text.strip()), "a time");
        }
        if (value instanceof LocalDate) {
            throw Unreadable.kind("a time");
        }
        return dateTime(value, "a time").toLocalTime();
    }

    static LocalDateTime dateTime(Object value) throws Unreadable {
        if (value instanceof LocalTime || value instanceof Time) {
            throw Unreadable.kind("a timestamp");
        }
        return dateTime(value, "a timestamp");
    }

    private static LocalDateTime dateTime(Object value, String wanted) throws Unreadable {
        if (value instanceof LocalDateTime moment) {
            return moment;
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof Instant instant) {
            return parsed(() -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC), wanted);
        }
        if (value instanceof OffsetDateTime moment) {
            return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        if (value instanceof ZonedDateTime moment) {
            return moment.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        if (value instanceof Timestamp moment) {
            return moment.toLocalDateTime();
        }
        if (value instanceof Date date) {
            return date.toLocalDate().atStartOfDay();
        }
        if (value instanceof Time) {
            throw Unreadable.kind(wanted);
        }
        if (value instanceof java.util.Date moment) {
            return new Timestamp(moment.getTime()).toLocalDateTime();
        }
        if (value instanceof Calendar calendar) {
            return LocalDateTime.ofInstant(calendar.toInstant(), ZoneOffset.UTC);
        }
        if (value instanceof String text) {
            return parsed(() -> text(text.strip().replace(' ', 'T')), wanted);
        }
        throw Unreadable.kind(wanted);
    }

    private static LocalDateTime text(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay();
        }
        return text.matches(".*(Z|[+-][0-9]{2}(:[0-9]{2})?)")
                ? OffsetDateTime.parse(text)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : LocalDateTime.parse(text);
    }

    static Date sqlDate(LocalDate date, @Nullable Calendar calendar) {
        return calendar == null
                ? Date.valueOf(date)
                : new Date(date.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
    }

    static Time sqlTime(LocalTime time, @Nullable Calendar calendar) {
        ZoneId zone = calendar == null ? ZoneId.systemDefault() : zone(calendar);
        return new Time(LocalDate.EPOCH.atTime(time).atZone(zone).toInstant().toEpochMilli());
    }

    static Timestamp sqlTimestamp(LocalDateTime moment, @Nullable Calendar calendar) {
        return calendar == null
                ? Timestamp.valueOf(moment)
                : Timestamp.from(moment.atZone(zone(calendar)).toInstant());
    }

    /** The digits that the calendar's zone shows for the milliseconds of an old date, time or timestamp. */
    static LocalDateTime shown(java.util.Date value, Calendar calendar) {
        LocalDateTime shown = LocalDateTime.ofInstant(Instant.ofEpochMilli(value.getTime()), zone(calendar));
        return value instanceof Timestamp exact ? shown.withNano(exact.getNanos()) : shown;
    }

    private static ZoneId zone(Calendar calendar) {
        return calendar.getTimeZone().toZoneId();
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T parsed(Reading<T> reading, String wanted) throws Unreadable {
        try {
            return reading.read();
        } catch (DateTimeException notThat) {
            throw Unreadable.kind(wanted);
        }
    }
}
