package io.scorecard.source;

import io.scorecard.functions.ScorecardException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database that runs statements. Several sources may live in one: all files are read by the one
 * embedded DuckDB. Thread-safe; opens itself when first used.
 */
public interface Engine extends AutoCloseable {

    /** The SQL that a database speaks. */
    enum Dialect {
        DUCKDB,
        POSTGRESQL
    }

    /** A name for messages: the source's, or {@code embedded}. */
    String name();

    /** The sources that a statement reads, as the model calls them; {@link #name} where it reads none. */
    String sources(String sql);

    Dialect dialect();

    /**
     * A read-only session from a pool, in UTC, ready to stream, inside a transaction; closing it rolls
     * back and returns it. One question a session: it has one open result at a time, and after a failed
     * statement only closing is of use.
     *
     * @throws ScorecardException 4xxx, where the source does not give one
     */
    Connection connect();

    /** Refuses a statement over files that have other columns than when they were opened; other sources tell that themselves. */
    default void refuseChanged(String sql) throws SQLException {}

    /** What {@link #connect} would have to wait for. */
    enum Room {
        READY,
        /** A login, or the opening of files. */
        SLOW,
        /** Somebody else's session. */
        NONE
    }

    Room room();

    /**
     * Tells the source to end what a session of {@link #connect} does. From any thread, at any time; may take
     * as long as a login. What ended so goes on with {@link #discard}: a late cancel must not meet the next
     * question.
     */
    void interrupt(Connection session) throws SQLException;

    /** Closes a session instead of returning it. */
    void discard(Connection session);

    /** Ends a session from any thread, whoever waits for it, where the source does not obey. */
    void abandon(Connection session);

    /**
     * Closes the sessions that wait for a question, because one of them was found to have died meanwhile.
     *
     * @return whether a statement that it was given may be tried on another one
     */
    boolean renew();

    /**
     * Why a statement really failed, where the source's driver does not tell at once; may run it again, on the
     * same session.
     */
    SQLException reason(SQLException told, Connection session, String sql, List<@Nullable Object> parameters);

    /** Whether the source answers, or was never used. Waits at most so many seconds. */
    boolean answers(int seconds);

    /**
     * Columns of a table, in order; empty where there is no such table. Asked of the source once.
     *
     * @param table as {@link Sources#path} gives it
     */
    List<SourceColumn> columns(List<String> table);

    /**
     * Sets of columns that the database itself keeps unique and filled.
     *
     * @param table as {@link Sources#path} gives it
     */
    List<List<String>> keys(List<String> table);

    /**
     * Whether the engine itself keeps a table's rows, column by column: then to read a few of them twice costs less than
     * to read many once. Files and views are read whole each time.
     *
     * @param table as {@link Sources#path} gives it
     */
    default boolean keeps(List<String> table) {
        return false;
    }

    /** The tables that are there, as paths. */
    List<List<String>> tables();

    /** What went wrong, as one of ours: never with a path, a secret or a cell's value. */
    ScorecardException explain(SQLException e);

    /**
     * What went wrong with a statement; may look at the data once more, to tell where.
     *
     * @param session in which it failed
     */
    ScorecardException explain(SQLException e, Connection session, String sql);

    @Override
    void close();
}
