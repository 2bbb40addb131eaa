package io.scorecard.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what one KPI means. */
final class Describe implements Command {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Door door;

    Describe(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "tell what a KPI means and how it is computed";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard describe KPI [--model FILE] [--data DIR] [--format table|csv|json]

            Tells the formula, unit, base, options and source of a KPI.

            """ + Door.OPTIONS_HELP + """
              --format F     table, csv or json; without it table

            Example:
              scorecard describe churn_rate
            """;
    }

    @Override
    public List<String> options() {
        return Door.OPTIONS_AND_FORMAT;
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException {
        String kpi = arguments.oneWord("The name of a KPI is missing; scorecard kpis lists them.");
        if (!NAME.matcher(kpi).matches()) {
            throw new UsageError("'" + kpi + "' is not a name; scorecard kpis lists them.");
        }
        Sql.ask(door, "DESCRIBE KPI " + kpi, arguments, console, new PropertyList());
    }
}
