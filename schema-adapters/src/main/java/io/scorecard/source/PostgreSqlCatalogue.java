package io.scorecard.source;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a PostgreSQL server tells of its tables: their columns, their keys, and which there are. Columns are asked once.
 * Thread-safe.
 */
final class PostgreSqlCatalogue {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Engine engine;
    private final Map<List<String>, List<SourceColumn>> columns = new ConcurrentHashMap<>();

    PostgreSqlCatalogue(Engine engine) {
        this.engine = engine;
    }

    /** The columns of a table that were asked before, or none. */
    List<SourceColumn> known(List<String> table) {
        return columns.getOrDefault(table, List.of());
    }

    List<SourceColumn> columns(List<String> table) {
        List<SourceColumn> known = columns.get(table);
        if (known != null) {
            return known;
        }
        List<SourceColumn> found = read(() -> readColumns(table));
        if (!found.isEmpty()) {
            columns.put(List.copyOf(table), found);
        }
        return found;
    }

    /** Reads the catalogue; once more where the session for it had died while it was idle. */
    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ScorecardException e) {
            if (e.code() != ErrorCode.SOURCE_LOST || !engine.renew()) {
                throw e;
            }
            return reading.get();
        }
    }

    private List<SourceColumn> readColumns(List<String> table) {
        // A domain may stand on another one; the length or places are those that the innermost gives its base.
        String sql = "SELECT a.attname, b.typname, b.typtype = 'e', b.modifier"
                + " FROM pg_catalog.pg_attribute a"
                + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'f', 'p')"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " CROSS JOIN LATERAL (WITH RECURSIVE base AS ("
                + "SELECT t.typname, t.typtype, t.typbasetype, t.typtypmod, a.atttypmod AS modifier"
                + " FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid"
                + " UNION ALL SELECT t.typname, t.typtype, t.typbasetype, t.typtypmod, base.typtypmod"
                + " FROM base JOIN pg_catalog.pg_type t ON t.oid = base.typbasetype WHERE base.typtype = 'd')"
                + " SELECT * FROM base WHERE typtype <> 'd') b"
                + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        List<SourceColumn> found = new ArrayList<>();
        eachRow(
                sql,
                table,
                row -> found.add(
                        PostgreSqlTypes.column(row.getString(1), row.getString(2), row.getBoolean(3), row.getInt(4))));
        return List.copyOf(found);
    }

    /** What is done with the current row of a result. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param names what the statement's parameters are: a table's schema and name, or nothing */
    private void eachRow(String sql, List<String> names, RowReader reader) {
        try (Connection session = patient();
                PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < names.size(); i++) {
                statement.setString(i + 1, names.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw engine.explain(e);
        }
    }

    List<List<String>> keys(List<String> table) {
        return read(() -> readKeys(table));
    }

    private List<List<String>> readKeys(List<String> table) {
        String sql = "SELECT i.indexrelid, a.attname FROM pg_catalog.pg_index i"
                + " JOIN pg_catalog.pg_class c ON c.oid = i.indrelid"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
                + " WHERE n.nspname = ? AND c.relname = ? AND i.indisunique AND i.indimmediate AND i.indisvalid"
                + " AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnatts = i.indnkeyatts"
                + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute b WHERE b.attrelid = c.oid"
                + " AND b.attnum = ANY (i.indkey) AND NOT b.attnotnull) ORDER BY 1";
        Map<String, List<String>> found = new LinkedHashMap<>();
        eachRow(
                sql,
                table,
                row -> found.computeIfAbsent(row.getString(1), k -> new ArrayList<>())
                        .add(row.getString(2)));
        return List.copyOf(found.values());
    }

    List<List<String>> tables() {
        return read(this::readTables);
    }

    private List<List<String>> readTables() {
        String sql = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND n.nspname NOT LIKE 'pg\\_%'"
                + " AND n.nspname <> 'information_schema'"
                + " AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
                + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT') ORDER BY 1, 2";
        List<List<String>> found = new ArrayList<>();
        eachRow(sql, List.of(), row -> found.add(List.of(row.getString(1), row.getString(2))));
        return List.copyOf(found);
    }

    /** For the catalogue, which answers at once or not at all; nobody can cancel its reading. */
    private Connection patient() throws SQLException {
        Connection session = engine.connect();
        session.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
        return session;
    }
}
