package io.scorecard.source;

import io.scorecard.functions.Quoted;
import io.scorecard.model.Model;
import io.scorecard.model.SourceSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** How any DuckDB shows a model's files under the names that the embedded one has for them. */
public final class LocalTables {

    private static final QuietDriver DRIVER = QuietDriver.of(DuckDBDriver::new);

    private LocalTables() {}

    /** Statements without their semicolons; files are named by where they are on this machine. */
    public static List<String> statements(Model model) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Connection duckdb = DRIVER.connect("jdbc:duckdb:", new Properties())) {
            for (SourceSpec spec : model.sources().values()) {
                if (spec instanceof SourceSpec.DuckDbFile file) {
                    statements.add("ATTACH IF NOT EXISTS " + EmbeddedDatabase.attached(file));
                } else if (spec instanceof SourceSpec.Files folder) {
                    statements.add("CREATE SCHEMA IF NOT EXISTS " + Quoted.name(folder.name()));
                    for (DataFile file : DataFiles.in(folder, model, duckdb).wanted(model)) {
                        statements.add(file.view(duckdb).replaceFirst("^CREATE VIEW", "CREATE OR REPLACE VIEW"));
                    }
                }
            }
        }
        return statements;
    }
}
