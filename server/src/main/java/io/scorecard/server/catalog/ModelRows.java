package io.scorecard.server.catalog;

import io.scorecard.server.wire.PgType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes down what the driver's metadata tell, and gives each thing a number as PostgreSQL has them. */
final class ModelRows {

    /** PostgreSQL's own things have the numbers below. */
    private static final int FIRST = 16384;

    private static final String SCHEMA = "scorecard";

    private final DatabaseMetaData model;
    private final DuckDBConnection into;
    private final Map<String, Integer> schemas = new LinkedHashMap<>();
    private final Map<String, Integer> tables = new LinkedHashMap<>();
    private int next = FIRST;

    ModelRows(Connection driver, DuckDBConnection into) throws SQLException {
        this.model = driver.getMetaData();
        this.into = into;
    }

    void write(String user, String version, String zone) throws SQLException {
        // The first number is the database's.
        next++;
        row("about", rows -> add(rows, model.getConnection().getCatalog(), user, version, zone));
        schemas();
        tables();
        columns();
        primaryKeys();
        foreignKeys();
        functions();
    }

    /** Fills one table. */
    @FunctionalInterface
    private interface Filling {
        void fill(DuckDBAppender rows) throws SQLException;
    }

    private void row(String table, Filling filling) throws SQLException {
        try (DuckDBAppender rows = into.createAppender("catalog", table)) {
            filling.fill(rows);
        }
    }

    private static void add(DuckDBAppender rows, @Nullable Object... values) throws SQLException {
        rows.beginRow();
        for (Object value : values) {
            if (value == null) {
                rows.appendNull();
            } else if (value instanceof Integer number) {
                rows.append(number);
            } else if (value instanceof Short number) {
                rows.append(number);
            } else if (value instanceof Boolean flag) {
                rows.append(flag);
            } else {
                rows.append(value.toString());
            }
        }
        rows.endRow();
    }

    private void schemas() throws SQLException {
        schemas.put(SCHEMA, next++);
        try (ResultSet found = model.getSchemas()) {
            while (found.next()) {
                if (!schemas.containsKey(found.getString("TABLE_SCHEM"))) {
                    schemas.put(found.getString("TABLE_SCHEM"), next++);
                }
            }
        }
        row("model_schemas", rows -> {
            for (Map.Entry<String, Integer> schema : schemas.entrySet()) {
                add(rows, schema.getValue(), schema.getKey());
            }
        });
    }

    private static String key(String schema, String table) {
        return schema + "\0" + table;
    }

    private void tables() throws SQLException {
        row("model_tables", rows -> {
            try (ResultSet found = model.getTables(null, null, "%", null)) {
                while (found.next()) {
                    String schema = found.getString("TABLE_SCHEM");
                    String name = found.getString("TABLE_NAME");
                    tables.put(key(schema, name), next);
                    add(
                            rows,
                            next++,
                            schemas.get(schema),
                            name,
                            found.getString("TABLE_TYPE").equals("VIEW") ? "v" : "r",
                            found.getString("REMARKS"));
                }
            }
        });
    }

    private void columns() throws SQLException {
        row("model_columns", rows -> {
            try (ResultSet found = model.getColumns(null, null, "%", "%")) {
                while (found.next()) {
                    PgType type = PgType.of(found.getInt("DATA_TYPE"), found.getString("TYPE_NAME"));
                    int digits = found.getInt("COLUMN_SIZE");
                    int places = found.getInt("DECIMAL_DIGITS");
                    add(
                            rows,
                            tables.get(key(found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME"))),
                            (short) found.getInt("ORDINAL_POSITION"),
                            found.getString("COLUMN_NAME"),
                            type.oid(),
                            type.modifier(digits, places),
                            found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls,
                            found.getString("REMARKS"));
                }
            }
        });
    }

    private void primaryKeys() throws SQLException {
        row("model_keys", rows -> {
            for (Map.Entry<String, Integer> table : tables.entrySet()) {
                String[] name = table.getKey().split("\0");
                try (ResultSet found = model.getPrimaryKeys(null, name[0], name[1])) {
                    int key = next;
                    while (found.next()) {
                        next = key + 2;
                        add(
                                rows,
                                key,
                                key + 1,
                                table.getValue(),
                                found.getString("PK_NAME"),
                                "p",
                                (short) found.getInt("KEY_SEQ"),
                                found.getString("COLUMN_NAME"),
                                0,
                                null);
                    }
                }
            }
        });
    }

    private void foreignKeys() throws SQLException {
        row("model_keys", rows -> {
            for (Map.Entry<String, Integer> table : tables.entrySet()) {
                String[] name = table.getKey().split("\0");
                try (ResultSet found = model.getImportedKeys(null, name[0], name[1])) {
                    while (found.next()) {
                        add(
                                rows,
                                found.getInt("KEY_SEQ") == 1 ? ++next : next,
                                0,
                                table.getValue(),
                                found.getString("FK_NAME"),
                                "f",
                                (short) found.getInt("KEY_SEQ"),
                                found.getString("FKCOLUMN_NAME"),
                                tables.get(key(found.getString("PKTABLE_SCHEM"), found.getString("PKTABLE_NAME"))),
                                found.getString("PKCOLUMN_NAME"));
                    }
                }
            }
        });
        next++;
    }

    private void functions() throws SQLException {
        Map<String, List<String>> arguments = new LinkedHashMap<>();
        Map<String, List<String>> results = new LinkedHashMap<>();
        Map<String, Integer> types = new LinkedHashMap<>();
        try (ResultSet found = model.getFunctionColumns(null, null, "%", "%")) {
            while (found.next()) {
                String name = found.getString("SPECIFIC_NAME");
                PgType type = PgType.of(found.getInt("DATA_TYPE"), found.getString("TYPE_NAME"));
                boolean argument = found.getInt("COLUMN_TYPE") == DatabaseMetaData.functionColumnIn;
                (argument ? arguments : results)
                        .computeIfAbsent(name, each -> new ArrayList<>())
                        .add(found.getString("COLUMN_NAME") + " " + type.sqlName());
                if (!argument) {
                    types.put(name, type.oid());
                }
            }
        }
        row("model_functions", rows -> {
            try (ResultSet found = model.getFunctions(null, null, "%")) {
                while (found.next()) {
                    String name = found.getString("SPECIFIC_NAME");
                    boolean table = found.getInt("FUNCTION_TYPE") == DatabaseMetaData.functionReturnsTable;
                    List<String> result = results.getOrDefault(name, List.of());
                    List<String> taken = arguments.getOrDefault(name, List.of());
                    PgType scalar = PgType.of(Types.DOUBLE, "DOUBLE");
                    add(
                            rows,
                            next++,
                            found.getString("FUNCTION_NAME"),
                            table ? "f" : "a",
                            table,
                            (short) taken.size(),
                            String.join(", ", taken),
                            table ? "TABLE(" + String.join(", ", result) + ")" : scalar.sqlName(),
                            table ? 2249 : types.getOrDefault(name, scalar.oid()),
                            found.getString("REMARKS"));
                }
            }
        });
    }
}
