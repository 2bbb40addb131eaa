package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows stream past once: a result neither moves back nor changes a row. */
interface ForwardOnly extends ResultSet {

    private static SQLException refusal() {
        return SqlErrors.unsupported("Moving back in a result", "Rows stream past once; ask again, or keep them.");
    }

    private static SQLException change() {
        return SqlErrors.of(ErrorCode.ONLY_QUERIES, "Changing a result");
    }

    @Override
    default int getType() {
        return TYPE_FORWARD_ONLY;
    }

    @Override
    default int getConcurrency() {
        return CONCUR_READ_ONLY;
    }

    @Override
    default int getHoldability() {
        return HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default int getFetchDirection() {
        return FETCH_FORWARD;
    }

    @Override
    default void setFetchDirection(int direction) throws SQLException {
        if (direction != FETCH_FORWARD) {
            throw refusal();
        }
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw refusal();
    }

    @Override
    default void afterLast() throws SQLException {
        throw refusal();
    }

    @Override
    default boolean first() throws SQLException {
        throw refusal();
    }

    @Override
    default boolean last() throws SQLException {
        throw refusal();
    }

    @Override
    default boolean absolute(int row) throws SQLException {
        throw refusal();
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw refusal();
    }

    @Override
    default boolean previous() throws SQLException {
        throw refusal();
    }

    @Override
    default boolean isLast() throws SQLException {
        throw refusal();
    }

    @Override
    default boolean rowUpdated() {
        return false;
    }

    @Override
    default boolean rowInserted() {
        return false;
    }

    @Override
    default boolean rowDeleted() {
        return false;
    }

    @Override
    default void insertRow() throws SQLException {
        throw change();
    }

    @Override
    default void updateRow() throws SQLException {
        throw change();
    }

    @Override
    default void deleteRow() throws SQLException {
        throw change();
    }

    @Override
    default void refreshRow() throws SQLException {
        throw change();
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        throw change();
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        throw change();
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        throw change();
    }

    @Override
    default String getCursorName() throws SQLException {
        throw SqlErrors.unsupported("A cursor's name", "");
    }
}
