package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts in several currencies are never added up, nor those in another one than the model's. */
class CurrenciesTest {

    @TempDir
    Path folder;

    private Path model(String currency, String subscriptions, String revenue) throws IOException, SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("d.duckdb"));
                Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE subscriptions AS SELECT * FROM (VALUES " + subscriptions
                    + ") AS s(customer_id, mrr, currency), (VALUES ('i', TIMESTAMP '2025-01-01 00:00:00',"
                    + " CAST(NULL AS TIMESTAMP))) AS v(subscription_id, valid_from, valid_to)");
            statement.execute("ALTER TABLE subscriptions ADD COLUMN subscription_item_id VARCHAR DEFAULT 'i'");
            statement.execute("ALTER TABLE subscriptions ADD COLUMN status VARCHAR DEFAULT 'active'");
            statement.execute("CREATE TABLE revenue AS SELECT *, 'recurring' AS revenue_type,"
                    + " TIMESTAMP '2026-02-10 00:00:00' AS occurred_at FROM (VALUES " + revenue
                    + ") AS r(revenue_id, customer_id, amount, currency)");
        }
        return Files.writeString(
                folder.resolve("m.yaml"),
                "model: m\nas_of: 2026-03-01\n" + currency
                        + "sources:\n  data: {type: duckdb, file: d.duckdb, canonical: true}\n");
    }

    private static Object answer(Path model, String measure) throws SQLException {
        return asked(model, "SELECT " + measure + " FROM kpi WHERE month = DATE '2026-02-01'");
    }

    private static Object asked(Path model, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getObject(1);
        }
    }

    private static void assertRefused(Path model, String measure, String why) {
        assertQuestionRefused(model, "SELECT " + measure + " FROM kpi WHERE month = DATE '2026-02-01'", why);
    }

    private static void assertQuestionRefused(Path model, String question, String why) {
        SQLException e = assertThrows(SQLException.class, () -> asked(model, question), question);
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertEquals("0A000", e.getSQLState());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mrr()",
                "opening_mrr()",
                "arpa()",
                "churned_mrr()",
                "net_revenue_retention()",
                "trailing_net_revenue_retention()",
                "departed_mrr()",
                "revenue_at_risk()",
                "previous(mrr())",
                "mrr('list')"
            })
    void severalCurrenciesOfSubscriptionsAreNotAddedUp(String measure) throws Exception {
        Path model = model("", "('a', 10, 'EUR'), ('b', 20, 'USD')", "('r', 'a', 5, 'EUR')");
        assertRefused(model, measure, "'subscriptions' are in several currencies");
    }

    @Test
    void sumOfOnesOwnInOneCurrencyNeedsNoNote() throws Exception {
        Path model = model(
                "currency: EUR\n",
                "('a', 10, 'EUR')",
                "('r', 'a', 5, 'EUR'), ('s', 'b', 7, NULL), ('t', 'b', 1, 'eur')");
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SUM(amount) FROM revenue")) {
            assertTrue(rows.next());
            assertEquals(13, rows.getInt(1));
            assertNull(statement.getWarnings());
        }
    }

    @Test
    void whatAddsUpNoAmountOfTheirsIsAnswered() throws Exception {
        Path model = model("", "('a', 10, 'EUR'), ('b', 20, 'USD')", "('r', 'a', 5, 'EUR'), ('s', 'b', 7, NULL)");
        assertEquals("2", answer(model, "closing_customers()").toString());
        assertEquals(0.0, answer(model, "churn_rate()"));
        assertEquals("12.0000", answer(model, "total_revenue()").toString());
    }

    @Test
    void severalCurrenciesOfRevenueAreNotAddedUp() throws Exception {
        Path model = model("", "('a', 10, 'EUR')", "('r', 'a', 5, 'EUR'), ('s', 'b', 7, 'USD')");
        assertRefused(model, "recurring_share()", "'revenue' are in several currencies");
        assertRefused(model, "revenue_per_customer_growth_rate()", "'revenue' are in several currencies");
        assertEquals("10.0000", answer(model, "mrr()").toString());
    }

    /** @param rates day, from, to and rate of each */
    private Path rated(String subscriptions, String rates) throws IOException, SQLException {
        Path model = model("currency: EUR\n", subscriptions, "('r', 'a', 5, 'EUR'), ('s', 'b', 10, 'USD')");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("d.duckdb"));
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "CREATE TABLE fx_rates AS SELECT CAST(d AS DATE) AS rate_date, from_currency, to_currency,"
                            + " rate FROM (VALUES " + rates + ") AS r(d, from_currency, to_currency, rate)");
        }
        return model;
    }

    @Test
    void ratesBringThemTogether() throws Exception {
        Path model = rated("('a', 10, 'EUR'), ('b', 20, 'USD')", "('2025-01-01', 'USD', 'EUR', 0.5)");
        assertEquals("20.0000", answer(model, "mrr()").toString());
        assertEquals("10.0000", answer(model, "total_revenue()").toString());
        assertEquals(
                "20.0000",
                asked(model, "SELECT SUM(mrr) FROM cohort_retention WHERE age = 1")
                        .toString());
    }

    @Test
    void amountsBeforeTheFirstRateAreRefused() throws Exception {
        Path model = rated("('a', 10, 'EUR'), ('b', 20, 'USD')", "('2025-01-02', 'USD', 'EUR', 0.5)");
        assertRefused(
                model,
                "mrr()",
                "The amounts of 'subscriptions' in USD begin on 2025-01-01, before the first rate from it to EUR, which is"
                        + " of 2025-01-02.");
        assertEquals("10.0000", answer(model, "total_revenue()").toString());
        assertQuestionRefused(model, "SELECT mrr FROM cohort_retention", "'subscriptions' in USD");
    }

    @Test
    void aRateTheOtherWayRoundIsNone() throws Exception {
        Path model = rated("('a', 10, 'EUR'), ('b', 20, 'usd')", "('2025-01-01', 'EUR', 'USD', 2)");
        assertRefused(model, "mrr()", "in USD begin on 2025-01-01, but there is no rate from it to EUR.");
        assertRefused(model, "mrr()", "from that day on, or leave these rows out by the 'where' of 'subscriptions'.");
        assertRefused(model, "total_revenue()", "'revenue' in USD begin on 2026-02-10, but there is no rate");
    }

    @Test
    void twoRatesForADayAreRefused() throws Exception {
        Path model = rated(
                "('a', 10, 'EUR'), ('b', 20, 'USD')",
                "('2025-01-01', 'USD', 'EUR', 0.5), ('2025-01-01', 'usd', 'EUR', 0.6)");
        assertRefused(model, "mrr()", "'fx_rates' has several rates or none above 0 for USD on 2025-01-01.");
    }

    @Test
    void viewsAddNoSeveralCurrenciesUp() throws Exception {
        Path model = model("", "('a', 10, 'EUR'), ('b', 20, 'USD')", "('r', 'a', 5, 'EUR')");
        assertQuestionRefused(model, "SELECT mrr FROM cohort_retention", "'subscriptions' are in several currencies");
        assertEquals(1.0, asked(model, "SELECT rate FROM cohort_retention WHERE age = 1"));
        asked(model, "SELECT COUNT(*) FROM data_quality");
    }

    @Test
    void oneCurrencyMustBeTheModels() throws Exception {
        Path model = model("currency: USD\n", "('a', 10, 'usd'), ('b', 20, NULL)", "('r', 'a', 5, 'EUR')");
        assertEquals("30.0000", answer(model, "mrr()").toString());
        assertRefused(model, "total_revenue()", "'revenue' are in another currency than the model's");
    }
}
