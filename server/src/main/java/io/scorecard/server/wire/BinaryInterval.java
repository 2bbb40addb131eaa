package io.scorecard.server.wire;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's text of an interval as it travels in binary: microseconds, days, months. */
final class BinaryInterval {

    private static final Pattern PART = Pattern.compile("([+-]?\\d+) (year|mon|day)s?");
    private static final Pattern TIME = Pattern.compile("([+-]?)(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)$");

    private static final int MICROS = 6;

    private BinaryInterval() {}

    static byte[] bytes(String text) {
        int months = 0;
        int days = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            int amount = Integer.parseInt(part.group(1));
            switch (part.group(2)) {
                case "year" -> months += 12 * amount;
                case "mon" -> months += amount;
                default -> days += amount;
            }
        }
        long micros = 0;
        Matcher time = TIME.matcher(text);
        if (time.find()) {
            long minutes = 60 * Long.parseLong(time.group(2)) + Long.parseLong(time.group(3));
            micros = new BigDecimal(time.group(4))
                    .add(BigDecimal.valueOf(60 * minutes))
                    .movePointRight(MICROS)
                    .longValueExact();
            micros = time.group(1).equals("-") ? -micros : micros;
        }
        return ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES)
                .putLong(micros)
                .putInt(days)
                .putInt(months)
                .array();
    }
}
