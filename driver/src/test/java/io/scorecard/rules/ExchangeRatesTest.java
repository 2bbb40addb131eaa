package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Money in several currencies against a grid of customers, months and currencies that is written by hand. */
class ExchangeRatesTest {

    private static final String BRIDGE = "opening_mrr(), new_mrr(), reactivation_mrr(), expansion_mrr(),"
            + " contraction_mrr(), churned_mrr(), transfer_mrr(), fx_mrr(), mrr()";
    private static final String IN_MONTHS = " WHERE month >= DATE '2025-04-01' AND month < DATE '2026-07-01'";
    private static final String MONTHS = "(SELECT CAST(DATE '2025-04-01' + n * INTERVAL '1 month' AS DATE) AS since,"
            + " CAST(DATE '2025-04-01' + (n + 1) * INTERVAL '1 month' AS DATE) AS until FROM GENERATE_SERIES(0, 14) AS s(n))";
    private static final String WHOLE = "(SELECT DATE '2025-04-01' AS since, DATE '2026-07-01' AS until)";

    @TempDir
    Path folder;

    private Company company(Company.Engine engine, long seed, int decimals) throws SQLException, IOException {
        return ExchangedCompany.in(engine, folder, seed, decimals);
    }

    private static String rate(String currency, String day) {
        return "(CASE WHEN COALESCE(UPPER(" + currency + "), 'EUR') = 'EUR' THEN 1 ELSE (SELECT rate FROM fx_rates"
                + " WHERE to_currency = 'EUR' AND from_currency = UPPER(" + currency + ") AND rate_date < " + day
                + " ORDER BY rate_date DESC LIMIT 1) END)";
    }

    /** What each customer pays for each plan at both bounds of each period, and the opening at the closing's rates. */
    private static String entities(String periods) {
        String opens = "v.valid_from < p.since AND (v.valid_to IS NULL OR v.valid_to >= p.since)";
        String closes = "v.valid_from < p.until AND (v.valid_to IS NULL OR v.valid_to >= p.until)";
        return "(SELECT p.since, c.customer_id, c.segment, v.plan_id,"
                + " SUM(CASE WHEN " + opens + " THEN v.mrr * " + rate("v.currency", "p.since")
                + " ELSE 0 END) AS opening,"
                + " SUM(CASE WHEN " + opens + " THEN v.mrr * " + rate("v.currency", "p.until")
                + " ELSE 0 END) AS later,"
                + " SUM(CASE WHEN " + closes + " THEN v.mrr * " + rate("v.currency", "p.until")
                + " ELSE 0 END) AS closing,"
                + " SUM(CASE WHEN v.valid_from < p.since THEN 1 ELSE 0 END) AS earlier"
                + " FROM customers AS c JOIN (SELECT * FROM subscriptions WHERE valid_to IS NULL OR valid_to > valid_from)"
                + " AS v ON v.customer_id = c.customer_id CROSS JOIN " + periods + " AS p"
                + " GROUP BY p.since, c.customer_id, c.segment, v.plan_id)";
    }

    private static String ofCustomers(String periods) {
        return "(SELECT since, customer_id, segment, SUM(opening) AS opening, SUM(later) AS later, SUM(closing) AS closing,"
                + " SUM(earlier) AS earlier FROM " + entities(periods) + " AS e GROUP BY since, customer_id, segment)";
    }

    private static String sum(String condition, String what) {
        return "SUM(CASE WHEN " + condition + " THEN " + what + " ELSE 0 END)";
    }

    private static final String BY_HAND = "SUM(opening), "
            + sum("opening = 0 AND earlier = 0", "closing") + ", "
            + sum("opening = 0 AND earlier > 0", "closing") + ", "
            + sum("opening > 0 AND closing > later", "closing - later") + ", "
            + sum("opening > 0 AND closing > 0 AND closing < later", "closing - later") + ", "
            + sum("opening > 0 AND closing = 0", "-later") + ", 0, "
            + "SUM(later - opening), SUM(closing)";

