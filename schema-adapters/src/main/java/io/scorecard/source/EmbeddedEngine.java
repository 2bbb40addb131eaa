package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * The one in-memory DuckDB of a model: views over its files, its attached DuckDB files, the sample
 * company.
 *
 * <p>Unpacking and loading DuckDB takes about a second, so nothing happens before the first use. Thread-safe.
 */
final class EmbeddedEngine implements Engine {

    /** In messages about what touches no source. */
    static final String NAME = "embedded";

    static final int SESSIONS = 32;
    static final int WAIT_SECONDS = 10;

    private final Model model;
    private final SampleLoader sampleLoader;
    private final EmbeddedSessions sessions;
    /** Once they are known, they do not change. */
    private volatile @Nullable DuckDbColumns columns;

    /** Volatile: who only looks must not wait for an opening that is under way. */
    private volatile @Nullable EmbeddedDatabase database;

    private boolean closed;

    EmbeddedEngine(Model model, SampleLoader sampleLoader) {
        this(model, sampleLoader, SESSIONS, WAIT_SECONDS);
    }

    EmbeddedEngine(Model model, SampleLoader sampleLoader, int sessions, int waitSeconds) {
        this.model = model;
        this.sampleLoader = sampleLoader;
        this.sessions = new EmbeddedSessions(sessions, waitSeconds);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String sources(String sql) {
        return errors().sources(sql);
    }

    @Override
    public Dialect dialect() {
        return Dialect.DUCKDB;
    }

    @Override
    public Connection connect() {
        EmbeddedDatabase database = database();
        try {
            return sessions.lend(database);
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public Room room() {
        EmbeddedDatabase open = database;
        if (open == null) {
            return Room.SLOW;
        }
        return sessions.areLeft() ? Room.READY : Room.NONE;
    }

    @Override
    public void interrupt(Connection session) throws SQLException {
        Lease.interrupt(session);
    }

    @Override
    public void discard(Connection session) {
        try {
            Lease.discard(session);
        } catch (SQLException e) {
            // It is not given back, whatever its closing says.
            return;
        }
    }

    /** Native work cannot be left behind: it is told once more. */
    @Override
    public void abandon(Connection session) {
        try {
            interrupt(session);
        } catch (SQLException e) {
            // It has ended meanwhile.
            return;
        }
    }

    /** It lives and dies with this process. */
    @Override
    public boolean renew() {
        return false;
    }

    /** While rows stream, what fails before the first one is not told; asked in chunks, it is. */
    @Override
    public SQLException reason(SQLException told, Connection session, String sql, List<@Nullable Object> parameters) {
        if (!DuckDbErrors.isMute(told)) {
            return told;
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            return told;
        }
        try (Statement begin = session.createStatement();
                PreparedStatement again = session.prepareStatement(sql)) {
            begin.execute("BEGIN TRANSACTION READ ONLY");
            for (int i = 0; i < parameters.size(); i++) {
                again.setObject(i + 1, parameters.get(i));
            }
            DuckDBPreparedStatement plain = again.unwrap(DuckDBPreparedStatement.class);
            DeepStack.call(plain::query).close();
            return told;
        } catch (SQLException reason) {
            return reason;
        } catch (Exception other) {
            return told;
        }
    }

    @Override
    public boolean answers(int seconds) {
        return true;
    }

    @Override
    public void refuseChanged(String sql) throws SQLException {
        database().refuseChanged(sql);
    }

    @Override
    public List<SourceColumn> columns(List<String> table) {
        database().refuseBroken(table);
        return known().of(table);
    }

    @Override
    public boolean keeps(List<String> table) {
        return known().keeps(table);
    }

    private DuckDbColumns known() {
        DuckDbColumns known = columns;
        if (known == null) {
            try (Connection session = connect()) {
                known = DuckDbColumns.read(session);
                columns = known;
            } catch (SQLException e) {
                throw explain(e);
            }
        }
        return known;
    }

    @Override
    public List<List<String>> keys(List<String> table) {
        try (Connection session = connect()) {
            return DuckDbColumns.keys(session, table);
        } catch (SQLException e) {
            throw explain(e);
        }
    }

    @Override
    public List<List<String>> tables() {
        List<List<String>> found = new ArrayList<>(database().files());
        String sql = "SELECT database_name, schema_name, table_name FROM duckdb_tables() WHERE NOT internal"
                + " UNION ALL SELECT database_name, schema_name, view_name FROM duckdb_views() WHERE NOT internal"
                + " ORDER BY 1, 2, 3";
        try (Connection session = connect();
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> path = rows.getString(1).equals(EmbeddedDatabase.CATALOG)
                        ? List.of(rows.getString(2), rows.getString(3))
                        : List.of(rows.getString(1), rows.getString(2), rows.getString(3));
                if (!found.contains(path)) {
                    found.add(path);
                }
            }
        } catch (SQLException e) {
            throw explain(e);
        }
        return List.copyOf(found);
    }

    @Override
    public ScorecardException explain(SQLException e) {
        return errors().explain(e);
    }

    @Override
    public ScorecardException explain(SQLException e, Connection session, String sql) {
        return errors().explain(e, session, sql);
    }

    private EmbeddedErrors errors() {
        EmbeddedDatabase open = database;
        return new EmbeddedErrors(model, open == null ? List.of() : open.views(), Optional.ofNullable(columns));
    }

    @Override
    public synchronized void close() {
        closed = true;
        EmbeddedDatabase open = database;
        database = null;
        sessions.close();
        if (open != null) {
            open.close();
        }
    }

    private synchronized EmbeddedDatabase database() {
        if (closed) {
            throw ErrorCode.CLOSED.with("model");
        }
        EmbeddedDatabase open = database;
        if (open == null) {
            try {
                open = EmbeddedDatabase.open(model, sampleLoader);
                database = open;
            } catch (SQLException e) {
                throw explain(e);
            }
        }
        return open;
    }
}
