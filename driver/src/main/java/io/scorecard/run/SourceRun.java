package io.scorecard.run;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.source.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement at one source, from its connection's lease to its return. */
public final class SourceRun {

    private SourceRun() {}

    /** @param parameters one for each {@code ?} of the statement */
    public static Cursor open(
            Engine engine,
            String sql,
            List<@Nullable Object> parameters,
            List<ResultColumn> columns,
            Limits limits,
            Stop stop) {
        return open(engine, engine.connect(), sql, parameters, columns, limits, stop);
    }

    /** The same on a connection that is leased already; it is returned with the cursor, or when this fails. */
    static Cursor open(
            Engine engine,
            Connection connection,
            String sql,
            List<@Nullable Object> parameters,
            List<ResultColumn> columns,
            Limits limits,
            Stop stop) {
        Statement statement = null;
        try {
            // DuckDB plans a prepared statement twice; literals are printed, so most need no parameter.
            statement = parameters.isEmpty()
                    ? connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)
                    : connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            Statement running = statement;
            stop.attach(() -> cancel(running));
            limit(engine, statement, limits);
            if (stop.requested()) {
                throw ErrorCode.CANCELLED.with();
            }
            ResultSet rows = parameters.isEmpty()
                    ? statement.executeQuery(sql)
                    : bound((PreparedStatement) statement, parameters).executeQuery();
            return new SourceCursor(engine, connection, statement, rows, columns, limits, stop);
        } catch (SQLException | RuntimeException | Error e) {
            stop.detach();
            close(statement);
            close(connection);
            throw explained(engine, e, limits, stop);
        }
    }

    private static void limit(Engine engine, Statement statement, Limits limits) throws SQLException {
        if (limits.fetchSize() > 0 && engine.dialect() != Engine.Dialect.DUCKDB) {
            statement.setFetchSize(limits.fetchSize());
        }
        if (limits.timeoutSeconds() > 0) {
            statement.setQueryTimeout(limits.timeoutSeconds());
        }
    }

    private static PreparedStatement bound(PreparedStatement statement, List<@Nullable Object> parameters)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    static ScorecardException explained(Engine engine, Throwable e, Limits limits, Stop stop) {
        if (e instanceof ScorecardException ours) {
            return ours;
        }
        if (stop.requested()) {
            return ErrorCode.CANCELLED.with().because(e);
        }
        if (e instanceof Error error) {
            throw error;
        }
        if (!(e instanceof SQLException failure)) {
            throw (RuntimeException) e;
        }
        ScorecardException explained = engine.explain(failure);
        return explained.code() == ErrorCode.CANCELLED && limits.timeoutSeconds() > 0
                ? ErrorCode.TIMEOUT.with(limits.timeoutSeconds()).because(e)
                : explained;
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            close(statement);
        }
    }

    static void close(@Nullable AutoCloseable closeable) {
        if (closeable != null) {
            try {
                closeable.close();
            } catch (Exception e) {
                // The work is over, and whoever waits for it must not be told about its clearing up.
                return;
            }
        }
    }
}
