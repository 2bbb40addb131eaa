package io.scorecard.source;

import java.sql.Connection;
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
     * A read-only session from a pool, in UTC, ready to stream; closing it returns it.
     *
     * @throws io.scorecard.functions.ScorecardException 4xxx, where the source does not give one
     */
    Connection connect();

    /** Columns of a table, in order; empty where there is no such table. */
    List<SourceColumn> columns(List<String> table);

    /** Tables of a source, as paths. */
    List<List<String>> tables();

    /** What went wrong, as one of ours: never with a path, a secret or a cell's value. */
    io.scorecard.functions.ScorecardException explain(java.sql.SQLException e);

    @Override
    void close();
}
