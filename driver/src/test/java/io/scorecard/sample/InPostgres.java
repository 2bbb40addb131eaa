package io.scorecard.sample;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;

/** The sample company in PostgreSQL, under the sample's own model. */
final class InPostgres {

    private static final String SCHEMA = "sample_company";

    private InPostgres() {}

    /** @param folder for the tables on their way, and for the model */
    static Connection connect(Loaded company, Path folder) throws SQLException, IOException {
        return connect(company, folder, Set.of());
    }

    /** @param inFiles the tables that are left in files, a source of their own */
    static Connection connect(Loaded company, Path folder, Set<String> inFiles) throws SQLException, IOException {
        Path files = Files.createDirectories(folder.resolve("tables"));
        SampleCompany.export(files, 42, 1, Format.CSV, Progress.SILENT);
        try (Connection postgres = Postgres.connect()) {
            if (Loaded.rows(postgres, "SELECT 1 FROM pg_namespace WHERE nspname = '" + SCHEMA + "'")
                    .isEmpty()) {
                load(company, files, postgres);
            }
        }
        String model = Files.readString(Path.of("../examples/sample/model.yaml"))
                .replaceFirst(
                        "(?m)^  sample: .*$",
                        "  sample: {type: postgresql, host: localhost, port: " + Postgres.port()
                                + ", database: postgres, user: postgres}\n"
                                + "  files: {type: files, folder: ./tables}");
        StringBuilder tables = new StringBuilder("\ntables:\n");
        for (String table : company.tables()) {
            String source = inFiles.contains(table) ? "files" : "sample." + SCHEMA;
            tables.append("  " + table + ": {from: " + source + "." + table + "}\n");
        }
        Path file = Files.writeString(folder.resolve("sample.yaml"), model + tables);
        return DriverManager.getConnection("jdbc:scorecard:" + file);
    }

    private static void load(Loaded company, Path files, Connection postgres) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (String table : company.tables()) {
                String columns = company
                        .rows("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '" + table
                                + "' ORDER BY column_index")
                        .stream()
                        .map(c -> '"' + c.get(0) + "\" " + c.get(1).replace("DOUBLE", "DOUBLE PRECISION"))
                        .collect(Collectors.joining(", "));
                statement.execute("CREATE TABLE " + SCHEMA + "." + table + " (" + columns + ")");
                Postgres.load(postgres, SCHEMA + "." + table, files.resolve(table + ".csv"));
            }
            // Without statistics its planner repeats parts that it takes for small.
            statement.execute("ANALYZE");
        }
    }
}
