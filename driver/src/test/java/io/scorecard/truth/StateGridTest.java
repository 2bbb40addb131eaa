package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Cells;
import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import io.scorecard.oracle.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts and money of random companies equal a grid of customers and periods that another hand wrote. */
class StateGridTest {
    /** Differences of one question that are told; a wrong one has hundreds. */
    private static final int SHOWN = 4;

    @TempDir
    private Path folder;

    /** And two of the long run, in which a customer came, moved and took a further plan within one month. */
    static LongStream someSeeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(127, 145));
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(21, 200);
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void companiesEqualTheGrid(long seed) throws SQLException, IOException {
        compare(seed, GridCases.oneIn(seed > 20 ? 3 : 8, seed));
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    @Tag("long")
    void manyCompaniesEqualTheGrid(long seed) throws SQLException, IOException {
        compare(seed, GridCases.oneIn(3, seed));
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void randomQuestionsEqualTheGrid(long seed) throws SQLException, IOException {
        compare(seed, randomQuestions(seed, 12));
    }

    @ParameterizedTest
    @MethodSource("hundredSeeds")
    @Tag("long")
    void manyRandomQuestionsEqualTheGrid(long seed) throws SQLException, IOException {
        compare(seed, randomQuestions(seed, 20));
    }

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1001, 1003);
    }

    static LongStream hundredSeeds() {
        return LongStream.rangeClosed(1101, 1200);
    }

    private static List<GridCase> randomQuestions(long seed, int questions) {
        return LongStream.range(0, questions)
                .mapToObj(i -> RandomQuestions.of(seed * 1000 + i))
                .toList();
    }

    private void compare(long seed, List<GridCase> cases) throws SQLException, IOException {
        RandomCompany company = seed % 5 == 0 ? RandomCompany.priced(seed) : RandomCompany.of(seed);
        Map<GridCase, List<Row>> expected = new LinkedHashMap<>();
        try (Connection grid = DriverManager.getConnection("jdbc:duckdb:")) {
            company.load(grid, Dialect.DUCKDB, "company");
            for (GridCase asked : cases) {
                expected.put(asked, asked.expected(grid));
            }
        }
        List<String> differences = new ArrayList<>();
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            company.load(file, Dialect.DUCKDB, "company");
        }
        differences.addAll(differences("seed " + seed + " on DuckDB, ", CompanyModel.overDuckDb("company"), expected));
        String schema = "grid_" + seed;
        try (Connection server = Postgres.connect()) {
            company.load(server, Dialect.POSTGRESQL, schema);
        }
        differences.addAll(
                differences("seed " + seed + " on PostgreSQL, ", CompanyModel.overPostgres(schema), expected));
        if (seed % 10 == 1) {
            company.writeCsv(folder);
            differences.addAll(dividedDifferences("seed " + seed + " divided, ", schema, expected));
        }
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    /** Customers and their history in PostgreSQL, the rest in files; then the other way around. */
    private List<String> dividedDifferences(String label, String schema, Map<GridCase, List<Row>> expected)
            throws SQLException, IOException {
        String changing = "{segment: segment, region: region}";
        CompanyModel customers = CompanyModel.overFilesAndPostgres(schema)
                .withTables("plans", "subscriptions", "surveys")
                .withForeignTable(schema, "customers", "{}");
        List<String> found = new ArrayList<>(differences(
                label, customers, customers.withForeignTable(schema, "customer_history", changing), expected));
        CompanyModel facts = CompanyModel.overFilesAndPostgres(schema)
                .withTables("customers", "plans")
                .withForeignTable(schema, "subscriptions", "{}")
                .withForeignTable(schema, "surveys", "{}");
        found.addAll(differences(label, facts, facts.withTable("customer_history", changing), expected));
        return found;
    }

    private List<String> differences(String label, CompanyModel empty, Map<GridCase, List<Row>> expected)
            throws SQLException, IOException {
        CompanyModel current = empty.withTables("customers", "plans", "subscriptions", "surveys");
        return differences(
                label, current, current.withTable("customer_history", "{segment: segment, region: region}"), expected);
    }

    private List<String> differences(
            String label, CompanyModel current, CompanyModel history, Map<GridCase, List<Row>> expected)
            throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        try (Connection now = current.open(folder, "current");
                Connection then = history.open(folder, "history")) {
            for (Map.Entry<GridCase, List<Row>> cells : expected.entrySet()) {
                GridCase asked = cells.getKey();
                Cells cell = Cells.of(label + asked).withMissingAsZero().comparing(asked.columns());
                List<Row> rows = asked.question().rows(asked.history() ? then : now);
                cell.differences(cells.getValue(), rows).stream().limit(SHOWN).forEach(found::add);
                rows.forEach(r -> Bridge.breach(r).ifPresent(b -> found.add(label + asked + ": " + b)));
            }
        }
        return found;
    }
}
