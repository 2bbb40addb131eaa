package io.scorecard.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens a model and tells what its data lack: findings in the tables, and KPIs that cannot be asked. */
final class Check implements Command {

    /** Of the model itself, whatever the data are. */
    private static final String OF_MODEL =
            "SELECT severity, COALESCE(defined_in || ': ', '') || finding FROM model_findings";

    private final Door door;

    Check(Door door) {
        this.door = door;
    }

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "check a model and the data that it maps";
    }

    @Override
    public String help() {
        return """
            Usage: scorecard check [MODEL] [--data DIR]

            Reads the model and every column that it maps to the last row, looks through its tables for what makes numbers
            wrong (keys that stand twice, versions that overlap, several currencies) or leaves rows out, and lists the KPIs
            that cannot be asked and why. Of each finding the first and the last key of its rows are shown, so that they
            can be looked up; of other columns no value is.
            The findings are also tables: SELECT * FROM data_quality, SELECT * FROM model_findings.

            """ + Door.MODEL_HELP + """

            Exit status 1 means that there is an error: something that makes numbers wrong.
            """;
    }

    @Override
    public List<String> options() {
        return Door.OPTIONS;
    }

    @Override
    public void run(Arguments arguments, Console console) throws SQLException {
        try (Connection connection = door.open(arguments.model(), arguments)) {
            Map<String, List<String>> unreadable = new Unreadable(connection).columns();
            DataFindings data = new DataFindings(connection);
            data.find(unreadable);
            data.tell(console);
            List<Finding> ofModel = ofModel(connection);
            if (!ofModel.isEmpty()) {
                console.say("");
                console.say(console.painted(Paint.BOLD, "Model"));
                Finding.tell(ofModel, console);
            }
            AskableKpis kpis = new AskableKpis(connection);
            kpis.find(!unreadable.isEmpty());
            kpis.tell(console);
            if (data.isWrong() || Finding.isWrong(ofModel)) {
                throw new SQLException("Numbers are wrong or missing: see the errors above.");
            }
        }
    }

    private static List<Finding> ofModel(Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OF_MODEL)) {
            while (row.next()) {
                findings.add(new Finding(row.getString(1), row.getString(2)));
            }
        }
        return findings;
    }
}
