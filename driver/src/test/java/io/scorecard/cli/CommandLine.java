package io.scorecard.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs a command as a user would, over a plain DuckDB that holds what {@code setup} makes. */
record CommandLine(String setup, String input, boolean colour) {

    static CommandLine over(String setup) {
        return new CommandLine(setup, "", false);
    }

    CommandLine withInput(String text) {
        return new CommandLine(setup, text, colour);
    }

    CommandLine inColour() {
        return new CommandLine(setup, input, true);
    }

    Outcome run(String... line) {
        return run(model -> duckDb(), input, colour, line);
    }

    /** The same over the models that the line names, by the driver itself. */
    static Outcome asUser(String... line) {
        return run(Door::throughDriverManager, "", false, line);
    }

    private static Outcome run(Door door, String input, boolean colour, String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                colour);
        int status = new Main(door).run(List.of(line), console);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Connection duckDb() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            if (!setup.isEmpty()) {
                statement.execute(setup);
            }
        }
        return connection;
    }

    record Outcome(int status, String out, String err) {}
}
