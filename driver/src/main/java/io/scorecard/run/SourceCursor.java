package io.scorecard.run;

import io.scorecard.functions.ErrorCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source's rows as they come, read in the types that the question was planned with: sources widen
 * sums and call a literal what they like. Not thread-safe.
 */
final class SourceCursor implements Cursor {

    private final Session session;
    private final ResultSet rows;
    private final int[] types;
    private final Limits limits;
    private long read;
    private boolean wasNull;

    SourceCursor(Session session, ResultSet rows, List<ResultColumn> columns, Limits limits) {
        this.session = session;
        this.rows = rows;
        this.types = columns.stream().mapToInt(ResultColumn::jdbcType).toArray();
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
            throw ErrorCode.SOURCE_DATA
                    .with(session.source(), "a number is none of its column's type.", "Divide by NULLIF(.., 0).")
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
            case Types.DATE -> rows.getObject(column, LocalDate.class);
            case Types.TIMESTAMP -> rows.getObject(column, LocalDateTime.class);
            case Types.TIME -> rows.getObject(column, LocalTime.class);
            default -> rows.getString(column);
        };
    }

    @Override
    public @Nullable String string(int column) {
        if (types[column - 1] == Types.VARCHAR || types[column - 1] == Types.CHAR) {
            String value = read(() -> rows.getString(column));
            wasNull = value == null;
            return value;
        }
        Object value = object(column);
        return value == null ? null : value.toString();
    }

    @Override
    public long integer(int column) {
        return read(() -> {
            long value = rows.getLong(column);
            wasNull = rows.wasNull();
            return value;
        });
    }

    @Override
    public double number(int column) {
        return read(() -> {
            double value = rows.getDouble(column);
            wasNull = rows.wasNull();
            return value;
        });
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        BigDecimal value = read(() -> rows.getBigDecimal(column));
        wasNull = value == null;
        return value;
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
