package io.scorecard.cli;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads every mapped column of every table from its first row to its last: a text where a number was all the way down
 * the file is otherwise found by whoever asks for that column first.
 */
final class Unreadable {

    private final Connection connection;

    Unreadable(Connection connection) {
        this.connection = connection;
    }

    /** What is wrong, by table; none where everything can be read. */
    Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        DatabaseMetaData metadata = connection.getMetaData();
        String own = connection.getSchema();
        try (ResultSet table = metadata.getTables(null, own, "%", new String[] {"TABLE"})) {
            while (table.next()) {
                String name = table.getString("TABLE_NAME");
                List<String> columns = columns(metadata, own, name);
                String mistake = read(name, columns);
                if (!mistake.isEmpty()) {
                    wrong.put(name, columns.isEmpty() ? List.of(told(name, mistake)) : told(name, columns));
                }
            }
        }
        return wrong;
    }

    /** A mistake for each column that has one; a single one where all have the same, as where a GRANT is missing. */
    private List<String> told(String table, List<String> columns) {
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (String column : columns) {
            String mistake = read(table, List.of(column));
            if (!mistake.isEmpty()) {
                mistakes.put(column, mistake);
            }
        }
        if (mistakes.size() == columns.size() && Set.copyOf(mistakes.values()).size() == 1) {
            return List.of(told(table, mistakes.get(columns.get(0))));
        }
        List<String> told = new ArrayList<>();
        mistakes.forEach((column, mistake) -> told.add("column '" + column + "' cannot be read: " + mistake));
        return told;
    }

    private static String told(String table, String mistake) {
        return "table '" + table + "' cannot be read: " + mistake;
    }

    private static List<String> columns(DatabaseMetaData metadata, String schema, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet column = metadata.getColumns(null, schema, table, "%")) {
            while (column.next()) {
                columns.add(column.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    /** The mistake, or empty. */
    private String read(String table, List<String> columns) {
        String counts = columns.isEmpty()
                ? "COUNT(*)"
                : columns.stream()
                        .map(c -> "COUNT(\"" + c.replace("\"", "\"\"") + "\")")
                        .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + counts + " FROM " + table)) {
            row.next();
            return "";
        } catch (SQLException e) {
            return Finding.plain(e);
        }
    }
}
