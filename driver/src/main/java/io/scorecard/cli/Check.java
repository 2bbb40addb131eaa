package io.scorecard.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a model and tells what its data lack: findings in the tables, and KPIs that cannot be asked. */
final class Check implements Command {

    private static final String FINDINGS =
            "SELECT table_name, finding, severity, affected_rows, total_rows FROM data_quality";

    /** Figures that stand beside no value: of no KPI, or in a unit that is not the KPI's. */
    private static final String STRAY = """
            SELECT
              (SELECT COUNT(*) FROM benchmarks AS b
                WHERE NOT EXISTS (SELECT 1 FROM kpi_catalog AS c WHERE c.name = b.kpi)),
              (SELECT COUNT(*) FROM benchmarks AS b
                WHERE EXISTS (SELECT 1 FROM kpi_catalog AS c
                  WHERE c.name = b.kpi AND c.unit <> 'money' AND c.unit <> b.unit))
            """;

    /** Targets are read with values; one of a segment that does not exist is refused then. */
    private static final String TARGETS =
            "SELECT target FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name IS NULL"
                    + " AND month < DATE '1900-01-01'";

    private static final String KPIS = "SELECT name, available, why_not FROM kpi_catalog ORDER BY name";

    private static final String BENCHMARKS = "benchmarks";

    private final Door door;

    Check(Door door) {
        this.door = door;
    }

    private record Finding(String severity, String text) {}

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
            that cannot be asked and why.
            The findings are also a table: SELECT * FROM data_quality.

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
        try (Connection connection = door.open(arguments.model(), arguments);
                Statement statement = connection.createStatement()) {
            Map<String, List<String>> unreadable = new Unreadable(connection).columns();
            boolean wrong = unreadable.isEmpty() ? data(statement, console) : unreadable(unreadable, console);
            List<String> notes = new SegmentNotes(connection).notes();
            notes.forEach(n -> console.say("      " + mark(console, "note") + "  " + n));
            kpis(statement, console);
            statement.executeQuery(TARGETS).close();
            if (wrong) {
                throw new SQLException("The data make numbers wrong: see the errors above.");
            }
        }
    }

    /** Nothing else is said of the data then: it would rest on what cannot be read. */
    private static boolean unreadable(Map<String, List<String>> tables, Console console) {
        console.say(console.painted(Paint.BOLD, "Data"));
        tables.forEach((table, mistakes) -> {
            console.say("  " + table);
            mistakes.forEach(m -> console.say("      " + mark(console, "error") + "  " + m));
        });
        return true;
    }

    private static boolean data(Statement statement, Console console) throws SQLException {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(FINDINGS)) {
            while (row.next()) {
                String table = row.getString("table_name");
                rows.put(table, row.getLong("total_rows"));
                List<Finding> ofTable = findings.computeIfAbsent(table, t -> new ArrayList<>());
                if (row.getLong("affected_rows") > 0) {
                    String finding = row.getString("finding");
                    String more = ForeignAmounts.isMeant(finding)
                            ? new ForeignAmounts(statement.getConnection()).told(table)
                            : "";
                    ofTable.add(new Finding(
                            row.getString("severity"),
                            String.format(Locale.ROOT, "%,d %s", row.getLong("affected_rows"), finding) + more));
                }
            }
        }
        if (findings.containsKey(BENCHMARKS)) {
            stray(statement, findings.get(BENCHMARKS));
        }
        console.say(console.painted(Paint.BOLD, "Data"));
        boolean wrong = false;
        for (Map.Entry<String, List<Finding>> table : findings.entrySet()) {
            String fine = table.getValue().isEmpty() ? "   ● fine" : "";
            console.say(
                    String.format(Locale.ROOT, "  %-18s %,12d rows%s", table.getKey(), rows.get(table.getKey()), fine));
            for (String severity : List.of("error", "warning", "note")) {
                for (Finding finding : table.getValue()) {
                    if (finding.severity().equals(severity)) {
                        console.say("      " + mark(console, severity) + "  " + finding.text());
                        wrong |= severity.equals("error");
                    }
                }
            }
        }
        return wrong;
    }

    private static void stray(Statement statement, List<Finding> findings) throws SQLException {
        try (ResultSet row = statement.executeQuery(STRAY)) {
            row.next();
            List<String> texts = List.of("of a KPI that is not known", "in another unit than the KPI's");
            for (int i = 0; i < texts.size(); i++) {
                if (row.getLong(i + 1) > 0) {
                    findings.add(new Finding(
                            "warning",
                            String.format(
                                    Locale.ROOT,
                                    "%,d %s, so not shown beside values",
                                    row.getLong(i + 1),
                                    texts.get(i))));
                }
            }
        }
    }

    private static String mark(Console console, String severity) {
        return switch (severity) {
            case "error" -> console.painted(Paint.RED, "● error  ");
            case "warning" -> console.painted(Paint.AMBER, "● warning");
            default -> console.painted(Paint.FAINT, "○ note   ");
        };
    }

    private static void kpis(Statement statement, Console console) throws SQLException {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        int all = 0;
        int missing = 0;
        try (ResultSet row = statement.executeQuery(KPIS)) {
            while (row.next()) {
                all++;
                if (!row.getBoolean("available")) {
                    missing++;
                    reasons.computeIfAbsent(
                                    reason(row.getString("name"), row.getString("why_not")), r -> new ArrayList<>())
                            .add(row.getString("name"));
                }
            }
        }
        console.say("");
        console.say(console.painted(Paint.BOLD, "KPIs") + "  %d of %d can be asked".formatted(all - missing, all));
        reasons.forEach((reason, names) -> {
            console.say("  " + String.join(", ", names));
            console.say("      " + console.painted(Paint.FAINT, reason));
        });
    }

    /**
     * The reason without the code and the KPI's own name, so that KPIs of one reason are listed together. Of advice only
     * what is to be written stays: what the model must say is told nowhere else.
     */
    private static String reason(String kpi, String whyNot) {
        String plain = whyNot.replaceFirst("^SC-\\d+ \\[\\w+] ", "").replaceFirst("^'" + kpi + "' ", "");
        int advice = plain.indexOf(". ");
        return advice < 0 || plain.startsWith("Write '", advice + 2) ? plain : plain.substring(0, advice + 1);
    }
}
