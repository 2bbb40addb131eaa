package io.scorecard.driver;

import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** Nothing is wrapped: an object of ours unwraps to itself only. */
interface Unwrapping extends Wrapper {

    @Override
    default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        if (type == null || !type.isInstance(this)) {
            String wanted = type == null ? "no class" : type.getSimpleName();
            throw SqlErrors.unsupported("Unwrapping to " + wanted, "Ask isWrapperFor first.");
        }
        return type.cast(this);
    }

    @Override
    default boolean isWrapperFor(@Nullable Class<?> type) {
        return type != null && type.isInstance(this);
    }
}
