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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL source behind a bounded pool. The pool is made at the first use, and by one login that
 * fails at once if it fails: a wrong password must not be tried again for as long as the pool waits.
 * Thread-safe.
 */
final class PostgreSqlEngine implements Engine {

    private static final int CATALOGUE_MILLIS = 30_000;
    private static final int VALIDATION_MILLIS = 1_000;

    private final SourceSpec.PostgreSql spec;
    private final Model model;
    private final Map<List<String>, List<SourceColumn>> columns = new ConcurrentHashMap<>();
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
        List<SourceColumn> known = columns.get(table);
        if (known != null) {
            return known;
        }
        List<SourceColumn> found = read(() -> readColumns(table));
        if (!found.isEmpty()) {
            columns.put(List.copyOf(table), found);
        }
        return found;
    }

    /** Reads the catalogue; once more where the session for it had died while it was idle. */
    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ScorecardException e) {
            if (e.code() != ErrorCode.SOURCE_LOST || !renew()) {
                throw e;
            }
            return reading.get();
        }
    }

    private List<SourceColumn> readColumns(List<String> table) {
        String sql = "SELECT a.attname, COALESCE(b.typname, t.typname), COALESCE(b.typtype, t.typtype) = 'e',"
                + " CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END"
                + " FROM pg_catalog.pg_attribute a"
                + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'f', 'p')"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
                + " LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype"
                + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        List<SourceColumn> found = new ArrayList<>();
        eachRow(
                sql,
                table,
                row -> found.add(
                        PostgreSqlTypes.column(row.getString(1), row.getString(2), row.getBoolean(3), row.getInt(4))));
        return List.copyOf(found);
    }

    /** What is done with the current row of a result. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param sql asks the database's catalogue about one table, whose schema and name are its parameters */
    private void eachRow(String sql, List<String> table, RowReader reader) {
        try (Connection session = patient();
                PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, table.get(0));
            statement.setString(2, table.get(1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public List<List<String>> keys(List<String> table) {
        return read(() -> readKeys(table));
    }

    private List<List<String>> readKeys(List<String> table) {
        String sql = "SELECT i.indexrelid, a.attname FROM pg_catalog.pg_index i"
                + " JOIN pg_catalog.pg_class c ON c.oid = i.indrelid"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
                + " WHERE n.nspname = ? AND c.relname = ? AND i.indisunique AND i.indimmediate AND i.indisvalid"
                + " AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnatts = i.indnkeyatts"
                + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute b WHERE b.attrelid = c.oid"
                + " AND b.attnum = ANY (i.indkey) AND NOT b.attnotnull) ORDER BY 1";
        Map<String, List<String>> found = new LinkedHashMap<>();
        eachRow(
                sql,
                table,
                row -> found.computeIfAbsent(row.getString(1), k -> new ArrayList<>())
                        .add(row.getString(2)));
        return List.copyOf(found.values());
    }

    @Override
    public List<List<String>> tables() {
        return read(this::readTables);
    }

    private List<List<String>> readTables() {
        String sql = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname NOT LIKE 'pg\\_%'"
                + " AND n.nspname <> 'information_schema'"
                + " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
                + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2";
        List<List<String>> found = new ArrayList<>();
        try (Connection session = patient();
                PreparedStatement statement = session.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(List.of(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException e) {
            throw explain(e);
        }
        return List.copyOf(found);
    }

    /** For the catalogue, which answers at once or not at all; nobody can cancel its reading. */
    private Connection patient() throws SQLException {
        Connection session = connect();
        session.setNetworkTimeout(Runnable::run, CATALOGUE_MILLIS);
        return session;
    }

    @Override
    public ScorecardException explain(SQLException e) {
        return PostgreSqlErrors.explain(name(), e);
    }

    @Override
    public ScorecardException explain(SQLException e, Connection session, String sql) {
        TextCasts casts =
                TextCasts.of(sql, name(), model, PostgreSqlEngine::path, t -> columns.getOrDefault(t, List.of()));
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
