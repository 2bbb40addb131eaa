package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A company holds the cases that it promises, and the grid's bridge closes on it. */
class RandomCompanyTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L);

    private static Connection companies;

    @BeforeAll
    static void loadCompanies() throws SQLException {
        companies = DriverManager.getConnection("jdbc:duckdb:");
        for (long seed : SEEDS) {
            RandomCompany.of(seed).load(companies, Dialect.DUCKDB, "company_" + seed);
        }
    }

    @AfterAll
    static void close() throws SQLException {
        companies.close();
    }

    @Test
    void sameSeedIsSameCompany() {
        assertEquals(csv(7), csv(7));
        assertNotEquals(csv(7), csv(8));
    }

    private static List<String> csv(long seed) {
        return RandomCompany.of(seed).tables().stream().map(Table::csv).toList();
    }

    @Test
    void writtenFilesHaveTheRowsOfTheTables(@TempDir Path folder) throws IOException {
        RandomCompany company = RandomCompany.of(3);
        company.writeCsv(folder);
        for (Table table : company.tables()) {
            assertEquals(
                    table.rows().size() + 1,
                    Files.readAllLines(folder.resolve(table.name() + ".csv")).size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscriptions WHERE valid_to = valid_from",
                "subscriptions WHERE valid_to < valid_from",
                "subscriptions WHERE mrr = 0",
                "subscriptions WHERE mrr < 0",
                "subscriptions WHERE plan_id IS NULL",
                "subscriptions WHERE valid_from = DATE_TRUNC('month', valid_from)",
                "subscriptions WHERE valid_to = DATE_TRUNC('week', valid_to)",
                "subscriptions WHERE status = 'paused'",
                "subscriptions a JOIN subscriptions b ON a.customer_id = b.customer_id AND a.valid_to = b.valid_from"
                        + " AND a.subscription_id <> b.subscription_id",
                "subscriptions a JOIN subscriptions b ON a.customer_id = b.customer_id AND a.valid_from > b.valid_from"
                        + " AND a.valid_from < b.valid_to AND a.subscription_id <> b.subscription_id",
                "subscriptions s LEFT JOIN customers c ON c.customer_id = s.customer_id WHERE c.customer_id IS NULL",
                "customers WHERE segment IS NULL",
                "customer_history a JOIN customer_history b ON a.customer_id = b.customer_id AND a.valid_to = b.valid_from",
                "surveys WHERE survey_type = 'nps' AND score > 10",
                "surveys WHERE survey_type = 'nps' AND score = 8.5",
                "surveys WHERE survey_type = 'nps' AND responded_at IS NULL",
                "surveys WHERE responded_at IS NOT NULL AND score IS NULL",
                "surveys a JOIN surveys b ON a.ticket_id = b.ticket_id AND a.responded_at < b.responded_at",
                "tickets WHERE customer_id IS NULL",
                "tickets WHERE is_deleted",
                "tickets WHERE first_response_at IS NULL",
                "tickets WHERE first_response_at = created_at + INTERVAL '24' HOUR",
                "tickets WHERE reopen_count > 0 AND status = 'open'",
                "tickets WHERE status = 'closed' AND last_solved_at IS NULL",
                "tickets a JOIN tickets b ON a.customer_id = b.customer_id AND b.created_at > a.last_solved_at"
                        + " AND b.created_at < a.last_solved_at + INTERVAL '7' DAY",
                "costs WHERE category = 'support' AND customer_id IS NULL AND ticket_id IS NULL AND period_end IS NULL",
                "costs WHERE category = 'support' AND ticket_id IS NOT NULL",
                "costs WHERE category = 'support' AND customer_id IS NULL AND period_end > period_start",
                "revenue WHERE amount < 0"
            })
    void companiesHoldTheNastyCase(String rows) throws SQLException {
        long found = 0;
        for (long seed : SEEDS) {
            try (Statement statement = companies.createStatement()) {
                statement.execute("SET schema = 'company_" + seed + "'");
                try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
                    count.next();
                    found += count.getLong(1);
                }
            }
        }
        assertTrue(found > 0, () -> "no row in five companies: " + rows);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bridgeClosesAndEnginesAgree(long seed) throws SQLException {
        compareEngines(RandomCompany.of(seed), seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void bridgeClosesAndEnginesAgreeOnPricesForAnInterval(long seed) throws SQLException {
        compareEngines(RandomCompany.priced(seed), seed);
    }

    private static void compareEngines(RandomCompany company, long seed) throws SQLException {
        List<Period> periods = Period.months(RandomCompany.FROM, RandomCompany.TO);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection postgres = Postgres.connect()) {
            company.load(duck, Dialect.DUCKDB, "company_" + seed);
            company.load(postgres, Dialect.POSTGRESQL, "company_" + seed);
            for (String segment : List.of("segment", "industry", Grid.PLAN)) {
                List<Row> rows = Grid.of(duck)
                        .withHistory()
                        .by(segment)
                        .where("region", "EU")
                        .rows(periods);
                rows.forEach(row -> assertBridge(seed, row));
                Cells.of("seed " + seed + ", by " + segment)
                        .assertSame(
                                rows,
                                Grid.of(postgres)
                                        .withHistory()
                                        .by(segment)
                                        .where("region", "EU")
                                        .rows(periods));
            }
        }
    }

    private static void assertBridge(long seed, Row row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String part :
                List.of("opening", "new", "reactivation", "expansion", "contraction", "churned", "transfer")) {
            sum = sum.add((BigDecimal) row.value(part + "_mrr"));
        }
        BigDecimal closing = (BigDecimal) row.value("closing_mrr");
        assertEquals(0, sum.compareTo(closing), () -> "seed " + seed + ", " + row);
    }
}
