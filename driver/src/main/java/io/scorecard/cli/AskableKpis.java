package io.scorecard.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which KPIs a model can be asked, and why not the others. */
final class AskableKpis {

    private static final String KPIS = "SELECT name, available, why_not FROM kpi_catalog ORDER BY name";

    private static final int WIDTH = 100;

    private final Connection connection;
    private final Map<String, List<String>> reasons = new LinkedHashMap<>();
    private int all;
    private int missing;

    AskableKpis(Connection connection) {
        this.connection = connection;
    }

    /** @param ask whether each KPI is asked, too: columns that it reads may be mapped and yet not readable */
    void find(boolean ask) throws SQLException {
        List<String> available = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(KPIS)) {
            while (row.next()) {
                all++;
                if (row.getBoolean("available")) {
                    available.add(row.getString("name"));
                } else {
                    cannot(row.getString("name"), row.getString("why_not"));
                }
            }
        }
        if (ask) {
            for (String kpi : available) {
                ask(kpi);
            }
        }
    }

    /** Only what a source says counts: some KPIs want arguments. */
    private void ask(String kpi) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + kpi + "() FROM kpi")) {
            row.next();
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).startsWith("SC-4")) {
                cannot(kpi, e.getMessage());
            }
        }
    }

    private void cannot(String kpi, String whyNot) {
        missing++;
        reasons.computeIfAbsent(reason(kpi, whyNot), r -> new ArrayList<>()).add(kpi);
    }

    void tell(Console console) {
        console.say("");
        console.say(console.painted(Paint.BOLD, "KPIs") + "  %d of %d can be asked".formatted(all - missing, all));
        reasons.forEach((reason, names) -> {
            Wrapped.lines(names, WIDTH).forEach(line -> console.say("  " + line));
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
