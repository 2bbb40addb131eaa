package io.scorecard.driver;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The typed setters. What the question expects decides the type, and the setter only where it leaves that open: a date that
 * is set as a text reaches the source as a date.
 */
interface Setters extends PreparedStatement {

    Parameters parameters() throws SQLException;

    private static int number(@Nullable SQLType type) {
        return type == null || type.getVendorTypeNumber() == null ? Types.NULL : type.getVendorTypeNumber();
    }

    @Override
    default void setNull(int index, int sqlType) throws SQLException {
        parameters().set(index, null, sqlType);
    }

    @Override
    default void setNull(int index, int sqlType, String typeName) throws SQLException {
        parameters().set(index, null, sqlType);
    }

    @Override
    default void setBoolean(int index, boolean value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setByte(int index, byte value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setShort(int index, short value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setInt(int index, int value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setLong(int index, long value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setFloat(int index, float value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setDouble(int index, double value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setString(int index, @Nullable String value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setNString(int index, @Nullable String value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setDate(int index, @Nullable Date value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setDate(int index, @Nullable Date value, @Nullable Calendar calendar) throws SQLException {
        parameters().set(index, value, calendar);
    }

    @Override
    default void setTime(int index, @Nullable Time value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setTime(int index, @Nullable Time value, @Nullable Calendar calendar) throws SQLException {
        parameters().set(index, value, calendar);
    }

    @Override
    default void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar) throws SQLException {
        parameters().set(index, value, calendar);
    }

    @Override
    default void setArray(int index, @Nullable Array value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setClob(int index, @Nullable Clob value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setObject(int index, @Nullable Object value) throws SQLException {
        parameters().set(index, value);
    }

    @Override
    default void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
        parameters().set(index, value, sqlType);
    }

    @Override
    default void setObject(int index, @Nullable Object value, int sqlType, int scaleOrLength) throws SQLException {
        parameters().set(index, value, sqlType);
    }

    @Override
    default void setObject(int index, @Nullable Object value, SQLType sqlType) throws SQLException {
        parameters().set(index, value, number(sqlType));
    }

    @Override
    default void setObject(int index, @Nullable Object value, SQLType sqlType, int scaleOrLength) throws SQLException {
        parameters().set(index, value, number(sqlType));
    }

    @Override
    default void clearParameters() throws SQLException {
        parameters().clear();
    }
}
