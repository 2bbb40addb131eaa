package io.scorecard.truth;

import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model over a company's tables: files beside it, or a schema of DuckDB or PostgreSQL. Immutable.
 *
 * @param source the source named {@code data}
 * @param prefix what stands before a table's name
 * @param lines the model's other lines, tables last
 */
public record CompanyModel(String source, String prefix, List<String> lines) {

    /** Over files in the folder that the model is written to. */
    public static CompanyModel overFiles() {
        return new CompanyModel("{type: files}", "data.", List.of());
    }

    /** Over the file {@code company.duckdb} in the folder that the model is written to. */
    public static CompanyModel overDuckDb(String schema) {
        return new CompanyModel("{type: duckdb, file: company.duckdb}", "data." + schema + ".", List.of());
    }

    public static CompanyModel overPostgres(String schema) {
        return new CompanyModel(
                "{type: postgresql, host: localhost, port: %d, database: postgres, user: postgres}"
                        .formatted(Postgres.port()),
                "data." + schema + ".",
                List.of());
    }

    /** Over files in the folder that the model is written to, beside a schema of PostgreSQL. */
    static CompanyModel overFilesAndPostgres(String schema) {
        CompanyModel files = overFiles();
        String other = overPostgres(schema).source();
        return new CompanyModel(files.source() + "\n  crm: " + other, files.prefix(), List.of());
    }

    /** A table that lives in the PostgreSQL of {@link #overFilesAndPostgres}. */
    CompanyModel withForeignTable(String schema, String table, String columns) {
        return plus("  %s: {from: crm.%s.%s, columns: %s}".formatted(table, schema, table, columns));
    }

    /** With a setting, before any table. */
    public CompanyModel with(String setting) {
        return plus(setting);
    }

    public CompanyModel withTable(String table) {
        return plus("  %s: {from: %s%s}".formatted(table, prefix, table));
    }

    /** @param columns in braces, {@code {plan_id: plan}} */
    public CompanyModel withTable(String table, String columns) {
        return plus("  %s: {from: %s%s, columns: %s}".formatted(table, prefix, table, columns));
    }

    public CompanyModel withTables(String... tables) {
        CompanyModel model = this;
        for (String table : tables) {
            model = model.withTable(table);
        }
        return model;
    }

    private CompanyModel plus(String line) {
        List<String> more = new ArrayList<>(lines);
        more.add(line);
        return new CompanyModel(source, prefix, List.copyOf(more));
    }

    /** Writes the model and connects to it. */
    public Connection open(Path folder, String file) throws IOException, SQLException {
        return openAsOf("2027-01-01T00:00:00Z", folder, file);
    }

    public Connection openAsOf(String asOf, Path folder, String file) throws IOException, SQLException {
        List<String> text = new ArrayList<>(List.of("model: truth", "as_of: " + asOf));
        lines.stream().filter(l -> !l.startsWith(" ")).forEach(text::add);
        text.add("sources:");
        text.add("  data: " + source);
        text.add("tables:");
        lines.stream().filter(l -> l.startsWith(" ")).forEach(text::add);
        Path model = folder.resolve(file + ".yaml");
        Files.write(model, text);
        return DriverManager.getConnection("jdbc:scorecard:" + model);
    }
}
