package io.scorecard.export;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.ScorecardException;
import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import io.scorecard.model.SourceSpec;
import io.scorecard.source.LocalTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The canonical tables of a model as views: a script for each source, in its dialect. A view's query is what its
 * source is sent for {@code SELECT * FROM table}, so that both have the same rows.
 */
public final class ViewScripts {

    private static final String EMBEDDED = "embedded";
    private static final String FILES = "duckdb";

    private final Connection connection;
    private final Model model;
    private final String schema;
    private final Map<String, List<String>> statements = new TreeMap<>();
    private final Map<String, List<String>> views = new TreeMap<>();
    private final Map<String, List<String>> left = new TreeMap<>();

    private ViewScripts(Connection connection, Model model, String schema) {
        this.connection = connection;
        this.model = model;
        this.schema = schema;
    }

    /**
     * Reads the model and asks what its sources are sent; nothing is changed anywhere.
     *
     * @param root the folder that the model's data files lie in; empty: its own
     * @param schema where the views are made; any name
     */
    public static List<ViewScript> of(Connection connection, Path model, Optional<Path> root, String schema)
            throws SQLException {
        try {
            return new ViewScripts(connection, ModelReader.read(model, root), schema).scripts();
        } catch (ScorecardException e) {
            throw new SQLException(e.getMessage(), e.sqlState(), e);
        }
    }

    private List<ViewScript> scripts() throws SQLException {
        for (CanonicalTable table : CanonicalTables.builtIn().all()) {
            Map<String, String> columns = columns(table.name());
            if (!columns.isEmpty() && !table.ofModel()) {
                add(table, columns);
            }
        }
        List<ViewScript> scripts = new ArrayList<>();
        for (Map.Entry<String, List<String>> source : statements.entrySet()) {
            String name = source.getKey().equals(EMBEDDED) ? FILES : source.getKey();
            scripts.add(new ViewScript(name, views.get(source.getKey()), text(source.getKey(), name)));
        }
        return scripts;
    }

    /** Columns that questions see, with what they mean. */
    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet row = connection.getMetaData().getColumns(null, null, table, null)) {
            while (row.next()) {
                columns.put(
                        row.getString("COLUMN_NAME"),
                        Optional.ofNullable(row.getString("REMARKS")).orElse(""));
            }
        }
        return columns;
    }

    private void add(CanonicalTable table, Map<String, String> columns) throws SQLException {
        List<String> sources = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN SELECT * FROM " + table.name())) {
            while (row.next()) {
                switch (row.getString(1)) {
                    case "source" -> sources.add(row.getString(2));
                    case "sql" -> lines.add(row.getString(2));
                    default -> {}
                }
            }
        }
        if (sources.size() != 1) {
            for (String source : sources) {
                left.computeIfAbsent(name(source), s -> new ArrayList<>()).add(table.name());
            }
            return;
        }
        String source = name(sources.get(0));
        if (source.equals(EMBEDDED) && !isOfFiles(table)) {
            return;
        }
        String view = Quoted.name(schema) + "." + Quoted.name(table.name());
        List<String> made = statements.computeIfAbsent(source, s -> new ArrayList<>());
        made.add("CREATE OR REPLACE VIEW " + view + " AS\n" + String.join("\n", lines));
        made.add("COMMENT ON VIEW " + view + " IS " + Quoted.text(table.meaning()));
        columns.forEach((column, meaning) -> {
            if (!meaning.isEmpty()) {
                made.add("COMMENT ON COLUMN " + view + "." + Quoted.name(column) + " IS " + Quoted.text(meaning));
            }
        });
        views.computeIfAbsent(source, s -> new ArrayList<>()).add(table.name());
    }

    /** Rows that stand in the model alone, or nowhere, are of no source. */
    private boolean isOfFiles(CanonicalTable table) {
        return model.table(table.name())
                .filter(m -> !(model.sources().get(m.source()) instanceof SourceSpec.PostgreSql))
                .isPresent();
    }

    /** Without the dialect in parentheses. */
    private static String name(String source) {
        return source.substring(0, source.indexOf(" ("));
    }

    private String text(String source, String name) throws SQLException {
        StringBuilder text = new StringBuilder();
        text.append("-- The canonical tables of the model '")
                .append(model.name().replaceAll("[\\r\\n]", " "))
                .append("' as views over ")
                .append(source.equals(EMBEDDED) ? "its files, for DuckDB" : "the source '" + name + "'")
                .append(
                        ".\n-- Moments are in UTC; sessions that read the views set their zone to it, as this script does.\n");
        left.getOrDefault(source, List.of())
                .forEach(table -> text.append("-- Left out, because it rests on several sources: ")
                        .append(table)
                        .append('\n'));
        text.append('\n');
        List<String> all = new ArrayList<>();
        if (source.equals(EMBEDDED)) {
            if (model.sources().values().stream().anyMatch(SourceSpec.Sample.class::isInstance)) {
                throw new SQLException(
                        "A source of type sample lives in this program alone: scorecard generate writes it to files,"
                                + " which a model can map.",
                        "0A000");
            }
            all.add("SET TimeZone = 'UTC'");
            all.addAll(LocalTables.statements(model));
        } else {
            all.add("SET TIME ZONE 'UTC'");
        }
        all.add("CREATE SCHEMA IF NOT EXISTS " + Quoted.name(schema));
        all.addAll(statements.get(source));
        all.forEach(statement -> text.append(statement).append(";\n"));
        return text.toString();
    }
}
