package io.scorecard.cli;

import io.scorecard.export.ViewScript;
import io.scorecard.export.ViewScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes what a model makes of its sources as statements that the sources understand. */
final class ExportViews implements Command {

    private static final String SCHEMA = "scorecard";

    private final Door door;

    ExportViews(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String summary() {
        return "write a model's canonical tables as views of its sources";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard export --as views MODEL [--out FILE] [--schema NAME] [--source NAME] [--data DIR]

            Writes the canonical tables that the model maps (customers, subscriptions, tickets ..) as CREATE VIEW
            statements in the dialect of their source, with what each column means as its comment. A view has the rows
            that SELECT * FROM customers has here. Nothing is run: read the script, then run it where it belongs,
            as in psql -f views.sql or duckdb company.duckdb < views.sql. Files (CSV, Parquet, JSON) become views of
            DuckDB that read them where they lie now.

              --as views     what to write; there is nothing else yet
              MODEL          the model, also as --model
              --out FILE     where to write; without it standard output
              --schema NAME  the schema of the views; without it scorecard
              --source NAME  of several sources the one to write for: each has a script of its own; duckdb is all
                             files of the model
              --data DIR     the folder that the model's data files lie in; without it the model's own
            """;
    }

    @Override
    public List<String> options() {
        return List.of("--as", "--model", "--out", "--schema", "--source", "--data");
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException, IOException {
        if (!arguments.option("--as").equals(Optional.of("views"))) {
            throw new UsageError("Say what to write: --as views.");
        }
        Path model = arguments
                .model()
                .orElseThrow(() -> new UsageError(
                        "The model is missing: the sample company lives in this program alone, and scorecard generate"
                                + " writes it to files."));
        String schema = arguments.option("--schema").orElse(SCHEMA);
        if (schema.isBlank()) {
            throw new UsageError("Option --schema wants a name.");
        }
        List<ViewScript> scripts;
        try (Connection connection = door.open(Optional.of(model), arguments)) {
            scripts = ViewScripts.of(
                    connection, model, arguments.option("--data").map(Path::of).map(Path::toAbsolutePath), schema);
        }
        ViewScript script = chosen(scripts, arguments.option("--source"));
        Optional<String> out = arguments.option("--out");
        if (out.isEmpty()) {
            console.out().print(script.text());
            console.out().flush();
            return;
        }
        Files.writeString(Path.of(out.get()), script.text());
        console.say(script.views().size() + " views for " + script.source() + " are in " + out.get() + ": "
                + String.join(", ", script.views()) + ".");
    }

    private static ViewScript chosen(List<ViewScript> scripts, Optional<String> source) throws SQLException {
        List<String> sources = scripts.stream().map(ViewScript::source).toList();
        if (scripts.isEmpty()) {
            throw new SQLException("The model maps no table.");
        }
        if (source.isEmpty() && scripts.size() > 1) {
            throw new UsageError("Each source has a script of its own: say --source with one of "
                    + String.join(", ", sources) + ".");
        }
        return scripts.stream()
                .filter(s -> source.isEmpty() || source.get().equals(s.source()))
                .findFirst()
                .orElseThrow(() -> new UsageError("There is no source '" + source.orElse("")
                        + "' that a table is mapped to. Sources: " + String.join(", ", sources) + "."));
    }
}
