package io.scorecard.server.wire;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;

/** A parameter that a client binds, as an object of its type. */
public final class ParameterValue {

    static final int FLOAT4 = 700;
    private static final int VARCHAR = 1043;
    private static final int UNKNOWN = 705;
    private static final int UUID = 2950;
    private static final Set<Integer> TEXTS = Set.of(0, VARCHAR, UNKNOWN, 18, 19, 1042);

    private ParameterValue() {}

    /** @param oid the type that the client has declared; 0: none, so that the text itself is bound */
    public static Object of(int oid, boolean binary, byte[] bytes) throws SQLException {
        try {
            return binary ? binary(oid, bytes) : text(oid, new String(bytes, StandardCharsets.UTF_8));
        } catch (DateTimeException | NumberFormatException | java.nio.BufferUnderflowException e) {
            throw new SQLDataException("invalid input syntax for a parameter of type " + oid, "22P02");
        }
    }

    private static Object binary(int oid, byte[] bytes) throws SQLException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (oid == PgType.BOOL.oid()) {
            return in.get() != 0;
        } else if (oid == PgType.INT2.oid()) {
            return (long) in.getShort();
        } else if (oid == PgType.INT4.oid()) {
            return (long) in.getInt();
        } else if (oid == PgType.OID.oid()) {
            return Integer.toUnsignedLong(in.getInt());
        } else if (oid == PgType.INT8.oid()) {
            return in.getLong();
        } else if (oid == FLOAT4) {
            return (double) in.getFloat();
        } else if (oid == PgType.FLOAT8.oid()) {
            return in.getDouble();
        } else if (oid == PgType.NUMERIC.oid()) {
            return BinaryNumeric.value(in);
        } else if (oid == PgType.DATE.oid()) {
            return Epoch.day(in.getInt());
        } else if (oid == PgType.TIME.oid()) {
            return LocalTime.ofNanoOfDay(in.getLong() * 1000);
        } else if (oid == PgType.TIMESTAMP.oid() || oid == PgType.TIMESTAMPTZ.oid()) {
            return Epoch.moment(in.getLong());
        } else if (oid == PgType.TEXT.oid() || TEXTS.contains(oid)) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (oid == UUID) {
            return new java.util.UUID(in.getLong(), in.getLong()).toString();
        }
        if (BinaryArray.is(oid)) {
            return BinaryArray.text(in);
        }
        throw new SQLFeatureNotSupportedException("A binary parameter of type " + oid + " is not supported.", "0A000");
    }

    private static Object text(int oid, String text) {
        if (oid == PgType.BOOL.oid()) {
            return java.util.List.of("t", "true", "1", "on", "yes", "y")
                    .contains(text.strip().toLowerCase(Locale.ROOT));
        } else if (oid == PgType.INT2.oid() || oid == PgType.INT4.oid() || oid == PgType.INT8.oid()) {
            return Long.parseLong(text.strip());
        } else if (oid == FLOAT4 || oid == PgType.FLOAT8.oid()) {
            return Double.parseDouble(text.strip());
        } else if (oid == PgType.NUMERIC.oid()) {
            return new BigDecimal(text.strip());
        } else if (oid == PgType.DATE.oid()) {
            return LocalDate.parse(
                    text.strip().substring(0, Math.min(10, text.strip().length())));
        } else if (oid == PgType.TIMESTAMP.oid() || oid == PgType.TIMESTAMPTZ.oid()) {
            return moment(text.strip());
        }
        return text;
    }

    /** The digits on the clock: what stands behind them as a zone is not moved by, as columns here have none. */
    private static LocalDateTime moment(String text) {
        String digits = text.replaceFirst("([+-][0-9]{2}(:?[0-9]{2})?|Z)$", "").strip();
        return digits.length() <= 10
                ? LocalDate.parse(digits).atStartOfDay()
                : LocalDateTime.parse(digits.replace(' ', 'T'));
    }
}
