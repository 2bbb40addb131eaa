package io.scorecard.server.session;

import io.scorecard.server.wire.Field;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that was understood and can run, once. {@link #cancel} is for any thread, the rest for one. */
interface Plan extends AutoCloseable {

    /** None where the statement has no rows. */
    List<Field> fields() throws SQLException;

    /** The types of its parameters, as JDBC numbers them. */
    List<Integer> parameters() throws SQLException;

    /** @param oids the types that a client has declared for its parameters, 0 where it has not; told before all else */
    default void declare(List<Integer> oids) throws SQLException {}

    /** @param arguments one for each parameter */
    Answer run(List<@Nullable Object> arguments) throws SQLException;

    /** Stops it where it runs. */
    default void cancel() throws SQLException {}

    @Override
    default void close() throws SQLException {}
}
