package io.scorecard.source;

import io.scorecard.model.SourceSpec;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes the sample company's tables in a schema of the embedded DuckDB.
 *
 * <p>Called once, before the database is locked, on the thread that first needs it; the schema is
 * there already.
 */
@FunctionalInterface
public interface SampleLoader {

    void load(Connection duckdb, String schema, SourceSpec.Sample spec) throws SQLException;
}
