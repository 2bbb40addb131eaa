package io.scorecard.server.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** PostgreSQL's binary form of NUMERIC: digits of base 10000, the weight of the first, sign, decimal places. */
final class BinaryNumeric {

    private static final int PLACES = 4;
    private static final BigInteger BASE = BigInteger.valueOf(10_000);
    private static final int NEGATIVE = 0x4000;
    private static final int HEADER = 8;

    private BinaryNumeric() {}

    static byte[] bytes(BigDecimal value) {
        int scale = Math.max(0, value.scale());
        int groups = (scale + PLACES - 1) / PLACES;
        BigInteger left = value.abs().setScale(groups * PLACES).unscaledValue();
        java.util.ArrayDeque<Short> digits = new java.util.ArrayDeque<>();
        int behind = groups;
        while (left.signum() != 0) {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            if (!digits.isEmpty() || parts[1].signum() != 0) {
                digits.push(parts[1].shortValue());
            } else {
                // Zeros at the end are not sent.
                behind--;
            }
            left = parts[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 2 * digits.size());
        bytes.putShort((short) digits.size());
        bytes.putShort((short) (digits.isEmpty() ? 0 : digits.size() - 1 - behind));
        bytes.putShort((short) (value.signum() < 0 ? NEGATIVE : 0));
        bytes.putShort((short) scale);
        digits.forEach(bytes::putShort);
        return bytes.array();
    }

    /** @throws NumberFormatException where it is no number, as NaN is none here */
    static BigDecimal value(ByteBuffer bytes) {
        int count = bytes.getShort();
        int weight = bytes.getShort();
        int sign = bytes.getShort();
        int scale = bytes.getShort();
        if (sign != 0 && sign != NEGATIVE) {
            throw new NumberFormatException("not finite");
        }
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            value = value.add(BigDecimal.valueOf(bytes.getShort()).scaleByPowerOfTen(PLACES * (weight - i)));
        }
        return (sign == NEGATIVE ? value.negate() : value).setScale(scale, java.math.RoundingMode.UNNECESSARY);
    }
}
