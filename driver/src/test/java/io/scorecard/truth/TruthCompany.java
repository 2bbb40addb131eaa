package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.Row;
import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the eight small companies with published cells, open for questions in both readings.
 *
 * @param now the model without the history of attributes
 * @param then the model with it
 */
record TruthCompany(Connection now, Connection then, Map<Truth.Question, List<Row>> published)
        implements AutoCloseable {
    private static final String SCHEMA = "truth_";

    /** From the published files as they are. */
    static TruthCompany fromFiles(int number, Path folder) throws SQLException, IOException {
        Path truth = Truth.company(number);
        for (String table : List.of("customers", "customer_history", "subscriptions", "surveys")) {
            Files.copy(truth.resolve(table + ".csv"), folder.resolve(table + ".csv"));
        }
        return open(truth, folder, CompanyModel.overFiles(), "{plan_id: plan}");
    }

    static TruthCompany fromDuckDb(int number, Path folder) throws SQLException, IOException {
        Path truth = Truth.company(number);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            Truth.load(truth, file, Dialect.DUCKDB, SCHEMA + number);
        }
        return open(truth, folder, CompanyModel.overDuckDb(SCHEMA + number), "{plan_id: plan_id}");
    }

    static TruthCompany fromPostgres(int number, Path folder) throws SQLException, IOException {
        Path truth = Truth.company(number);
        try (Connection server = Postgres.connect()) {
            Truth.load(truth, server, Dialect.POSTGRESQL, SCHEMA + number);
        }
        return open(truth, folder, CompanyModel.overPostgres(SCHEMA + number), "{plan_id: plan_id}");
    }

    /** Customers, their history and the answers in PostgreSQL, subscriptions in a CSV file. */
    static TruthCompany fromPostgresAndFiles(int number, Path folder) throws SQLException, IOException {
        Path truth = Truth.company(number);
        String schema = SCHEMA + "split_" + number;
        try (Connection server = Postgres.connect()) {
            Truth.load(truth, server, Dialect.POSTGRESQL, schema);
        }
        Files.copy(truth.resolve("subscriptions.csv"), folder.resolve("subscriptions.csv"));
        CompanyModel current = CompanyModel.overFilesAndPostgres(schema)
                .withTable("subscriptions", "{plan_id: plan}")
                .withForeignTable(schema, "customers", "{}")
                .withForeignTable(schema, "surveys", "{}");
        CompanyModel history =
                current.withForeignTable(schema, "customer_history", "{segment: segment, region: region}");
        return opened(truth, folder, current, history);
    }

    private static TruthCompany open(Path truth, Path folder, CompanyModel empty, String plan)
            throws SQLException, IOException {
        CompanyModel current =
                empty.withTable("customers").withTable("subscriptions", plan).withTable("surveys");
        CompanyModel history = current.withTable("customer_history", "{segment: segment, region: region}");
        return opened(truth, folder, current, history);
    }

    private static TruthCompany opened(Path truth, Path folder, CompanyModel current, CompanyModel history)
            throws SQLException, IOException {
        Map<Truth.Question, List<Row>> published = Truth.expected(truth);
        assertEquals(15, published.size());
        return new TruthCompany(current.open(folder, "current"), history.open(folder, "history"), published);
    }

    /** The connection on which a published cell is asked. */
    Connection asked(Truth.Question cell) {
        return cell.reading().equals("history") ? then : now;
    }

    /** The rows with ratios of nine places, as the published ones have. */
    static List<Row> rounded(List<Row> rows) {
        List<Row> rounded = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            for (String ratio : List.of("churn_rate", "nps")) {
                values.computeIfPresent(ratio, (n, v) -> Math.round((Double) Objects.requireNonNull(v) * 1e9) / 1e9);
            }
            rounded.add(new Row(row.key(), values));
        }
        return rounded;
    }

    @Override
    public void close() throws SQLException {
        now.close();
        then.close();
    }
}
