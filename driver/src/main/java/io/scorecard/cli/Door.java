package io.scorecard.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The way in, the same as for any other program: a JDBC URL. */
@FunctionalInterface
interface Door {

    /** The options with which a command lets its user choose the data. */
    List<String> OPTIONS = List.of("--model", "--data");

    /** The same, and how the answer is written. */
    List<String> OPTIONS_AND_FORMAT = List.of("--model", "--data", "--format");

    /** What a connection's property of the same name says instead of the model: the zone first, whose days the others name. */
    List<String> SETTINGS = List.of("--time-zone", "--as-of", "--data-through", "--partial-periods");

    String SETTINGS_HELP = """
              --as-of DAY    the day that counts as now, as 2026-04-01, or an instant; without it the model's
              --data-through DAY        up to when the data are complete
              --partial-periods show    lists the period that is not over, too (or hide)
              --time-zone ZONE          the zone that days and months are counted in, as Europe/Berlin
            """;

    String OPTIONS_HELP = """
              --model FILE   the model to ask; without it the built-in sample company
              --data DIR     the folder that the model's data files lie in; without it the model's own
            """;

    /** Of commands that take the model as their only word, too. */
    String MODEL_HELP = """
              MODEL          the model to ask, also as --model; without it the built-in sample company
              --data DIR     the folder that the model's data files lie in; without it the model's own
            """;

    /** @param model the model file, or empty for the sample company */
    Connection open(Optional<Path> model) throws SQLException;

    static Connection throughDriverManager(Optional<Path> model) throws SQLException {
        if (model.isEmpty()) {
            return DriverManager.getConnection("jdbc:scorecard:sample");
        }
        // As a property: a path may hold what means something in a URL.
        Properties properties = new Properties();
        properties.setProperty("model", model.get().toString());
        return DriverManager.getConnection("jdbc:scorecard:", properties);
    }

    default Connection open(Arguments arguments) throws SQLException {
        return open(arguments.option("--model").map(Path::of).map(Path::toAbsolutePath), arguments);
    }

    default Connection open(Optional<Path> model, Arguments arguments) throws SQLException {
        arguments.option("--data").ifPresent(Door::dataIn);
        Connection connection = open(model);
        try {
            for (String setting : SETTINGS) {
                set(connection, setting, arguments.option(setting));
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void set(Connection connection, String option, Optional<String> value) throws SQLException {
        if (value.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET " + option.substring(2).replace('-', '_') + " = '"
                        + value.get().replace("'", "''") + "'");
            }
        }
    }

    private static void dataIn(String folder) {
        if (!Files.isDirectory(Path.of(folder))) {
            throw new UsageError("There is no folder '" + folder + "'.");
        }
        System.setProperty("scorecard.data", Path.of(folder).toAbsolutePath().toString());
    }
}
