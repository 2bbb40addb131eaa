package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are added up as they were booked where somebody sums them up, and a note says where that mixes currencies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SummedCurrenciesTest {

    private final Map<Company.Engine, Company> companies = new EnumMap<>(Company.Engine.class);

    @BeforeAll
    void open(@TempDir Path folder) throws SQLException, IOException {
        for (Company.Engine engine : Company.Engine.values()) {
            companies.put(engine, ExchangedCompany.in(engine, folder, 1, 2));
        }
    }

    @AfterAll
    void close() throws SQLException {
        for (Company company : companies.values()) {
            company.close();
        }
    }

    private void assertTables(String question, String... tables) throws SQLException {
        for (Company company : companies.values()) {
            List<String> named = new ArrayList<>();
            for (String warning : company.warnings(question)) {
                if (warning.contains("are in several currencies, and are added up as they stand")) {
                    named.add(warning.split("'")[1]);
                }
            }
            assertEquals(List.of(tables), named, question);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT SUM(amount) FROM revenue",
                "SELECT revenue_type, AVG(amount) FROM revenue GROUP BY revenue_type",
                "SELECT SUM(r.amount * 2) FROM revenue AS r JOIN customers USING (customer_id) WHERE segment = 'big'",
                "SELECT SUM(x) FROM (SELECT customer_id, currency, SUM(amount) AS x FROM revenue GROUP BY customer_id, currency) AS t",
                "SELECT SUM(amount) OVER (PARTITION BY customer_id) FROM revenue",
                "SELECT SUM(CASE WHEN revenue_type = 'usage' THEN amount END) FROM revenue",
                "SELECT segment, (SELECT SUM(amount) FROM revenue AS r WHERE r.customer_id = c.customer_id) FROM customers AS c",
                "SELECT SUM(amount) FROM revenue WHERE amount > (SELECT MIN(amount) FROM revenue WHERE currency = 'EUR')",
                "SELECT SUM(amount) AS a FROM revenue UNION ALL SELECT SUM(amount) FROM revenue WHERE currency = 'EUR'",
                "SELECT currency, SUM(amount) FROM revenue GROUP BY ROLLUP (currency)",
                "SELECT SUM(amount) FROM (SELECT amount, currency FROM revenue) AS r HAVING SUM(amount) > 0"
            })
    void sumThatMixesCurrenciesHasANote(String question) throws SQLException {
        assertTables(question, "revenue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT currency, SUM(amount) FROM revenue GROUP BY currency",
                "SELECT UPPER(currency) AS c, SUM(amount) FROM revenue GROUP BY UPPER(currency)",
                "SELECT SUM(amount) FROM revenue WHERE currency = 'EUR'",
                "SELECT SUM(amount) FILTER (WHERE currency = 'EUR') FROM revenue",
                "SELECT SUM(CASE WHEN currency = 'EUR' THEN amount END) FROM revenue",
                "SELECT SUM(amount) OVER (PARTITION BY currency) FROM revenue",
                "SELECT SUM(x) FROM (SELECT SUM(amount) AS x FROM revenue WHERE currency = 'USD' GROUP BY customer_id) AS t",
                "SELECT SUM(r.amount * f.rate) FROM revenue AS r JOIN fx_rates AS f ON f.from_currency = r.currency"
                        + " AND f.rate_date = CAST(r.occurred_at AS DATE) AND f.to_currency = 'EUR'",
                "SELECT COUNT(*), COUNT(amount), MIN(amount) FROM revenue",
                "SELECT amount, currency FROM revenue",
                "SELECT total_revenue(), mrr() FROM kpi",
                "SELECT month, SUM(mrr) FROM kpi_fields GROUP BY month",
                "SELECT SUM(closing_mrr) FROM mrr_movements"
            })
    void sumThatChoosesACurrencyAndKpisHaveNone(String question) throws SQLException {
        assertTables(question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = "SELECT SUM(mrr), (SELECT SUM(amount) FROM revenue) FROM subscriptions WHERE valid_to IS NULL")
    void eachTableHasItsOwnNote(String question) throws SQLException {
        assertTables(question, "revenue", "subscriptions");
    }
}
