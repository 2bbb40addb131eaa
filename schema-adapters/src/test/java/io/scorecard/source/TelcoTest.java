package io.scorecard.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.functions.Column;
import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import io.scorecard.model.TableMapping;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example model over the public file, against figures counted in it by hand. */
class TelcoTest {

    private static final Path MODEL = Path.of("..", "examples", "telco", "model.yaml");

    @Test
    void rawFileIsReadWithTheModelsTypes() throws SQLException {
        Model model = ModelReader.read(MODEL, Optional.of(Truth.folder("telco")));
        try (Sources sources = Sources.open(model, TestModels.NO_SAMPLE)) {
            Engine engine = sources.engine("telco");
            List<SourceColumn> columns = engine.columns(List.of("telco", "Telco-Customer-Churn"));
            assertEquals(21, columns.size());
            assertEquals("varchar", type(columns, "Churn"));
            assertEquals("decimal(10,2)", type(columns, "TotalCharges"));
            String sql = "SELECT COUNT(*), SUM(MonthlyCharges), SUM(CASE WHEN Churn = 'Yes' THEN MonthlyCharges END),"
                    + " COUNT(*) FILTER (WHERE TotalCharges IS NULL) FROM telco.\"Telco-Customer-Churn\"";
            try (Connection session = engine.connect();
                    Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                assertEquals(
                        "7043 456116.60 139130.85 11",
                        "%s %s %s %s"
                                .formatted(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
    }

    @Test
    void onlyTheMappedFileOfTheFolderIsAView() throws SQLException {
        Model model = ModelReader.read(MODEL, Optional.of(Truth.folder("telco")));
        try (Sources sources = Sources.open(model, TestModels.NO_SAMPLE)) {
            Engine engine = sources.engine("telco");
            assertEquals(
                    List.of(List.of("telco", "Telco-Customer-Churn"), List.of("telco", "expected")), engine.tables());
            assertEquals(List.of(), engine.columns(List.of("telco", "expected")));
        }
    }

    @Test
    void everyRequiredColumnIsMapped() {
        Model model = ModelReader.read(MODEL, Optional.of(Truth.folder("telco")));
        for (TableMapping table : model.tables().values()) {
            List<String> required = table.table().columns().stream()
                    .filter(Column::required)
                    .map(Column::name)
                    .filter(c -> !table.columns().containsKey(c))
                    .toList();
            assertEquals(List.of(), required, table.table().name());
        }
    }

    private static String type(List<SourceColumn> columns, String name) {
        return columns.stream()
                .filter(c -> c.name().equals(name))
                .map(SourceColumn::typeName)
                .findFirst()
                .orElseThrow();
    }
}
