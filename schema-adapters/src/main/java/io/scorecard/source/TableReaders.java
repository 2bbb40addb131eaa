package io.scorecard.source;

import io.scorecard.functions.Place;
import io.scorecard.model.Model;
import io.scorecard.model.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Which mappings of a model read a table of a folder, whether or not its file is there. */
final class TableReaders {

    /**
     * A word of a query may be a column or an alias of it as well, so DuckDB reads it; what a query names itself by WITH
     * is no table. A query that DuckDB cannot read names none.
     */
    private static final String NAMES = "SELECT list_contains(json_extract_string(tree, '$..table_name'), name)"
            + " AND NOT list_contains(json_extract_string(tree, '$..cte_map.map[*].key'), name)"
            + " FROM (SELECT lower(json_serialize_sql(CAST(? AS VARCHAR))) AS tree, lower(CAST(? AS VARCHAR)) AS name)";

    private TableReaders() {}

    /** The line that names the table, of the first mapping that does. */
    static Optional<Place> first(Model model, String source, String table, Connection duckdb) throws SQLException {
        for (TableMapping mapping : model.tables().values()) {
            if (isFrom(mapping, source, table)) {
                return Optional.of(mapping.place());
            }
            if (mapping.source().equals(source)
                    && mapping.query().isPresent()
                    && names(mapping.query().get(), table, duckdb)) {
                return Optional.of(mapping.place("query"));
            }
        }
        return Optional.empty();
    }

    static boolean isFrom(TableMapping mapping, String source, String table) {
        return mapping.source().equals(source)
                && mapping.from().size() == 1
                && mapping.from().get(0).equalsIgnoreCase(table);
    }

    private static boolean names(String query, String table, Connection duckdb) throws SQLException {
        try (PreparedStatement statement = duckdb.prepareStatement(NAMES)) {
            statement.setString(1, query);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
