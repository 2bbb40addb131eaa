package io.scorecard.server.wire;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A value as it travels: the bytes of its text, or PostgreSQL's binary form. */
public final class CellBytes {

    private CellBytes() {}

    /** Null for NULL. */
    public static byte @Nullable [] of(ResultSet rows, int column, PgType type, boolean binary) throws SQLException {
        if (binary) {
            return binary(rows, column, type);
        }
        String text = CellText.of(rows, column, type);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] binary(ResultSet rows, int column, PgType type) throws SQLException {
        return switch (type) {
            case BOOL -> {
                boolean value = rows.getBoolean(column);
                yield rows.wasNull() ? null : new byte[] {(byte) (value ? 1 : 0)};
            }
            case INT2, INT4, INT8, OID -> {
                long value = rows.getLong(column);
                yield rows.wasNull() ? null : whole(value, type.size());
            }
            case FLOAT8 -> {
                double value = rows.getDouble(column);
                yield rows.wasNull() ? null : whole(Double.doubleToLongBits(value), Long.BYTES);
            }
            case NUMERIC -> {
                BigDecimal value = rows.getBigDecimal(column);
                yield value == null ? null : BinaryNumeric.bytes(value);
            }
            case DATE -> {
                LocalDate value = rows.getObject(column, LocalDate.class);
                yield value == null ? null : whole(Epoch.days(value), Integer.BYTES);
            }
            case TIME -> {
                LocalTime value = rows.getObject(column, LocalTime.class);
                yield value == null ? null : whole(value.toNanoOfDay() / 1000, Long.BYTES);
            }
            case TIMESTAMP -> {
                LocalDateTime value = rows.getObject(column, LocalDateTime.class);
                yield value == null ? null : whole(Epoch.micros(value), Long.BYTES);
            }
            case TIMESTAMPTZ -> {
                OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
                yield value == null
                        ? null
                        : whole(
                                Epoch.micros(value.withOffsetSameInstant(ZoneOffset.UTC)
                                        .toLocalDateTime()),
                                Long.BYTES);
            }
            case TEXT, JSON -> {
                String value = rows.getString(column);
                yield value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            }
            case INT2_ARRAY, INT8_ARRAY, OID_ARRAY, TEXT_ARRAY ->
                throw new SQLFeatureNotSupportedException("Arrays do not travel in binary.", "0A000");
        };
    }

    static byte[] whole(long value, int size) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return java.util.Arrays.copyOfRange(bytes, Long.BYTES - size, Long.BYTES);
    }
}