    private static final String BY_PLAN = "SUM(opening), "
            + sum("c_opening = 0 AND c_earlier = 0", "closing") + ", "
            + sum("c_opening = 0 AND c_earlier > 0", "closing") + ", "
            + sum("opening > 0 AND closing > later", "closing - later") + ", "
            + sum("opening > 0 AND closing > 0 AND closing < later", "closing - later") + ", "
            + sum("c_opening > 0 AND c_closing = 0", "-later") + ", "
            + sum("c_opening > 0 AND c_closing > 0 AND (opening = 0 OR closing = 0)", "closing - later") + ", "
            + "SUM(later - opening), SUM(closing)";

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void movementsAreMeasuredAtTheRatesOfTheEnd(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 1, 2);
        company.assertSame(
                "SELECT month, " + BRIDGE + " FROM kpi" + IN_MONTHS + " GROUP BY month ORDER BY 1",
                "SELECT since, " + BY_HAND + " FROM " + ofCustomers(MONTHS) + " AS e GROUP BY since ORDER BY 1");
        company.assertSame(
                "SELECT segment, " + BRIDGE + " FROM kpi" + IN_MONTHS + " GROUP BY segment ORDER BY 1",
                "SELECT segment, " + BY_HAND + " FROM " + ofCustomers(WHOLE) + " AS e GROUP BY segment ORDER BY 1");
        company.assertSame(
                "SELECT month, segment, " + BRIDGE + " FROM kpi" + IN_MONTHS + " GROUP BY month, segment ORDER BY 1, 2",
                "SELECT since, segment, " + BY_HAND + " FROM " + ofCustomers(MONTHS)
                        + " AS e GROUP BY since, segment ORDER BY 1, 2");
        company.close();
    }

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void plansOfCustomersWithSeveralCurrenciesMoveApart(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 2, 2);
        String entities = "(SELECT e.*, SUM(opening) OVER (PARTITION BY since, customer_id) AS c_opening,"
                + " SUM(closing) OVER (PARTITION BY since, customer_id) AS c_closing,"
                + " SUM(earlier) OVER (PARTITION BY since, customer_id) AS c_earlier FROM " + entities(MONTHS)
                + " AS e)";
        company.assertSame(
                "SELECT month, subscription_plan, " + BRIDGE + " FROM kpi" + IN_MONTHS
                        + " GROUP BY month, subscription_plan ORDER BY 1, 2",
                "SELECT since, plan_id, " + BY_PLAN + " FROM " + entities
                        + " AS e GROUP BY since, plan_id ORDER BY 1, 2");
        company.close();
    }

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void balancesAloneAndRetentionFollow(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 3, 2);
        company.assertSame(
                "SELECT month, mrr(), opening_mrr(), mrr('list'), arr() FROM kpi" + IN_MONTHS
                        + " GROUP BY month ORDER BY 1",
                "SELECT since, SUM(closing), SUM(opening), SUM(closing), 12 * SUM(closing) FROM " + ofCustomers(MONTHS)
                        + " AS e GROUP BY since ORDER BY 1");
        company.assertSame(
                "SELECT mrr(), opening_mrr() FROM kpi" + IN_MONTHS,
                "SELECT SUM(closing), SUM(opening) FROM " + ofCustomers(WHOLE) + " AS e");
        company.assertSame(
                "SELECT month, nrr(), grr() FROM kpi" + IN_MONTHS + " GROUP BY month ORDER BY 1",
                "SELECT since, CAST(SUM(CASE WHEN opening > 0 THEN closing END) AS DOUBLE PRECISION) / CAST(SUM(later) AS"
                        + " DOUBLE PRECISION), CAST(SUM(CASE WHEN closing < later THEN closing ELSE later END) AS DOUBLE"
                        + " PRECISION) / CAST(SUM(later) AS DOUBLE PRECISION) FROM " + ofCustomers(MONTHS)
                        + " AS e GROUP BY since ORDER BY 1");
        company.assertSame(
                "SELECT month, trailing_net_revenue_retention() FROM kpi WHERE month >= DATE '2026-05-01' AND"
                        + " month < DATE '2026-07-01' GROUP BY month ORDER BY 1",
                "SELECT CAST(since + INTERVAL '11 months' AS DATE), CAST(SUM(CASE WHEN opening > 0 THEN closing END) AS"
                        + " DOUBLE PRECISION) / CAST(SUM(later) AS DOUBLE PRECISION) FROM "
                        + ofCustomers("(SELECT DATE '2025-06-01' AS since, DATE '2026-06-01' AS until UNION ALL SELECT"
                                + " DATE '2025-07-01', DATE '2026-07-01')")
                        + " AS e GROUP BY since ORDER BY 1");
        company.close();
    }

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void flowsAreTakenAtTheRateOfTheirDay(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 4, 2);
        company.assertSame(
                "SELECT month, recurring_revenue(), usage_revenue(), total_revenue() FROM kpi" + IN_MONTHS
                        + " GROUP BY month ORDER BY 1",
                "SELECT p.since, " + sum("revenue_type = 'recurring'", "worth") + ", "
                        + sum("revenue_type = 'usage'", "worth") + ", COALESCE(SUM(worth), 0) FROM " + MONTHS
                        + " AS p LEFT JOIN (SELECT r.*, amount * "
                        + rate("currency", "CAST(occurred_at AS DATE) + INTERVAL '1 day'")
                        + " AS worth FROM revenue AS r) AS r ON r.occurred_at >= p.since AND r.occurred_at < p.until"
                        + " GROUP BY p.since ORDER BY 1");
        company.assertSame(
                "SELECT SUM(amount) FROM revenue WHERE UPPER(currency) = 'USD'",
                "SELECT SUM(amount) FROM revenue WHERE UPPER(currency) = 'USD'");
        company.close();
    }

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void bridgesCloseWhateverTheRates(Company.Engine engine) throws SQLException, IOException {
        String open = "opening_mrr() + new_mrr() + reactivation_mrr() + expansion_mrr() + contraction_mrr()"
                + " + churned_mrr() + transfer_mrr() + fx_mrr() - closing_mrr()";
        for (long seed = 10; seed < 13; seed++) {
            Company company = company(engine, seed, 6);
            for (String keys : List.of(
                    "month",
                    "quarter",
                    "segment",
                    "month, region",
                    "quarter, region",
                    "region",
                    "month, subscription_plan",
                    "subscription_plan, region",
                    "month, customer_id",
                    "month, subscription_plan, region")) {
                List<List<@Nullable Object>> rows = company.rows("SELECT " + keys + ", " + open
                        + " AS rest, fx_mrr() AS fx"
                        + " FROM kpi WHERE month >= DATE '2025-04-01' AND month < DATE '2026-07-01' GROUP BY " + keys);
                assertFalse(rows.isEmpty());
                int rest = rows.get(0).size() - 2;
                assertTrue(rows.stream().allMatch(r -> "0".equals(r.get(rest))), () -> keys + " " + rows);
                assertTrue(rows.stream().anyMatch(r -> !"0".equals(r.get(rest + 1))), keys);
            }
            company.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void partsOfTheExchangeEffectAddUp(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 20, 6);
        for (String key : List.of("segment", "region", "subscription_plan", "customer_id")) {
            assertEquals(
                    company.rows("SELECT month, fx_mrr() AS fx FROM kpi" + IN_MONTHS + " GROUP BY month ORDER BY 1"),
                    company.rows("SELECT month, SUM(fx) FROM (SELECT month, " + key + ", fx_mrr() AS fx FROM kpi"
                            + IN_MONTHS + " GROUP BY month, " + key + ") AS parts GROUP BY month ORDER BY 1"),
                    key);
        }
        assertEquals(
                company.rows("SELECT fx_mrr() FROM kpi WHERE month = DATE '2026-02-01'"),
                company.rows("SELECT SUM(in_numerator) FROM kpi_rows('fx_mrr') WHERE month = DATE '2026-02-01'"));
        company.close();
    }

    /** Rates with six decimals round each version, and an item that is replaced by two of half its price is no movement. */
    @ParameterizedTest
    @EnumSource(Company.Engine.class)
    void roundingIsNoMovement(Company.Engine engine) throws SQLException, IOException {
        Company company = company(engine, 1, 6);
        List<List<@Nullable Object>> moved =
                company.rows("SELECT month, customer_id, expansion_mrr() - contraction_mrr()" + " AS moved FROM kpi"
                        + IN_MONTHS + " GROUP BY month, customer_id");
        assertTrue(moved.stream()
                .map(r -> new BigDecimal(String.valueOf(r.get(2))))
                .allMatch(m -> m.signum() == 0 || m.compareTo(new BigDecimal("0.005")) >= 0));
        company.close();
    }
}
