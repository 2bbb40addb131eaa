package io.scorecard.source;

import io.scorecard.functions.ScorecardException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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

    Dialect dialect();

    /**
     * A read-only session from a pool, in UTC, ready to stream, inside a transaction; closing it rolls
     * back and returns it. One question a session: it has one open result at a time, and after a failed
     * statement only closing is of use.
     *
     * @throws ScorecardException 4xxx, where the source does not give one
     */
    Connection connect();

    /**
     * Columns of a table, in order; empty where there is no such table. Asked of the source once.
     *
     * @param table as {@link Sources#path} gives it
     */
    List<SourceColumn> columns(List<String> table);

    /** The tables that are there, as paths. */
    List<List<String>> tables();

    /** What went wrong, as one of ours: never with a path, a secret or a cell's value. */
    ScorecardException explain(SQLException e);

    @Override
    void close();
}
