package io.scorecard.cli;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What {@code data_quality} and reading every column find in the tables, table by table. */
final class DataFindings {

    private static final String FINDINGS =
            "SELECT table_name, code, finding, severity, affected_rows, total_rows, key_column, first_key, last_key"
                    + " FROM data_quality";

    /** Figures that stand beside no value: of no KPI, or in a unit that is not the KPI's. */
    private static final String STRAY = """
            SELECT
              (SELECT COUNT(*) FROM benchmarks AS b
                WHERE NOT EXISTS (SELECT 1 FROM kpi_catalog AS c WHERE c.name = b.kpi)),
              (SELECT COUNT(*) FROM benchmarks AS b
                WHERE EXISTS (SELECT 1 FROM kpi_catalog AS c
                  WHERE c.name = b.kpi AND c.unit <> 'money' AND c.unit <> b.unit))
            """;

    private static final String BENCHMARKS = "benchmarks";

    private static final int LONGEST_KEY = 40;

    private final Connection connection;

    /** What is found of each table; a table that nothing is found of has an empty list. */
    private final Map<String, List<Finding>> findings = new LinkedHashMap<>();

    private final Map<String, Long> rows = new LinkedHashMap<>();

    private final List<String> notLookedThrough = new ArrayList<>();

    DataFindings(Connection connection) {
        this.connection = connection;
    }

    /** @param unreadable columns that cannot be read, as told, by table */
    void find(Map<String, List<String>> unreadable) throws SQLException {
        if (unreadable.isEmpty()) {
            ask(FINDINGS);
        } else {
            findReadable(unreadable);
        }
        if (findings.containsKey(BENCHMARKS) && !unreadable.containsKey(BENCHMARKS)) {
            stray(findings.get(BENCHMARKS));
        }
    }

    /** Each table alone, so that what cannot be read hides as little of the others as their source can tell apart. */
    private void findReadable(Map<String, List<String>> unreadable) throws SQLException {
        for (String table : tables()) {
            unreadable.getOrDefault(table, List.of()).forEach(m -> of(table).add(new Finding("error", m)));
            try {
                ask(FINDINGS + " WHERE table_name = '" + table + "'");
            } catch (SQLException e) {
                notLookedThrough.add(table);
            }
        }
    }

    private Set<String> tables() throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet table = metadata.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (table.next()) {
                tables.add(table.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private List<Finding> of(String table) {
        return findings.computeIfAbsent(table, t -> new ArrayList<>());
    }

    private void ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String table = row.getString("table_name");
                rows.put(table, row.getLong("total_rows"));
                long affected = row.getLong("affected_rows");
                List<Finding> ofTable = of(table);
                if (affected > 0) {
                    String more = row.getString("code").equals("several_currencies")
                            ? new ForeignAmounts(connection).told(table)
                            : keys(row);
                    ofTable.add(Finding.of(row.getString("severity"), affected, row.getString("finding") + more));
                }
            }
        }
    }

    /** Where to begin looking; keys alone, as other columns may hold what is nobody's business. */
    private static String keys(ResultSet row) throws SQLException {
        String first = row.getString("first_key");
        if (first == null) {
            return "";
        }
        String last = row.getString("last_key");
        return " (" + row.getString("key_column") + " " + shown(first) + (first.equals(last) ? "" : ", " + shown(last))
                + ")";
    }

    private static String shown(String key) {
        String whole = TableFormat.oneLine(key);
        return whole.length() > LONGEST_KEY ? whole.substring(0, LONGEST_KEY - 1) + "…" : whole;
    }

    private void stray(List<Finding> benchmarks) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STRAY)) {
            row.next();
            List<String> texts = List.of("of a KPI that is not known", "in another unit than the KPI's");
            for (int i = 0; i < texts.size(); i++) {
                if (row.getLong(i + 1) > 0) {
                    benchmarks.add(
                            Finding.of("warning", row.getLong(i + 1), texts.get(i) + ", so not shown beside values"));
                }
            }
        }
    }

    void tell(Console console) {
        console.say(console.painted(Paint.BOLD, "Data"));
        findings.forEach((table, found) -> {
            String size = rows.containsKey(table)
                    ? String.format(Locale.ROOT, "%,12d %s", rows.get(table), rows.get(table) == 1 ? "row " : "rows")
                    : "";
            String fine = found.isEmpty() ? "   ● fine" : "";
            console.say(String.format(Locale.ROOT, "  %-18s %s%s", table, size, fine)
                    .stripTrailing());
            Finding.tell(found, console);
        });
        if (!notLookedThrough.isEmpty()) {
            console.say("  Not looked through until all of this can be read: " + String.join(", ", notLookedThrough));
        }
    }

    boolean isWrong() {
        return findings.values().stream().anyMatch(Finding::isWrong);
    }
}
