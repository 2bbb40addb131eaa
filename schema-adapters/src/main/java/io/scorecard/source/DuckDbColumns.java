package io.scorecard.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The columns of every table of a DuckDB, read at once: it looks at all of them, however few are asked for. */
final class DuckDbColumns {

    private static final String SQL =
            "SELECT lower(database_name), lower(schema_name), lower(table_name), column_name, data_type,"
                    + " numeric_precision, numeric_scale, (database_oid, table_oid) IN"
                    + " (SELECT (database_oid, table_oid) FROM duckdb_tables()) AS kept"
                    + " FROM duckdb_columns() WHERE NOT internal ORDER BY column_index";

    private final Map<List<String>, List<SourceColumn>> byTable;
    private final Set<List<String>> kept;

    private DuckDbColumns(Map<List<String>, List<SourceColumn>> byTable, Set<List<String>> kept) {
        this.byTable = byTable;
        this.kept = kept;
    }

    static DuckDbColumns read(Connection session) throws SQLException {
        Map<List<String>, List<SourceColumn>> found = new HashMap<>();
        Set<List<String>> kept = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                List<String> path = List.of(rows.getString(1), rows.getString(2), rows.getString(3));
                if (rows.getBoolean(8)) {
                    kept.add(path);
                }
                found.computeIfAbsent(path, p -> new ArrayList<>())
                        .add(DuckDbTypes.column(rows.getString(4), rows.getString(5), rows.getInt(6), rows.getInt(7)));
            }
        }
        return new DuckDbColumns(found, kept);
    }

    /** Primary keys alone: of a unique constraint DuckDB does not say whether its columns are filled. */
    static List<List<String>> keys(Connection session, List<String> table) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        String sql = "SELECT constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
                + " AND lower(database_name) = ? AND lower(schema_name) = ? AND lower(table_name) = ?";
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            List<String> path = path(table);
            for (int i = 0; i < path.size(); i++) {
                statement.setString(i + 1, path.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Object[] columns = (Object[]) rows.getArray(1).getArray();
                    found.add(Arrays.stream(columns).map(String::valueOf).toList());
                }
            }
        }
        return found;
    }

    /** The tables that have a column, as SQL names them. */
    List<List<String>> with(String column) {
        return byTable.entrySet().stream()
                .filter(t -> t.getValue().stream().anyMatch(c -> c.name().equalsIgnoreCase(column)))
                .map(t -> t.getKey())
                .map(p -> p.get(0).equals(EmbeddedDatabase.CATALOG) ? p.subList(1, p.size()) : p)
                .toList();
    }

    /** Whether it is a table, and not a view: DuckDB keeps its rows. */
    boolean keeps(List<String> table) {
        return kept.contains(path(table));
    }

    private static List<String> path(List<String> table) {
        List<String> path = new ArrayList<>(table);
        if (table.size() < 3) {
            path.add(0, EmbeddedDatabase.CATALOG);
        }
        path.replaceAll(name -> name.toLowerCase(Locale.ROOT));
        return path;
    }

    /** @param table schema and name of a table of our own, or database, schema and name; capitals do not count */
    List<SourceColumn> of(List<String> table) {
        return List.copyOf(byTable.getOrDefault(path(table), List.of()));
    }
}
