package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/** A savepoint where nothing is ever changed: a name, or a number. Immutable. */
final class Mark implements Savepoint {

    private final @Nullable String name;

    Mark(@Nullable String name) {
        this.name = name;
    }

    @Override
    public int getSavepointId() throws SQLException {
        if (name != null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "The savepoint has a name.", "Ask for it.");
        }
        return System.identityHashCode(this);
    }

    @Override
    public String getSavepointName() throws SQLException {
        if (name == null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "The savepoint has no name.", "Ask for its number.");
        }
        return name;
    }
}
