package io.scorecard.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random questions to random companies, everything in one DuckDB and divided at random: the same answers. The long form asks
 * the seeds from 4 to that of {@code -Dscorecard.split.seeds=120}.
 */
class SplitDifferentialTest {

    private static final int COMPANIES = 4;
    private static final long LAST = Long.getLong("scorecard.split.seeds", 23);
    private static final List<String> TABLES = List.of(
            "customers",
            "customer_history",
            "plans",
            "subscriptions",
            "tickets",
            "surveys",
            "costs",
            "campaigns",
            "revenue");

    @TempDir
    private Path folder;

    static LongStream someSeeds() {
        return LongStream.rangeClosed(1, 3);
    }

    static LongStream manySeeds() {
        return LongStream.rangeClosed(4, LAST);
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void someQuestionsHaveTheSameAnswers(long seed) throws IOException, SQLException {
        compare(seed, 4, 10);
    }

    @ParameterizedTest
    @MethodSource("manySeeds")
    @Tag("long")
    void manyQuestionsHaveTheSameAnswers(long seed) throws IOException, SQLException {
        compare(seed, 40, 60);
        System.out.println("SplitDifferentialTest: seed " + seed + " of " + LAST + ", 100 questions in each");
    }

    private void compare(long seed, int kpis, int joins) throws IOException, SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        String schema = load(seed % COMPANIES);
        boolean history = random.nextBoolean();
        Placement one = placed(Placement.all("books", schema), history);
        Placement divided = placed(divided(random, schema), history);
        List<String> differences = new ArrayList<>();
        int answered = 0;
        try (Connection whole = one.open(folder);
                Connection split = divided.open(folder)) {
            List<String> measures = measures(whole);
            assertEquals(measures, measures(split));
            for (int i = 0; i < kpis + joins; i++) {
                SplittableRandom own = random.split();
                String sql = i < kpis ? new RandomKpiQuestion(own, measures).sql() : new RandomJoin(own).sql();
                Object expected = asked(whole, sql);
                Object found = asked(split, sql);
                answered += expected instanceof List ? 1 : 0;
                String difference = difference(expected, found);
                if (!difference.isEmpty()) {
                    differences.add(sql + "\n  " + difference);
                }
            }
        }
        assertEquals(List.of(), differences, () -> "seed " + seed + ", " + divided);
        assertTrue(answered > (kpis + joins) / 2, "seed " + seed + ": only " + answered + " were answered");
    }

    private static Placement placed(Placement placement, boolean history) {
        return history ? placement : placement.without("customer_history");
    }

    private static Placement divided(SplittableRandom random, String schema) {
        List<String> sources = List.of("crm", "billing", "desk", "books");
        Placement divided = Placement.all("desk", schema).with("crm", "customers");
        for (String table : random.nextInt(3) == 0 ? List.<String>of() : TABLES) {
            divided = divided.with(sources.get(random.nextInt(sources.size())), table);
        }
        return divided;
    }

    private String load(long company) throws IOException, SQLException {
        String schema = "divided_" + company;
        RandomCompany made = RandomCompany.of(company);
        made.writeCsv(folder);
        Files.deleteIfExists(folder.resolve("company.duckdb"));
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"));
                Connection server = Postgres.connect()) {
            made.load(file, Dialect.DUCKDB, schema);
            made.load(server, Dialect.POSTGRESQL, schema);
        }
        return schema;
    }

    private static List<String> measures(Connection connection) throws SQLException {
        List<String> measures = new ArrayList<>();
        for (List<@Nullable Object> row :
                Answers.of(connection, "SELECT name FROM kpi_catalog WHERE available ORDER BY name")) {
            measures.add(row.get(0) + "()");
        }
        return measures;
    }

    /** Rows, or the number of the error. */
    private static Object asked(Connection connection, String sql) {
        try {
            return Answers.of(connection, sql);
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).substring(0, 7);
        }
    }

    @SuppressWarnings("unchecked")
    private static String difference(Object expected, Object found) {
        if (expected instanceof List<?> && found instanceof List<?>) {
            return Answers.difference((List<List<@Nullable Object>>) expected, (List<List<@Nullable Object>>) found);
        }
        return expected.equals(found) ? "" : expected + " is right, there is " + found;
    }
}
