package io.scorecard.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The company's data on one engine, reached in two ways. */
interface Store extends AutoCloseable {

    /** The engine, as a result names it. */
    String name();

    /** The model that the driver reads. */
    Path model();

    /** A connection of the engine's own driver, with the settings of the driver's connections. */
    Connection direct() throws SQLException;

    /** Measures this process and the engine's, where that is another; to be asked once all connections are open. */
    Meter meter() throws SQLException;

    @Override
    void close() throws Exception;
}
