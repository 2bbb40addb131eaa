package io.scorecard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The company in a DuckDB file, which is generated once and kept for the next run. */
final class DuckDbStore implements Store {

    private final Path folder;

    private DuckDbStore(Path folder) {
        this.folder = folder;
    }

    static DuckDbStore in(Path data, Size size) throws IOException, SQLException {
        String sql = size.sql();
        Path folder = data.resolve("company-" + Integer.toHexString(sql.hashCode()));
        Path file = folder.resolve("company.duckdb");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve("unfinished.duckdb");
            Files.deleteIfExists(unfinished);
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + unfinished);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.writeString(folder.resolve("model.yaml"), size.model());
        return new DuckDbStore(folder);
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public Path model() {
        return folder.resolve("model.yaml");
    }

    /** The same with tables in place of some of its own, as {@code catalogue-further.yaml} names them. */
    Path furtherModel() throws IOException {
        Path further = folder.resolve("further.yaml");
        Files.writeString(further, Files.readString(model()) + Texts.of("catalogue-further.yaml"));
        return further;
    }

    Path file() {
        return folder.resolve("company.duckdb");
    }

    @Override
    public Connection direct() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute("SET memory_limit = '50%'");
            statement.execute("ATTACH '" + file() + "' AS company (TYPE duckdb, READ_ONLY)");
            statement.execute("USE company");
        }
        return connection;
    }

    @Override
    public Meter meter() {
        return Meter.ofThisProcess();
    }

    @Override
    public void close() {
        // Every connection belongs to whoever opened it.
    }
}
