package io.scorecard.driver;

import java.sql.SQLException;
import java.sql.Wrapper;

/** Nothing is wrapped: an object of ours unwraps to itself only. */
interface Unwrapping extends Wrapper {

    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw SqlErrors.unsupported("Unwrapping to " + type.getSimpleName(), "Ask isWrapperFor first.");
        }
        return type.cast(this);
    }

    @Override
    default boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
