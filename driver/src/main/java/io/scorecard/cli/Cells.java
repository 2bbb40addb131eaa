package io.scorecard.cli;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns of a result and what their values look like as text, whatever the locale and zone of the machine. */
record Cells(ResultSet rows, String[] labels, int[] types) {

    /** As PostgreSQL writes them: always with seconds, and with a fraction where there is one. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    static Cells of(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        String[] labels = new String[columns.getColumnCount()];
        int[] types = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns.getColumnLabel(i + 1);
            types[i] = columns.getColumnType(i + 1);
        }
        return new Cells(rows, labels, types);
    }

    int count() {
        return labels.length;
    }

    boolean isNumber(int column) {
        return switch (types[column]) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.DECIMAL, Types.NUMERIC -> true;
            default -> false;
        };
    }

    /** The whole value of the current row; null for NULL. */
    @Nullable
    String text(int column) throws SQLException {
        Object value = value(column);
        if (value instanceof Number number) {
            return plain(number);
        }
        if (value instanceof LocalDateTime moment) {
            return moment.format(MOMENT);
        }
        return value == null ? null : value.toString();
    }

    @Nullable
    Object value(int column) throws SQLException {
        Object value = switch (types[column]) {
            case Types.TIMESTAMP -> rows.getObject(column + 1, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(column + 1, OffsetDateTime.class);
            default -> rows.getObject(column + 1);
        };
        if (value instanceof Date date) {
            return date.toLocalDate();
        }
        return value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : value;
    }

    /** Without an exponent where there can be none: 0.00001, not 1.0E-5. */
    static String plain(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (!(number instanceof Double || number instanceof Float)) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-9 || size >= 1e15)) {
            return number.toString().toLowerCase(Locale.ROOT);
        }
        return withoutZeros(new BigDecimal(number.toString()));
    }

    static String withoutZeros(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
