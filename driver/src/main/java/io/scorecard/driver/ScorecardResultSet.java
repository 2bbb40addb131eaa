package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.ResultColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer's rows, read once from first to last.
 *
 * <p>Numbers go from the source to the caller without becoming objects where the column's own type is
 * asked for. Not thread-safe, but for {@link #close}, which another thread may call.
 */
final class ScorecardResultSet
        implements NoUpdatesByIndex,
                NoUpdatesByLabel,
                ForwardOnly,
                NoExoticTypes,
                ReadByLabel,
                ReadAsStream,
                Unwrapping {

    private final Rows rows;
    private final @Nullable Statement statement;
    private @Nullable Map<String, Integer> byLabel;
    private int fetchSize;

    ScorecardResultSet(Rows rows, @Nullable Statement statement, int fetchSize) {
        this.rows = rows;
        this.statement = statement;
        this.fetchSize = fetchSize;
    }

    @Override
    public boolean next() throws SQLException {
        return rows.next();
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }

    @Override
    public boolean isClosed() {
        return rows.closed();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return rows.wasNull();
    }

    @Override
    public @Nullable String getString(int column) throws SQLException {
        return rows.type(column) == Types.VARCHAR ? rows.string(column) : read(column, String.class);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Boolean value = read(column, Boolean.class);
        return value != null && value;
    }

    @Override
    public byte getByte(int column) throws SQLException {
        Byte value = read(column, Byte.class);
        return value == null ? 0 : value;
    }

    @Override
    public short getShort(int column) throws SQLException {
        Short value = read(column, Short.class);
        return value == null ? 0 : value;
    }

    @Override
    public int getInt(int column) throws SQLException {
        if (rows.type(column) == Types.INTEGER) {
            return (int) rows.integer(column);
        }
        Integer value = read(column, Integer.class);
        return value == null ? 0 : value;
    }

    @Override
    public long getLong(int column) throws SQLException {
        int type = rows.type(column);
        if (type == Types.BIGINT || type == Types.INTEGER) {
            return rows.integer(column);
        }
        Long value = read(column, Long.class);
        return value == null ? 0 : value;
    }

    @Override
    public float getFloat(int column) throws SQLException {
        Float value = read(column, Float.class);
        return value == null ? 0 : value;
    }

    @Override
    public double getDouble(int column) throws SQLException {
        if (rows.type(column) == Types.DOUBLE) {
            return rows.number(column);
        }
        Double value = read(column, Double.class);
        return value == null ? 0 : value;
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
        return read(column, BigDecimal.class);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    /** The text in UTF-8. */
    @Override
    public byte @Nullable [] getBytes(int column) throws SQLException {
        if (rows.type(column) != Types.VARCHAR) {
            throw rows.unreadable(column, Unreadable.kind("bytes"));
        }
        String text = getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Date getDate(int column) throws SQLException {
        return read(column, Date.class);
    }

    @Override
    public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
        return rows.read(column, value -> Moments.sqlDate(Moments.date(value), calendar));
    }

    @Override
    public @Nullable Time getTime(int column) throws SQLException {
        return read(column, Time.class);
    }

    @Override
    public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
        return rows.read(column, value -> Moments.sqlTime(Moments.time(value), calendar));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column) throws SQLException {
        return read(column, Timestamp.class);
    }

    @Override
    public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar) throws SQLException {
        return rows.read(column, value -> Moments.sqlTimestamp(Moments.dateTime(value), calendar));
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        return read(column, Object.class);
    }

    @Override
    public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> classes) throws SQLException {
        if (classes != null && !classes.isEmpty()) {
            throw SqlErrors.unsupported("A map of types", "Ask getObject(column, Class).");
        }
        return getObject(column);
    }

    @Override
    public <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "No class is asked for.", "");
        }
        return read(column, type);
    }

    private <T> @Nullable T read(int column, Class<T> type) throws SQLException {
        return rows.read(column, value -> type.cast(Values.to(type, value)));
    }

    /** The first column of that label; capitals do not count. */
    @Override
    public int findColumn(@Nullable String label) throws SQLException {
        Map<String, Integer> known = byLabel;
        if (known == null) {
            known = new HashMap<>();
            List<ResultColumn> columns = rows.columns();
            for (int i = 0; i < columns.size(); i++) {
                known.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
            }
            byLabel = known;
        }
        Integer column = label == null ? null : known.get(label.toLowerCase(Locale.ROOT));
        if (column == null) {
            throw rows.noColumn(String.valueOf(label));
        }
        return column;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        rows.requireOpen();
        return new ScorecardResultSetMetaData(rows.columns());
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        rows.requireOpen();
        return statement;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        rows.requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        rows.requireOpen();
    }

    @Override
    public int getRow() throws SQLException {
        return rows.row();
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        rows.requireOpen();
        return rows.beforeFirst();
    }

    @Override
    public boolean isFirst() throws SQLException {
        return rows.row() == 1;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        rows.requireOpen();
        return rows.afterLast();
    }

    @Override
    public void setFetchSize(int rowsTogether) throws SQLException {
        if (rowsTogether < 0) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "A fetch size cannot be negative.", "");
        }
        fetchSize = rowsTogether;
    }

    @Override
    public int getFetchSize() {
        return fetchSize;
    }
}
