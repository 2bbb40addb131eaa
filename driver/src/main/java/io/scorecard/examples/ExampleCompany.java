package io.scorecard.examples;

import io.scorecard.functions.Example;
import io.scorecard.functions.Given;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a model and its data say in an example. Two examples that say the same are asked of one company.
 *
 * @param settings as written in a model, by key
 */
record ExampleCompany(List<Given> given, Map<String, String> settings, Optional<Instant> asOf) {

    static ExampleCompany of(Example example) {
        return new ExampleCompany(example.given(), example.settings(), example.asOf());
    }

    /** Lays the tables out and fills them. */
    void fill(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ExampleTable table : tables()) {
                for (String sql : table.statements(schema)) {
                    statement.execute(sql);
                }
            }
        }
    }

    List<ExampleTable> tables() {
        return given.stream().map(ExampleTable::new).toList();
    }

    /** The model over a DuckDB file whose tables bear their canonical names. */
    String modelOfFile(String file) {
        return model("sources:\n  data: {type: duckdb, file: " + file + ", canonical: true}\n");
    }

    /** The model over a schema of a PostgreSQL on this machine that asks for no password. */
    String modelOfSchema(int port, String schema) {
        return model("sources:\n  data: {type: postgresql, host: localhost, port: " + port
                + ", database: postgres, user: postgres, pool_size: 1}\n"
                + "tables:\n"
                + tables().stream()
                        .map(t -> "  " + t.name() + ": {from: data." + schema + "." + t.name()
                                + (t.open() ? ", all_columns: true}\n" : "}\n"))
                        .collect(Collectors.joining()));
    }

    private String model(String sources) {
        return "model: example\n"
                + asOf.map(moment -> "as_of: " + moment + "\n").orElse("")
                + settings.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue() + "\n")
                        .collect(Collectors.joining())
                + (given.isEmpty() ? "" : sources);
    }
}
