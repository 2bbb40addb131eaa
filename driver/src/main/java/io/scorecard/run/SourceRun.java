package io.scorecard.run;

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

    /** More than a watch needs to end a question that takes too long. */
    private static final int SILENCE_SECONDS = 10;

    private SourceRun() {}

    /**
     * Opens the rows of a statement; of another session where the first one had died in the pool. That can be done
     * because nothing was shown yet and reading changes nothing; a statement that had begun to work is not sent twice.
     *
     * @param parameters one for each {@code ?} of the statement
     */
    public static Cursor open(
            Engine engine,
            String sql,
            List<@Nullable Object> parameters,
            List<ResultColumn> columns,
            Limits limits,
            Stop stop) {
        Watch watch = new Watch(engine, limits);
        try {
            return open(engine, watch, sql, parameters, columns, limits, stop);
        } catch (ScorecardException e) {
            if (!watch.sentToTheDead(e) || !engine.renew()) {
                throw e;
            }
            return open(engine, new Watch(engine, limits), sql, parameters, columns, limits, stop);
        }
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
        return open(engine, new Watch(engine, limits, connection), sql, parameters, columns, limits, stop);
    }

    private static Cursor open(
            Engine engine,
            Watch watch,
            String sql,
            List<@Nullable Object> parameters,
            List<ResultColumn> columns,
            Limits limits,
            Stop stop) {
        stop.attach(watch::stop);
        Connection connection = null;
        Statement statement = null;
        try {
            connection = watch.connect();
            engine.refuseChanged(sql);
            // DuckDB plans a prepared statement twice; literals are printed, so most need no parameter.
            statement = parameters.isEmpty()
                    ? connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)
                    : connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            if (engine.dialect() != Engine.Dialect.DUCKDB) {
                limit(connection, statement, limits);
            }
            watch.send();
            ResultSet rows = rows(engine, connection, statement, sql, parameters, watch);
            watch.leave();
            return new SourceCursor(
                    new Session(engine, connection, statement, sql, watch, stop), rows, columns, limits);
        } catch (Throwable e) {
            Session failed = new Session(engine, connection, statement, sql, watch, stop);
            ScorecardException explained = failed.explained(e);
            failed.close();
            throw explained;
        }
    }

    private static ResultSet rows(
            Engine engine,
            Connection connection,
            Statement statement,
            String sql,
            List<@Nullable Object> parameters,
            Watch watch)
            throws SQLException {
        try {
            return parameters.isEmpty()
                    ? statement.executeQuery(sql)
                    : bound((PreparedStatement) statement, parameters).executeQuery();
        } catch (SQLException e) {
            throw watch.whyEnded() == null ? engine.reason(e, connection, sql, parameters) : e;
        }
    }

    /** The socket may be silent for as long as the question may take; that it takes too long is told by its watch. */
    private static void limit(Connection connection, Statement statement, Limits limits) throws SQLException {
        if (limits.fetchSize() > 0) {
            statement.setFetchSize(limits.fetchSize());
        }
        int longest = (int) Math.min(Integer.MAX_VALUE, (limits.timeoutSeconds() + SILENCE_SECONDS) * 1000L);
        if (limits.timeoutSeconds() > 0 && connection.getNetworkTimeout() < longest) {
            connection.setNetworkTimeout(Runnable::run, longest);
        }
    }

    private static PreparedStatement bound(PreparedStatement statement, List<@Nullable Object> parameters)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** What went wrong where nobody ended the run. */
    static ScorecardException explained(Engine engine, Throwable e) {
        if (e instanceof ScorecardException ours) {
            return ours;
        }
        if (e instanceof SQLException failure) {
            return engine.explain(failure);
        }
        if (e instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) e;
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
