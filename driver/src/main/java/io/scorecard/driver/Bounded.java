package io.scorecard.driver;

import java.sql.SQLException;
import java.sql.Statement;

/** The setters and getters of a statement's {@link Budget}. */
interface Bounded extends Statement {

    Budget budget() throws SQLException;

    @Override
    default void setLargeMaxRows(long rows) throws SQLException {
        budget().maxRows(rows);
    }

    @Override
    default long getLargeMaxRows() throws SQLException {
        return budget().limits().maxRows();
    }

    @Override
    default void setMaxRows(int rows) throws SQLException {
        budget().maxRows(rows);
    }

    @Override
    default int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    default void setQueryTimeout(int seconds) throws SQLException {
        budget().timeoutSeconds(seconds);
    }

    @Override
    default int getQueryTimeout() throws SQLException {
        return budget().limits().timeoutSeconds();
    }

    @Override
    default void setFetchSize(int rows) throws SQLException {
        budget().fetchSize(rows);
    }

    @Override
    default int getFetchSize() throws SQLException {
        return budget().limits().fetchSize();
    }
}
