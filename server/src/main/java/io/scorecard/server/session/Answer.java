package io.scorecard.server.session;

import io.scorecard.server.wire.Field;
import io.scorecard.server.wire.Formats;
import io.scorecard.server.wire.Report;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a statement that ran: rows as they come, then a tag. Not thread-safe. */
interface Answer extends AutoCloseable {

    /** None where the statement has no rows. */
    List<Field> fields();

    /** What is said before the rows. */
    List<Report> notices() throws SQLException;

    /** The next row, NULL as null; null after the last one. */
    byte @Nullable [] @Nullable [] next(Formats formats) throws SQLException;

    /** What the client is told at the end, such as {@code SELECT 3}. */
    String tag(long rows);

    @Override
    void close() throws SQLException;
}
