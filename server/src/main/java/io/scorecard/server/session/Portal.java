package io.scorecard.server.session;

import io.scorecard.server.sql.Piece;
import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement with its parameters, which runs when it is first asked for rows, and goes on when asked again. */
final class Portal implements AutoCloseable {

    private final Optional<Piece> piece;
    private final @Nullable Plan plan;
    private final List<@Nullable Object> arguments;
    private final List<Field> fields;
    private final Formats formats;
    private @Nullable Answer answer;

    /** @param plan null for an empty statement */
    Portal(
            Optional<Piece> piece,
            @Nullable Plan plan,
            List<@Nullable Object> arguments,
            List<Field> fields,
            Formats formats) {
        this.piece = piece;
        this.plan = plan;
        this.arguments = arguments;
        this.fields = fields;
        this.formats = formats;
    }

    /** Empty for an empty statement. */
    Optional<Piece> piece() {
        return piece;
    }

    @Nullable
    Plan plan() {
        return plan;
    }

    List<Field> fields() {
        return fields;
    }

    Formats formats() {
        return formats;
    }

    /** Runs at the first call. */
    Answer answer() throws SQLException {
        Answer known = answer;
        if (known == null) {
            known = java.util.Objects.requireNonNull(plan).run(arguments);
            answer = known;
        }
        return known;
    }

    boolean started() {
        return answer != null;
    }

    @Override
    public void close() throws SQLException {
        try {
            if (answer != null) {
                answer.close();
            }
        } finally {
            if (plan != null) {
                plan.close();
            }
        }
    }
}
