package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grid against cells that a third hand published. */
class GridTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void gridEqualsPublishedCellsOnDuckDb(int company) throws SQLException, IOException {
        Path folder = Truth.company(company);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            compare(folder, connection, Dialect.DUCKDB, "state" + company);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void gridEqualsPublishedCellsOnPostgres(int company) throws SQLException, IOException {
        Path folder = Truth.company(company);
        try (Connection connection = Postgres.connect()) {
            compare(folder, connection, Dialect.POSTGRESQL, "state" + company);
        }
    }

    private static void compare(Path folder, Connection connection, Dialect dialect, String schema)
            throws SQLException, IOException {
        Truth.load(folder, connection, dialect, schema);
        Map<Truth.Question, List<Row>> published = Truth.expected(folder);
        assertEquals(15, published.size());
        for (Map.Entry<Truth.Question, List<Row>> question : published.entrySet()) {
            List<Period> periods = question.getValue().stream()
                    .map(row -> row.key().period())
                    .distinct()
                    .toList();
            String reading = question.getKey().reading();
            Grid grid = reading.equals("history") ? Grid.of(connection).withHistory() : Grid.of(connection);
            List<Row> rows = new ArrayList<>(
                    grid.by(reading.equals("plan") ? Grid.PLAN : "segment").rows(periods));
            if (!reading.equals("plan")) {
                rows.addAll(grid.rows(periods));
            }
            assertFalse(rows.isEmpty());
            Cells.of(schema + " on " + dialect + ", " + question.getKey())
                    .withMissingAsZero()
                    .assertSame(question.getValue(), withChurnRate(rows));
        }
    }

    private static List<Row> withChurnRate(List<Row> rows) {
        List<Row> more = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            Long opening = (Long) values.get("opening_customers");
            Long churned = (Long) values.get("churned_customers");
            values.put(
                    "churn_rate",
                    opening == null || churned == null || opening == 0 ? null : nine(1.0 * churned / opening));
            values.computeIfPresent("nps", (name, nps) -> nine((Double) nps));
            more.add(new Row(row.key(), values));
        }
        return more;
    }

    private static Double nine(double value) {
        return Math.round(value * 1e9) / 1e9;
    }
}
