package io.scorecard.server.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A value as PostgreSQL writes it, DateStyle ISO, whatever the machine's language and zone are. */
public final class CellText {

    /** Any decimal of so many digits survives a way through a double. */
    private static final int SAFE_DIGITS = 15;

    private static final int ENOUGH_DIGITS = 17;

    private static final double FIRST_WITHOUT_FRACTION = 1L << 53;

    private CellText() {}

    /** Null for NULL. */
    public static @Nullable String of(ResultSet rows, int column, PgType type) throws SQLException {
        return switch (type) {
            case BOOL -> {
                boolean value = rows.getBoolean(column);
                yield rows.wasNull() ? null : value ? "t" : "f";
            }
            case INT2, INT4, INT8, OID -> {
                long value = rows.getLong(column);
                yield rows.wasNull() ? null : Long.toString(value);
            }
            case FLOAT8 -> {
                double value = rows.getDouble(column);
                yield rows.wasNull() ? null : number(value);
            }
            case NUMERIC -> {
                BigDecimal value = rows.getBigDecimal(column);
                yield value == null ? null : value.toPlainString();
            }
            case DATE -> {
                LocalDate value = rows.getObject(column, LocalDate.class);
                yield value == null ? null : date(value);
            }
            case TIME -> {
                LocalTime value = rows.getObject(column, LocalTime.class);
                yield value == null ? null : time(value);
            }
            case TIMESTAMP -> {
                LocalDateTime value = rows.getObject(column, LocalDateTime.class);
                yield value == null ? null : timestamp(value);
            }
            case TIMESTAMPTZ -> {
                OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
                yield value == null
                        ? null
                        : timestamp(value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "+00";
            }
            case INT2_ARRAY, INT8_ARRAY, OID_ARRAY, TEXT_ARRAY -> {
                Array value = rows.getArray(column);
                yield value == null ? null : array((Object[]) value.getArray());
            }
            case TEXT, JSON, INTERVAL -> rows.getString(column);
        };
    }

    /** The fewest digits that read back as the same double. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < SAFE_DIGITS) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String size = Integer.toString(Math.abs(exponent));
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (size.length() < 2 ? "0" + size : size);
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        // Below the normal numbers even fewer digits may be exact.
        int fewest = Math.abs(value) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
        for (int digits = fewest; digits < ENOUGH_DIGITS; digits++) {
            // Above a power of two there is more room than below: the farther decimal may be the only one to fit.
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (rounded.doubleValue() == value && !halfWay(value, exact, rounded)) {
                    return rounded;
                }
            }
        }
        return exact.round(new MathContext(ENOUGH_DIGITS, RoundingMode.HALF_EVEN));
    }

    /** PostgreSQL trusts no reader to round a number right that lies between two doubles: 2e23 is one. */
    private static boolean halfWay(double value, BigDecimal exact, BigDecimal rounded) {
        if (Math.abs(value) < FIRST_WITHOUT_FRACTION) {
            return false;
        }
        BigDecimal twice = rounded.add(rounded).subtract(exact);
        return twice.compareTo(neighbour(Math.nextUp(value))) == 0
                || twice.compareTo(neighbour(Math.nextDown(value))) == 0;
    }

    /** The largest double has a neighbour only in thought. */
    private static BigDecimal neighbour(double value) {
        return new BigDecimal(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
    }

    static String date(LocalDate date) {
        int year = date.getYear();
        return padded(year > 0 ? year : 1 - year, 4)
                + "-"
                + padded(date.getMonthValue(), 2)
                + "-"
                + padded(date.getDayOfMonth(), 2)
                + (year > 0 ? "" : " BC");
    }

    static String timestamp(LocalDateTime moment) {
        String date = date(moment.toLocalDate());
        String clock = time(moment.toLocalTime());
        return date.endsWith(" BC") ? date.substring(0, date.length() - 3) + " " + clock + " BC" : date + " " + clock;
    }

    /** To the microsecond, without zeros at the end. */
    static String time(LocalTime time) {
        String whole =
                padded(time.getHour(), 2) + ":" + padded(time.getMinute(), 2) + ":" + padded(time.getSecond(), 2);
        int micros = time.getNano() / 1000;
        return micros == 0 ? whole : whole + "." + padded(micros, 6).replaceAll("0+$", "");
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static String array(@Nullable Object[] elements) {
        StringJoiner text = new StringJoiner(",", "{", "}");
        for (Object element : elements) {
            text.add(element == null ? "NULL" : element(element.toString()));
        }
        return text.toString();
    }

    private static String element(String text) {
        boolean plain = text.matches("[^{}\",\\\\\\s]+") && !text.equalsIgnoreCase("NULL");
        return plain ? text : '"' + text.replaceAll("[\"\\\\]", "\\\\$0") + '"';
    }
}
