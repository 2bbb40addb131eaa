package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example model over the public telephone company: the published figures, whichever engine has the file. */
class TelcoTruthTest {
    private static final Path MODEL = Path.of("..", "examples", "telco", "model.yaml");
    private static final String FILE = "Telco-Customer-Churn";

    private static final String MEASURES = "opening_customers(), churned_customers(), churn_rate(), opening_mrr(),"
            + " churned_mrr(), closing_mrr(), gross_revenue_churn_rate() FROM kpi WHERE month = DATE '2019-12-01'";

    @TempDir
    private Path folder;

    @Test
    void rawFileGivesThePublishedFigures() throws SQLException, IOException {
        Path truth = Truth.folder("telco");
        Files.copy(truth.resolve(FILE + ".csv"), folder.resolve(FILE + ".csv"));
        assertFigures(truth, Files.readString(MODEL));
    }

    @Test
    void sameModelOverPostgresGivesThePublishedFigures() throws SQLException, IOException {
        Path truth = Truth.folder("telco");
        List<String> lines = Files.readAllLines(truth.resolve(FILE + ".csv"));
        try (Connection connection = Postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS phones CASCADE");
            statement.execute("CREATE SCHEMA phones");
            statement.execute("CREATE TABLE phones.\"" + FILE + "\" ("
                    + List.of(lines.get(0).split(",")).stream()
                            .map(TelcoTruthTest::column)
                            .collect(Collectors.joining(", "))
                    + ")");
            statement.execute("INSERT INTO phones.\"" + FILE + "\" VALUES "
                    + lines.stream().skip(1).map(TelcoTruthTest::tuple).collect(Collectors.joining(", ")));
        }
        String files = Files.readString(MODEL);
        String source = "  telco: {type: postgresql, host: localhost, port: %d, database: postgres, user: postgres}\n"
                .formatted(Postgres.port());
        String model = files.substring(0, files.indexOf("  telco:"))
                + source
                + files.substring(files.indexOf("\ntables:")).replace("from: telco.", "from: telco.phones.");
        assertFigures(truth, model);
    }

    private static String column(String name) {
        String type = name.equals("tenure") ? "INTEGER" : name.endsWith("Charges") ? "DECIMAL(10, 2)" : "TEXT";
        return "\"" + name + "\" " + type;
    }

    private static String tuple(String line) {
        return List.of(line.split(",", -1)).stream()
                .map(cell -> cell.isBlank() ? "NULL" : "'" + cell + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** In total, by contract, and both by ROLLUP. */
    private void assertFigures(Path truth, String text) throws SQLException, IOException {
        Path model = Files.writeString(folder.resolve("model.yaml"), text);
        List<String> published = Files.readAllLines(truth.resolve("expected.csv")).stream()
                .skip(1)
                .map(line -> canonical(line.substring(0, line.lastIndexOf(',')).split(",")))
                .sorted()
                .toList();
        assertEquals(4, published.size());
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model)) {
            List<String> separate = new ArrayList<>(rows(connection, "SELECT 'all', " + MEASURES));
            separate.addAll(rows(connection, "SELECT segment, " + MEASURES + " GROUP BY segment"));
            assertEquals(published, separate.stream().sorted().toList());
            String both = "SELECT CASE WHEN GROUPING(segment) = 1 THEN 'all' ELSE segment END, " + MEASURES
                    + " GROUP BY ROLLUP(segment)";
            assertEquals(published, rows(connection, both).stream().sorted().toList());
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String[] cells = new String[rows.getMetaData().getColumnCount()];
            while (rows.next()) {
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = rows.getString(i + 1);
                }
                read.add(canonical(cells));
            }
        }
        return read;
    }

    /** Ratios have six places in the published file. */
    private static String canonical(String[] cells) {
        List<String> plain = new ArrayList<>(List.of(cells[0]));
        for (int i = 1; i < cells.length; i++) {
            plain.add(
                    new BigDecimal(cells[i]).setScale(6, RoundingMode.HALF_EVEN).toPlainString());
        }
        return String.join(" ", plain);
    }
}
