package io.scorecard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Asks one question and writes the answer; warnings go where they do not stain it. */
final class Sql implements Command {
    private final Door door;

    Sql(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String summary() {
        return "ask a question in SQL";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard sql [--model FILE] [--data DIR] [--as-of DAY] [--format table|csv|json] "SQL"

            Asks one question. With - instead of a question it is read from standard input.

            """ + Door.OPTIONS_HELP + Door.SETTINGS_HELP + """
              --format F     table (for the eye; six decimals), csv (RFC 4180) or json; without it table

            Examples:
              scorecard sql "SELECT segment, nps(), churn_rate() FROM kpi GROUP BY segment"
              scorecard sql --format csv - < question.sql

            Notes about the answer, such as the period that was meant, go to standard error.
            """;
    }

    @Override
    public List<String> options() {
        return Stream.concat(Door.OPTIONS_AND_FORMAT.stream(), Door.SETTINGS.stream())
                .toList();
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException, IOException {
        ResultFormat format = ResultFormat.named(arguments.option("--format").orElse("table"));
        String question = arguments.oneWord("A question is missing: scorecard sql \"SELECT ...\".");
        if (question.equals("-")) {
            question = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
        }
        try (Connection connection = door.open(arguments)) {
            ask(connection, question, format, console);
        }
    }

    static void ask(Connection connection, String question, ResultFormat format, Console console) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(question)) {
                throw new UsageError("This has no rows, and what it sets ends with it: each question here has a session"
                        + " of its own. Give settings as options, " + String.join(", ", Door.SETTINGS) + ".");
            }
            try (ResultSet rows = statement.getResultSet()) {
                format.print(rows, console.out());
                console.out().flush();
            }
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                console.err().println("Note: " + OneLine.of(warning));
            }
        }
    }

    /**
     * For a command that has one fixed question.
     *
     * @param table how its answer is shown where no other format is asked
     */
    static void ask(Door door, String question, Arguments arguments, Console console, ResultFormat table)
            throws SQLException {
        String asked = arguments.option("--format").orElse("table");
        ResultFormat format = asked.equals("table") ? table : ResultFormat.named(asked);
        try (Connection connection = door.open(arguments)) {
            ask(connection, question, format, console);
        }
    }
}
