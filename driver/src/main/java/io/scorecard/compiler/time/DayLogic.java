package io.scorecard.compiler.time;

import io.scorecard.functions.ErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** SQL's three-valued logic and date arithmetic on the values of {@link DayValue}. */
final class DayLogic {

    private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);

    /** A day as some clients write one, with their own zone behind it: it is the day that is written. */
    private static final Pattern DAY_WITH_ZONE =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}) ?[+-][0-9]{2}(:[0-9]{2})?");

    private DayLogic() {}

    static @Nullable Boolean and(List<DayValue> operands, LocalDate day) {
        boolean unknown = false;
        for (DayValue operand : operands) {
            Object value = operand.on(day);
            if (Boolean.FALSE.equals(value)) {
                return false;
            }
            unknown |= value == null;
        }
        return unknown ? null : Boolean.TRUE;
    }

    static @Nullable Boolean or(List<DayValue> operands, LocalDate day) {
        boolean unknown = false;
        for (DayValue operand : operands) {
            Object value = operand.on(day);
            if (Boolean.TRUE.equals(value)) {
                return true;
            }
            unknown |= value == null;
        }
        return unknown ? null : Boolean.FALSE;
    }

    /** IN, over a list of values. */
    static @Nullable Boolean oneOf(@Nullable Object value, @Nullable Object list) {
        boolean unknown = false;
        for (Object one : (java.util.List<?>) java.util.Objects.requireNonNull(list)) {
            Integer order = compare(value, one);
            if (order != null && order == 0) {
                return true;
            }
            unknown |= order == null;
        }
        return unknown ? null : Boolean.FALSE;
    }

    static @Nullable Boolean not(@Nullable Object value) {
        return value == null ? null : !(Boolean) value;
    }

    static @Nullable Object firstTrue(List<DayValue> operands, LocalDate day) {
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            if (Boolean.TRUE.equals(operands.get(i).on(day))) {
                return operands.get(i + 1).on(day);
            }
        }
        return operands.get(operands.size() - 1).on(day);
    }

    static @Nullable Object firstKnown(List<DayValue> operands, LocalDate day) {
        for (DayValue operand : operands) {
            Object value = operand.on(day);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static @Nullable Object multiply(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.multiply(y);
        }
        BigDecimal factor = (BigDecimal) (a instanceof BigDecimal ? a : b);
        Object amount = a instanceof BigDecimal ? b : a;
        return amount instanceof Period p
                ? p.multipliedBy(factor.intValueExact())
                : ((Duration) amount).multipliedBy(factor.longValueExact());
    }

    static @Nullable Object add(@Nullable Object a, @Nullable Object b, int sign) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return sign > 0 ? x.add(y) : x.subtract(y);
        }
        if (b instanceof Period months) {
            return a instanceof LocalDate d
                    ? d.plusMonths((long) sign * months.toTotalMonths())
                    : ((LocalDateTime) a).plusMonths((long) sign * months.toTotalMonths());
        }
        if (b instanceof Duration time) {
            return a instanceof LocalDate d
                    ? d.plusDays(sign * time.toDays())
                    : ((LocalDateTime) a).plus(time.multipliedBy(sign));
        }
        if (a instanceof LocalDate d && b instanceof BigDecimal days) {
            return d.plusDays(sign * days.longValueExact());
        }
        throw ErrorCode.UNANSWERABLE.with(
                "This arithmetic cannot be used on the time columns of kpi.", "Add or subtract intervals.");
    }

    /** A day, or a moment, so many days later. */
    static @Nullable Object addDays(@Nullable Object time, @Nullable Object days) {
        if (time == null || days == null) {
            return null;
        }
        BigDecimal number = (BigDecimal) cast(days, SqlTypeName.DECIMAL);
        Object from = isTime(time) ? time : timestamp(time.toString());
        return add(from, Duration.ofSeconds(number.multiply(SECONDS_OF_A_DAY).longValue()), 1);
    }

    static @Nullable Object daysBetween(@Nullable Object first, @Nullable Object second) {
        if (first == null || second == null) {
            return null;
        }
        LocalDate from = (LocalDate) cast(first, SqlTypeName.DATE);
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, (LocalDate) cast(second, SqlTypeName.DATE)));
    }

    static @Nullable Object cast(@Nullable Object value, SqlTypeName type) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DATE -> date(value);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> dateTime(value);
            case CHAR, VARCHAR -> text(value);
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, FLOAT, REAL ->
                value instanceof BigDecimal
                        ? value
                        : new BigDecimal(value.toString().strip());
            default -> value;
        };
    }

    private static String text(Object value) {
        return value instanceof LocalDateTime t ? t.toString().replace('T', ' ') : value.toString();
    }

    static @Nullable LocalDate date(@Nullable Object value) {
        if (value == null || value instanceof LocalDate) {
            return (LocalDate) value;
        }
        return value instanceof LocalDateTime t
                ? t.toLocalDate()
                : timestamp(value.toString()).toLocalDate();
    }

    private static LocalDateTime dateTime(Object value) {
        if (value instanceof LocalDate d) {
            return d.atStartOfDay();
        }
        return value instanceof LocalDateTime t ? t : timestamp(value.toString());
    }

    /** {@code 2026-03-01}, {@code 2026-03-01 10:00:00} or with a {@code T}. */
    static LocalDateTime timestamp(String text) {
        Matcher day = DAY_WITH_ZONE.matcher(text.strip());
        String s = day.matches() ? day.group(1) : text.strip().replace(' ', 'T');
        try {
            return s.length() <= 10 ? LocalDate.parse(s).atStartOfDay() : LocalDateTime.parse(s);
        } catch (DateTimeException e) {
            throw ErrorCode.BAD_ARGUMENT.with(
                    "A text that is compared with time is no date.", "Write DATE '2026-03-01'.");
        }
    }

    /** Compares after SQL's implicit casts; null where either is. */
    static @Nullable Integer compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return x.compareTo(y);
        }
        if (isTime(a) || isTime(b)) {
            return dateTime(a).compareTo(dateTime(b));
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        return a.toString().compareTo(b.toString());
    }

    private static boolean isTime(Object value) {
        return value instanceof LocalDate || value instanceof LocalDateTime;
    }
}
