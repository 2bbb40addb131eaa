package io.scorecard.server.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
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
            case INTERVAL -> {
                String value = rows.getString(column);
                yield value == null ? null : BinaryInterval.bytes(value);
            }
            case INT2_ARRAY, INT8_ARRAY, OID_ARRAY, TEXT_ARRAY -> {
                Array value = rows.getArray(column);
                yield value == null ? null : array((Object[]) value.getArray(), type.element());
            }
        };
    }

    /** One dimension from 1; whether there is a NULL, the elements' type, how many, and each with its length. */
    private static byte[] array(Object[] elements, PgType of) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(whole(elements.length == 0 ? 0 : 1, Integer.BYTES));
        bytes.writeBytes(whole(Arrays.stream(elements).anyMatch(Objects::isNull) ? 1 : 0, Integer.BYTES));
        bytes.writeBytes(whole(of.oid(), Integer.BYTES));
        if (elements.length > 0) {
            bytes.writeBytes(whole(elements.length, Integer.BYTES));
            bytes.writeBytes(whole(1, Integer.BYTES));
        }
        for (Object element : elements) {
            byte[] value = element == null
                    ? new byte[0]
                    : element instanceof Number number
                            ? whole(number.longValue(), of.size())
                            : element.toString().getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(whole(element == null ? -1 : value.length, Integer.BYTES));
            bytes.writeBytes(value);
        }
        return bytes.toByteArray();
    }

    static byte[] whole(long value, int size) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return Arrays.copyOfRange(bytes, Long.BYTES - size, Long.BYTES);
    }
}
