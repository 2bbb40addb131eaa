package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Patience;
import io.scorecard.run.Stop;
import io.scorecard.session.Answer;
import io.scorecard.session.Prepared;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time, and its answer.
 *
 * <p>Not thread-safe, but for {@link #cancel} and {@link #close}, which any thread may call while a
 * question runs or its rows are read: both stop it at the source.
 */
class ScorecardStatement implements QueriesOnly, Bounded, Unwrapping {

    private final ScorecardConnection connection;
    private final Warnings warnings = new Warnings();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Budget budget;
    private boolean closeOnCompletion;
    private volatile @Nullable Run run;
    private int updateCount = -1;

    /** A question on its way; {@code result} comes once it is answered. */
    private static final class Run {
        private final Stop stop = new Stop();
        private final Thread asker = Thread.currentThread();
        private volatile @Nullable ScorecardResultSet result;
        private volatile @Nullable Rows rows;
    }

    ScorecardStatement(ScorecardConnection connection) {
        this.connection = connection;
        this.budget = new Budget(connection.limits());
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        requireOpen();
        return answered(ask(() -> connection.prepare(sql), List.of(), true));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        requireOpen();
        return ask(() -> connection.prepare(sql), List.of(), true) != null;
    }

    /** Only for statements that have no rows, as SET; never changes data. */
    @Override
    public int executeUpdate(String sql) throws SQLException {
        requireOpen();
        return update(() -> connection.prepare(sql), List.of());
    }

    final int update(SqlErrors.Call<Prepared> question, List<@Nullable Object> parameters) throws SQLException {
        ask(question, parameters, false);
        return 0;
    }

    final ResultSet answered(@Nullable ResultSet result) throws SQLException {
        if (result == null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "The statement has no rows.", "Use execute.");
        }
        return result;
    }

    /**
     * The rows, or null for a statement that has none.
     *
     * @param question is understood in the time, and stopped with the stop, of its run
     */
    final @Nullable ResultSet ask(
            SqlErrors.Call<Prepared> question, List<@Nullable Object> parameters, boolean mayHaveRows)
            throws SQLException {
        requireOpen();
        closeResult();
        warnings.clear();
        Run current = new Run();
        run = current;
        updateCount = -1;
        Patience patience = new Patience(connection.within(budget.limits()), current.stop);
        Answer answer;
        try {
            answer = patience.during(() -> {
                Prepared prepared = question.run();
                check(prepared, parameters, mayHaveRows);
                return connection.errors().guard(() -> prepared.run(parameters, patience.left(), current.stop));
            });
        } catch (SQLException failure) {
            run = null;
            throw failure;
        }
        answer.warnings().forEach(warnings::add);
        if (answer.columns().isEmpty()) {
            run = null;
            updateCount = 0;
            connection.errors().guarded(answer::close);
            return null;
        }
        Rows rows = new Rows(answer.columns(), answer.rows(), connection.errors(), this::completed);
        ScorecardResultSet result =
                new ScorecardResultSet(rows, this, budget.limits().fetchSize());
        current.rows = rows;
        current.result = result;
        if (closed.get()) {
            closeRun(current);
            requireOpen();
        }
        return result;
    }

    private static void check(Prepared prepared, List<@Nullable Object> parameters, boolean mayHaveRows)
            throws SQLException {
        if (!mayHaveRows && !prepared.columns().isEmpty()) {
            throw SqlErrors.of(ErrorCode.ONLY_QUERIES, "executeUpdate");
        }
        if (parameters.size() != prepared.parameters().size()) {
            throw SqlErrors.of(
                    ErrorCode.BAD_PARAMETER,
                    1,
                    "it has no value.",
                    "Use a prepared statement and set every parameter.");
        }
    }

    private void completed() {
        run = null;
        if (closeOnCompletion && closed.compareAndSet(false, true)) {
            connection.forget(this);
        }
    }

    @Override
    public void cancel() throws SQLException {
        requireOpen();
        stop();
    }

    private void stop() throws SQLException {
        Run current = run;
        if (current != null) {
            connection.errors().guarded(current.stop::request);
        }
    }

    @Override
    public void close() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            connection.forget(this);
            Run current = run;
            if (current != null) {
                closeRun(current);
            }
        }
    }

    /** Whoever closes from outside the reading thread must not wait for it: what it waits for is stopped. */
    private void closeRun(Run current) throws SQLException {
        Rows rows = current.rows;
        if (rows == null ? current.asker != Thread.currentThread() : rows.readElsewhere()) {
            connection.errors().guarded(current.stop::request);
        }
        if (rows != null) {
            rows.close();
        }
    }

    private void closeResult() throws SQLException {
        Run current = run;
        if (current != null && current.rows != null) {
            boolean keepOpen = closeOnCompletion;
            closeOnCompletion = false;
            try {
                closeRun(current);
            } finally {
                closeOnCompletion = keepOpen;
            }
        }
    }

    final void requireOpen() throws SQLException {
        connection.requireOpen();
        if (closed.get()) {
            throw SqlErrors.of(ErrorCode.NOT_OPEN, "statement");
        }
    }

    @Override
    public final Budget budget() throws SQLException {
        requireOpen();
        return budget;
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        requireOpen();
        Run current = run;
        return current == null ? null : current.result;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        requireOpen();
        return updateCount;
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return getUpdateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return getMoreResults(CLOSE_CURRENT_RESULT);
    }

    /** There is never a second result. */
    @Override
    public boolean getMoreResults(int current) throws SQLException {
        requireOpen();
        if (current != CLOSE_CURRENT_RESULT && current != CLOSE_ALL_RESULTS && current != KEEP_CURRENT_RESULT) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "That is no way to go on to the next result.", "");
        }
        updateCount = -1;
        if (current != KEEP_CURRENT_RESULT) {
            closeResult();
        }
        return false;
    }

    /** Escapes as {@code {d '2026-01-01'}} are part of the language; they cannot be switched off. */
    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        requireOpen();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
        warnings.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireOpen();
        return connection;
    }

    final ScorecardConnection connection() {
        return connection;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        requireOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        requireOpen();
        return closeOnCompletion;
    }
}
