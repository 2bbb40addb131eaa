package io.scorecard.driver;

import io.scorecard.compiler.Metadata;
import io.scorecard.functions.ErrorCode;
import io.scorecard.run.Limits;
import io.scorecard.run.Patience;
import io.scorecard.run.Stop;
import io.scorecard.session.Prepared;
import io.scorecard.session.Session;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One reader of a model. Every question sees what its source shows at that moment; there is nothing to
 * commit, so commit and rollback do nothing, as pools and frameworks expect.
 *
 * <p>Thread-safe: statements of several threads may ask at once. Closing stops what runs.
 */
final class ScorecardConnection implements ReadOnlySession, ClientInfo, NoRemoteObjects, Unwrapping {

    static final String SCHEMA = "scorecard";

    private final CurrentModel model;
    private final ConnectionSettings settings;
    private final SqlErrors errors;
    private final Warnings warnings = new Warnings();
    private final Properties clientInfo = new Properties();
    private final Set<ScorecardStatement> statements = ConcurrentHashMap.newKeySet();
    private final Set<Stop> preparing = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** A session is not thread-safe; runs are, so only understanding a question waits here. */
    private final ReentrantLock session = new ReentrantLock();

    private volatile boolean autoCommit = true;
    private volatile int networkTimeout;

    ScorecardConnection(CurrentModel model, ConnectionSettings settings) {
        this.model = model;
        this.settings = settings;
        this.errors = new SqlErrors(settings.log());
    }

    Prepared prepare(@Nullable String sql) throws SQLException {
        requireOpen();
        if (sql == null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "There is no statement.", "Write one.");
        }
        settings.log().asked(sql);
        return alone(() -> current().prepare(sql));
    }

    /** Another number after the model has changed: what was prepared before is prepared anew. */
    int modelVersion() throws SQLException {
        return alone(() -> {
            current();
            return model.version();
        });
    }

    private Session current() {
        return model.followed(warnings);
    }

    Metadata metadata() throws SQLException {
        requireOpen();
        return alone(() -> current().metadata());
    }

    private <T> T alone(SqlErrors.Call<T> call) throws SQLException {
        errors.guarded(() -> Patience.lock(session));
        try {
            return errors.guard(call);
        } finally {
            session.unlock();
        }
    }

    Limits limits() {
        return settings.limits();
    }

    /** The limits of a question, which no wait of this connection's may exceed. */
    Limits within(Limits wanted) {
        if (networkTimeout == 0) {
            return wanted;
        }
        int seconds = Math.max(1, networkTimeout / 1000 + (networkTimeout % 1000 == 0 ? 0 : 1));
        int shorter = wanted.timeoutSeconds() == 0 ? seconds : Math.min(seconds, wanted.timeoutSeconds());
        return new Limits(wanted.maxRows(), shorter, wanted.fetchSize());
    }

    ConnectionSettings settings() {
        return settings;
    }

    SqlErrors errors() {
        return errors;
    }

    @Override
    public Warnings warnings() {
        return warnings;
    }

    @Override
    public Properties clientInfo() {
        return clientInfo;
    }

    void forget(ScorecardStatement statement) {
        statements.remove(statement);
    }

    @Override
    public void requireOpen() throws SQLException {
        if (closed.get()) {
            throw SqlErrors.of(ErrorCode.CLOSED, "connection");
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        requireOpen();
        ScorecardStatement statement = new ScorecardStatement(this);
        statements.add(statement);
        return statement;
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        requireOpen();
        Stop stop = new Stop();
        preparing.add(stop);
        try {
            return new Patience(within(limits()), stop).during(() -> {
                int version = modelVersion();
                ScorecardPreparedStatement statement = new ScorecardPreparedStatement(this, sql, prepare(sql), version);
                statements.add(statement);
                return statement;
            });
        } finally {
            preparing.remove(stop);
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        substituted(type, concurrency);
        return createStatement();
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        substituted(type, concurrency);
        return prepareStatement(sql);
    }

    private void substituted(int type, int concurrency) throws SQLException {
        requireOpen();
        if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
            warnings.add("Results are forward-only and read-only.");
        }
    }

    /** The text itself: escapes are understood where the statement is. */
    @Override
    public String nativeSQL(String sql) throws SQLException {
        requireOpen();
        return sql;
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        requireOpen();
        autoCommit = on;
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        requireOpen();
        return autoCommit;
    }

    @Override
    public void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        preparing.forEach(Stop::request);
        SQLException first = null;
        for (ScorecardStatement statement : statements) {
            try {
                statement.close();
            } catch (SQLException failure) {
                first = first == null ? failure : first;
            }
        }
        alone(() -> {
            model.close();
            return true;
        });
        if (first != null) {
            throw first;
        }
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public void abort(@Nullable Executor executor) throws SQLException {
        if (executor == null) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "abort needs an executor.", "");
        }
        executor.execute(() -> {
            try {
                close();
            } catch (SQLException reported) {
                settings.log().failed(reported, "abort");
            }
        });
    }

    @Override
    public boolean isValid(int seconds) throws SQLException {
        if (seconds < 0) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "A timeout cannot be negative.", "");
        }
        if (closed.get()) {
            return false;
        }
        try {
            // Not alone: a source that does not answer must not hold up the others' questions.
            return errors.guard(() -> model.session().isValid(seconds));
        } catch (SQLException unknown) {
            return false;
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        requireOpen();
        return new ScorecardDatabaseMetaData(this);
    }

    @Override
    public String getCatalog() throws SQLException {
        requireOpen();
        return alone(() -> model.session().modelName());
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

    /** The longest that a question waits for its source, in whole seconds; 0: as its query timeout says. */
    @Override
    public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
        requireOpen();
        if (milliseconds < 0) {
            throw SqlErrors.of(ErrorCode.BAD_ARGUMENT, "A timeout cannot be negative.", "");
        }
        networkTimeout = milliseconds;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        requireOpen();
        return networkTimeout;
    }
}
