package io.scorecard.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows what it is all about: the scorecard of the sample company, then how to go on from there. */
final class Demo implements Command {
    private static final int MONTHS = 12;
    private static final List<String> SCORECARDS = List.of("board", "support");
    private static final List<String> KPIS_BY_SEGMENT = List.of("churn_rate", "nps", "cost_to_support");
    private static final String QUESTION =
            "SELECT segment, closing_customers(), churn_rate(), nps(), cost_to_support() FROM kpi GROUP BY segment ORDER BY segment";

    private final Door door;

    Demo(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "show the scorecard of the sample company";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard demo

            Shows the scorecards of the built-in sample company: the KPIs that its board and its support look at, of
            the last complete month, the change against the month before, the targets, and the last twelve months as
            a line; then how to ask an own question, and how to point a tool at it.

            It shows no other company. Of a model of your own:
              scorecard check MODEL
              scorecard sql --model MODEL "SELECT * FROM scorecard WHERE is_latest"
            """;
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException {
        arguments.noWords();
        try (Connection connection = door.open(Optional.empty())) {
            LocalDate month = lastMonth(connection);
            Map<String, String> titles = new HashMap<>();
            ScorecardPage page = new ScorecardPage(month, MONTHS, titles, console);
            page.heading("Scorecard of the sample company");
            for (String scorecard : SCORECARDS) {
                List<Reading> readings = readings(connection, ofScorecard(scorecard), month);
                readings.forEach(r -> titles.put(r.kpi(), r.title()));
                page.totals(kpis(connection, scorecard), readings);
            }
            List<Reading> segments = readings(connection, bySegment(), month);
            KPIS_BY_SEGMENT.forEach(kpi -> page.bySegment(kpi, segments));
            console.say("\n" + console.painted(Paint.BOLD, "A question of your own is plain SQL:") + "\n");
            console.say("  " + command() + " sql \"" + QUESTION + "\"\n");
            Sql.ask(connection, QUESTION, new TableFormat(), console);
        }
        nextSteps(console);
    }

    private static LocalDate lastMonth(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT MAX(month) FROM kpi_values WHERE kpi = 'closing_customers' AND segment_name IS NULL")) {
            row.next();
            return Optional.ofNullable(row.getObject(1, LocalDate.class))
                    .orElseThrow(() -> new SQLException("The sample company has no complete month."));
        }
    }

    private static List<String> kpis(Connection connection, String scorecard) throws SQLException {
        return texts(connection, "SELECT kpi FROM scorecards WHERE name = '" + scorecard + "' ORDER BY position");
    }

    private static List<String> texts(Connection connection, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String ofScorecard(String scorecard) {
        return "SELECT " + Reading.TOTALS + " FROM scorecard WHERE name = '" + scorecard + "' AND month";
    }

    private static String bySegment() {
        return "SELECT " + Reading.COLUMNS + " FROM kpi_values WHERE kpi IN ('" + String.join("', '", KPIS_BY_SEGMENT)
                + "') AND segment_name = 'segment' AND month";
    }

    /** With literals, because DuckDB plans a statement with parameters twice. */
    private static List<Reading> readings(Connection connection, String question, LocalDate month) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        Set<String> noShares =
                Set.copyOf(texts(connection, "SELECT name FROM kpi_catalog WHERE unit_in_words IS NOT NULL"));
        String months = " BETWEEN DATE '" + month.minusMonths(MONTHS - 1) + "' AND DATE '" + month + "'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question + months)) {
            while (rows.next()) {
                readings.add(Reading.of(rows, noShares));
            }
        }
        return readings;
    }

    private static void nextSteps(Console console) {
        console.say(
                "\n" + console.painted(Paint.BOLD, "Every KPI that can be asked, and what one of them means:") + "\n");
        console.say("  " + command() + " kpis");
        console.say("  " + command() + " describe churn_rate\n");
        console.say(console.painted(Paint.BOLD, "A tool that speaks JDBC (DBeaver, DataGrip, SQLLine, your program):")
                + "\n");
        console.say("  jar    " + jar());
        console.say("  class  io.scorecard.driver.ScorecardDriver");
        console.say("  URL    jdbc:scorecard:sample\n");
        console.say("What happened to this company, asked step by step: docs/guide/tutorial.md\n");
        console.say("Your own data: describe them once in a model (docs/guide/model.md), then ask");
        console.say("jdbc:scorecard:/path/to/model.yaml");
    }

    /** How this was started, so that what is shown can be copied. */
    private static String command() {
        return Optional.ofNullable(System.getProperty("scorecard.command")).orElse("scorecard");
    }

    /** The script starts from another jar than the one to hand to a tool, and says which that is. */
    private static String jar() {
        return Optional.ofNullable(System.getProperty("scorecard.jar"))
                .or(() -> Optional.ofNullable(Demo.class.getProtectionDomain().getCodeSource())
                        .map(CodeSource::getLocation)
                        .map(location ->
                                Path.of(URI.create(location.toString())).toString()))
                .filter(path -> path.endsWith(".jar"))
                .orElse("driver/target/scorecard-<version>.jar");
    }
}
