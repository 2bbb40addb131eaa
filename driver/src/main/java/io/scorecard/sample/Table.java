package io.scorecard.sample;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A table that is created, then filled row by row: each row is {@link #row()}, its values in the order
 * of the columns, {@link #end()}.
 *
 * <p>Rows go to DuckDB's appender, which holds a bounded number of them. One thread.
 */
final class Table implements AutoCloseable {

    private final DuckDBAppender appender;

    Table(Connection duckdb, String schema, String name, String columns) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE \"" + schema + "\".\"" + name + "\" (" + columns + ")");
        }
        appender = duckdb.unwrap(DuckDBConnection.class).createAppender(schema, name);
    }

    Table row() throws SQLException {
        appender.beginRow();
        return this;
    }

    void end() throws SQLException {
        appender.endRow();
    }

    Table text(@Nullable String value) throws SQLException {
        appender.append(value);
        return this;
    }

    /** @param value microseconds in UTC, or {@link Timeline#NEVER} */
    Table instant(long value) throws SQLException {
        if (value == Timeline.NEVER) {
            appender.appendNull();
        } else {
            appender.appendEpochMicros(value);
        }
        return this;
    }

    Table day(int epochDay) throws SQLException {
        appender.appendEpochDays(epochDay);
        return this;
    }

    /** @param value ten-thousandths */
    Table money(long value) throws SQLException {
        appender.appendDecimal(value, value >> 63);
        return this;
    }

    Table count(long value) throws SQLException {
        appender.append(value);
        return this;
    }

    Table share(double value) throws SQLException {
        appender.append(value);
        return this;
    }

    Table flag(boolean value) throws SQLException {
        appender.append(value);
        return this;
    }

    Table none() throws SQLException {
        appender.appendNull();
        return this;
    }

    @Override
    public void close() throws SQLException {
        appender.close();
    }
}
