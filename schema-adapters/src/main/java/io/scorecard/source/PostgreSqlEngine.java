package io.scorecard.source;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL source behind a bounded pool. The pool is made at the first use, and by one login that
 * fails at once if it fails: a wrong password must not be tried again for as long as the pool waits.
 * Thread-safe.
 */
final class PostgreSqlEngine implements Engine {

    private static final int VALIDATION_MILLIS = 1_000;

    private final SourceSpec.PostgreSql spec;
    private final Model model;
    private final PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(this);
    /** Volatile: who only looks must not wait for a login that is under way. */
    private volatile @Nullable HikariDataSource pool;

    private boolean closed;

    /** @param model whose names messages use */
    PostgreSqlEngine(SourceSpec.PostgreSql spec, Model model) {
        this.spec = spec;
        this.model = model;
    }

    /** Schema and name of a table that a model names by one of them or both. */
    static List<String> path(List<String> from) {
        return from.size() == 2 ? List.copyOf(from) : List.of("public", from.get(0));
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public String sources(String sql) {
        return name();
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public Connection connect() {
        try {
            return pool().getConnection();
        } catch (SQLTransientConnectionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw explain(cause);
            }
            throw ErrorCode.POOL_FULL.with(name(), spec.poolWaitSeconds()).because(e);
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public Room room() {
        HikariDataSource open = pool;
        HikariPoolMXBean state = open == null ? null : open.getHikariPoolMXBean();
        if (state == null) {
            return Room.SLOW;
        }
        return state.getActiveConnections() >= spec.poolSize() ? Room.NONE : Room.SLOW;
    }

    @Override
    public void interrupt(Connection session) throws SQLException {
        // Not Statement.cancel: it does nothing while rows are fetched.
        session.unwrap(PGConnection.class).cancelQuery();
    }

    @Override
    public void discard(Connection session) {
        HikariDataSource open = pool;
        if (open != null) {
            open.evictConnection(session);
        }
        close(session);
    }

    @Override
    public void abandon(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
            close(session);
        }
    }

    /** What ends one idle session, as a server that is started again, ends all of them. */
    @Override
    public boolean renew() {
        HikariDataSource open = pool;
        HikariPoolMXBean sessions = open == null ? null : open.getHikariPoolMXBean();
        if (sessions == null) {
            return false;
        }
        sessions.softEvictConnections();
        return true;
    }

    private static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException e) {
            // It was given up; the pool makes another one.
            return;
        }
    }

    @Override
    public SQLException reason(SQLException told, Connection session, String sql, List<@Nullable Object> parameters) {
        return told;
    }

    @Override
    public boolean answers(int seconds) {
        if (pool == null || room() == Room.NONE) {
            return true;
        }
        try (Connection session = pool().getConnection()) {
            return session.isValid(seconds == 0 ? VALIDATION_MILLIS / 1000 : seconds);
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public List<SourceColumn> columns(List<String> table) {
        return catalogue.columns(table);
    }

    @Override
    public List<List<String>> keys(List<String> table) {
        return catalogue.keys(table);
    }

    @Override
    public List<List<String>> tables() {
        return catalogue.tables();
    }

    @Override
    public ScorecardException explain(SQLException e) {
        return PostgreSqlErrors.explain(name(), e);
    }

    @Override
    public ScorecardException explain(SQLException e, Connection session, String sql) {
        TextCasts casts = TextCasts.of(sql, name(), model, PostgreSqlEngine::path, catalogue::known);
        return PostgreSqlErrors.explain(name(), e, casts);
    }

    @Override
    public synchronized void close() {
        closed = true;
        HikariDataSource open = pool;
        pool = null;
        if (open != null) {
            PoolClosing.of(open);
        }
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) {
            throw ErrorCode.CLOSED.with("model");
        }
        HikariDataSource open = pool;
        if (open == null) {
            try {
                open = new HikariDataSource(configuration());
                pool = open;
            } catch (PoolInitializationException e) {
                throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
            }
        }
        return open;
    }

    private HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("scorecard-" + spec.name());
        configuration.setDataSource(new PostgreSqlLogin(spec));
        configuration.setMaximumPoolSize(spec.poolSize());
        configuration.setMinimumIdle(1);
        configuration.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        configuration.setConnectionTimeout(TimeUnit.SECONDS.toMillis(spec.poolWaitSeconds()));
        configuration.setValidationTimeout(VALIDATION_MILLIS);
        configuration.setInitializationFailTimeout(1);
        configuration.setAutoCommit(false);
        configuration.setReadOnly(true);
        return configuration;
    }
}
