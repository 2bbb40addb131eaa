package io.scorecard.cli;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns that are read and yet may not be what was meant: a segment of the model's own whose name is almost that of a
 * canonical column, and one that the history of customers has and customers have not, which is no segment.
 */
final class SegmentNotes {

    private static final String ALMOST =
            "SELECT name, meaning FROM kpi_segments WHERE meaning LIKE '%almost called like%' ORDER BY name";

    private static final Set<String> OF_HISTORY = Set.of("customer_id", "valid_from", "valid_to");

    private final Connection connection;

    SegmentNotes(Connection connection) {
        this.connection = connection;
    }

    List<String> notes() throws SQLException {
        List<String> notes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALMOST)) {
            while (row.next()) {
                notes.add("'" + row.getString(1) + "' of customers: " + row.getString(2));
            }
        }
        Set<String> mapped = columns("customers");
        columns("customer_history").stream()
                .filter(c -> !OF_HISTORY.contains(c) && !mapped.contains(c))
                .forEach(
                        c -> notes.add("'" + c + "' of customer_history is no segment: customers do not map it, too."));
        return notes;
    }

    private Set<String> columns(String table) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet column = metadata.getColumns(null, connection.getSchema(), table, "%")) {
            while (column.next()) {
                names.add(column.getString("COLUMN_NAME"));
            }
        }
        return names;
    }
}
