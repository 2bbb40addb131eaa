package io.scorecard.run;

import io.scorecard.functions.DataFault;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source's rows as they come, read in the types that the question was planned with: sources widen
 * sums and call a literal what they like. Not thread-safe.
 */
final class SourceCursor implements Cursor {

    private static final Set<Integer> BROKEN =
            Set.of(Types.DOUBLE, Types.FLOAT, Types.REAL, Types.DECIMAL, Types.NUMERIC);

    private final Session session;
    private final ResultSet rows;
    private final int[] types;

    /** Columns in which the source may have a fraction: getLong would cut it off. */
    private final boolean[] broken;

    /** Columns of arrays, which every source writes in its own way. */
    private final boolean[] arrays;

    /** Columns of what lies between moments, which every source writes in its own way, too. */
    private final boolean[] intervals;

    /**
     * Columns of moments with their zone: without it PostgreSQL's driver gives none, and DuckDB's takes the JVM's zone.
     */
    private final boolean[] zoned;

    private static final Set<String> NO_NUMBER = Set.of("NaN", "Infinity", "-Infinity");

    /** Columns of single floats, whose digits are as few as tell them from the others. */
    private final boolean[] singles;

    private final Limits limits;
    private long read;
    private boolean wasNull;

    SourceCursor(Session session, ResultSet rows, List<ResultColumn> columns, Limits limits) throws SQLException {
        this.session = session;
        this.rows = rows;
        this.types = columns.stream().mapToInt(ResultColumn::jdbcType).toArray();
        ResultSetMetaData source = rows.getMetaData();
        this.broken = new boolean[types.length];
        this.arrays = new boolean[types.length];
        this.singles = new boolean[types.length];
        this.zoned = new boolean[types.length];
        this.intervals = new boolean[types.length];
        for (int i = 0; i < types.length; i++) {
            int type = source.getColumnType(i + 1);
            broken[i] = BROKEN.contains(type);
            arrays[i] = type == Types.ARRAY;
            intervals[i] = columns.get(i).typeName().equals(ResultColumn.INTERVAL);
            zoned[i] = type == Types.TIMESTAMP_WITH_TIMEZONE
                    || source.getColumnTypeName(i + 1).equals("timestamptz");
            singles[i] = type == Types.REAL || type == Types.FLOAT;
        }
        this.limits = limits;
    }

    /** A reading that the source may refuse. */
    private interface Reading<T> {
        T read() throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw session.explained(e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw DataFault.NUMBER_RANGE
                    .in(session.source(), "a number is none of its column's type.", "Divide by NULLIF(.., 0).")
                    .because(e);
        }
    }

    @Override
    public boolean next() {
        if (limits.maxRows() > 0 && read >= limits.maxRows()) {
            return false;
        }
        read++;
        session.watch().enter();
        try {
            return rows.next();
        } catch (SQLException e) {
            throw session.explained(e);
        } finally {
            session.watch().leave();
        }
    }

    @Override
    public @Nullable Object object(int column) {
        Object value = read(() -> typed(column));
        wasNull = value == null;
        return value;
    }

    private @Nullable Object typed(int column) throws SQLException {
        return switch (types[column - 1]) {
            case Types.BIGINT -> {
                long value = integer(column);
                yield wasNull ? null : value;
            }
            case Types.SMALLINT, Types.TINYINT, Types.INTEGER -> {
                long value = integer(column);
                yield wasNull ? null : Math.toIntExact(value);
            }
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> {
                double value = number(column);
                yield wasNull ? null : value;
            }
            case Types.DECIMAL, Types.NUMERIC -> decimal(column);
            case Types.BOOLEAN, Types.BIT -> {
                boolean value = rows.getBoolean(column);
                yield rows.wasNull() ? null : value;
            }
            case Types.DATE -> {
                LocalDate value = rows.getObject(column, LocalDate.class);
                requireWritten(value == null ? 1 : value.getYear());
                yield value;
            }
            case Types.TIMESTAMP -> {
                LocalDateTime value = zoned[column - 1] ? utc(column) : rows.getObject(column, LocalDateTime.class);
                requireWritten(value == null ? 1 : value.getYear());
                yield value;
            }
            case Types.TIME -> rows.getObject(column, LocalTime.class);
            default -> text(column);
        };
    }

    private @Nullable LocalDateTime utc(int column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        if (value == null || value.equals(OffsetDateTime.MAX) || value.equals(OffsetDateTime.MIN)) {
            return value == null ? null : value.toLocalDateTime();
        }
        return value.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private @Nullable String text(int column) throws SQLException {
        if (intervals[column - 1]) {
            return IntervalText.of(rows.getString(column));
        }
        return arrays[column - 1] ? ArrayText.of(rows.getArray(column)) : rows.getString(column);
    }

    /** Sources have infinite moments, and Java writes years of more than four digits as others. */
    private void requireWritten(int year) {
        if (year < 1 || year > 9999) {
            throw DataFault.DATE_RANGE.in(
                    session.source(), "a date is infinite, or not in the years 1 to 9999.", "Fix the value.");
        }
    }

    @Override
    public @Nullable String string(int column) {
        if (types[column - 1] == Types.VARCHAR || types[column - 1] == Types.CHAR) {
            String value = read(() -> text(column));
            wasNull = value == null;
            return value;
        }
        Object value = object(column);
        return value == null ? null : value.toString();
    }

    @Override
    public long integer(int column) {
        return read(() -> {
            if (broken[column - 1]) {
                BigDecimal value = rows.getBigDecimal(column);
                wasNull = value == null;
                return value == null ? 0 : value.longValueExact();
            }
            long value = rows.getLong(column);
            wasNull = rows.wasNull();
            return value;
        });
    }

    @Override
    public double number(int column) {
        return read(() -> {
            double value = singles[column - 1]
                    ? Double.parseDouble(Float.toString(rows.getFloat(column)))
                    : rows.getDouble(column);
            wasNull = rows.wasNull();
            // DuckDB's own driver answers NaN.
            return wasNull ? 0 : value;
        });
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        BigDecimal value = read(() -> exact(column));
        wasNull = value == null;
        return value;
    }

    /** PostgreSQL's numeric may be no number at all, which it calls out of range. */
    private @Nullable BigDecimal exact(int column) throws SQLException {
        try {
            return rows.getBigDecimal(column);
        } catch (SQLException e) {
            if (DataFault.NUMBER_RANGE.sqlState().equals(e.getSQLState())
                    && NO_NUMBER.contains(rows.getString(column))) {
                throw DataFault.NUMBER_RANGE
                        .in(
                                session.source(),
                                "a number is NaN or infinite.",
                                "Such are larger than any number: leave them out, as by CASE WHEN x < 1000000000000 THEN x END.")
                        .because(e);
            }
            throw e;
        }
    }

    @Override
    public boolean wasNull() {
        return wasNull;
    }

    @Override
    public void close() {
        session.close(rows);
    }
}
