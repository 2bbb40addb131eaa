package io.scorecard.driver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * Values as numbers: exact, or refused. A fraction that is asked for as a whole number is cut, as JDBC
 * has it; what is too large is never wrapped around.
 */
final class Numbers {

    private Numbers() {}

    static long whole(Object value, long least, long greatest, String wanted) throws Unreadable {
        long number;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else if (value instanceof Boolean truth) {
            number = truth ? 1 : 0;
        } else {
            BigInteger cut = decimal(value, wanted).toBigInteger();
            if (cut.bitLength() > 63) {
                throw Unreadable.range(wanted);
            }
            number = cut.longValue();
        }
        if (number < least || number > greatest) {
            throw Unreadable.range(wanted);
        }
        return number;
    }

    static double real(Object value, String wanted) throws Unreadable {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        double number = decimal(value, wanted).doubleValue();
        if (Double.isInfinite(number)) {
            throw Unreadable.range(wanted);
        }
        return number;
    }

    static BigDecimal decimal(Object value, String wanted) throws Unreadable {
        if (value instanceof BigDecimal exact) {
            return exact;
        }
        if (value instanceof BigInteger exact) {
            return new BigDecimal(exact);
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw Unreadable.range(wanted);
            }
            return new BigDecimal(value.toString());
        }
        if (value instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof String text) {
            return parsed(text.strip(), wanted);
        }
        throw Unreadable.kind(wanted);
    }

    /** ASCII digits only, and no exponent that would fill the memory. */
    private static BigDecimal parsed(String text, String wanted) throws Unreadable {
        if (!text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?") || text.length() > 400) {
            throw Unreadable.kind(wanted);
        }
        return new BigDecimal(text);
    }

    static boolean truth(Object value) throws Unreadable {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number) {
            int sign = decimal(value, "a truth value").compareTo(BigDecimal.ONE);
            if (sign == 0) {
                return true;
            }
            if (decimal(value, "a truth value").signum() == 0) {
                return false;
            }
            throw Unreadable.range("a truth value");
        }
        if (value instanceof String text) {
            switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1":
                    return true;
                case "false", "f", "no", "n", "off", "0":
                    return false;
                default:
                    break;
            }
        }
        throw Unreadable.kind("a truth value");
    }
}
