package io.scorecard.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What articles and vendors have worked out by hand, from tables as companies keep them. The figures are
 * theirs, and so is the arithmetic in the names.
 */
class WorkedExamplesTest {

    private static final String CONTRACTS = """
            subscriptions:
              from: own.contracts
              columns: {subscription_item_id: contract, subscription_id: contract, customer_id: account, mrr: monthly,
                valid_from: since, valid_to: until}
            """;

    @TempDir
    Path folder;

    private OwnTables contracts(String rows) throws SQLException {
        return OwnTables.of(
                folder,
                "CREATE TABLE contracts (contract VARCHAR, account VARCHAR, monthly DECIMAL(10, 2), since TIMESTAMP,"
                        + " until TIMESTAMP); INSERT INTO contracts " + rows,
                CONTRACTS);
    }

    @Test
    void twentyFiveLostOfFiveHundredAreFivePerCent() throws SQLException {
        OwnTables company = contracts("""
                SELECT i, i, 49.90, TIMESTAMP '2024-05-17', CASE WHEN i <= 25 THEN TIMESTAMP '2026-02-28 23:59:59' END
                FROM generate_series(1, 500) AS s(i)
                """);
        company.february("churn_rate()", 0.05);
        company.february("retention_rate()", 0.95);
        company.february("churned_customers()", 25);
    }

    /** ChartMogul's standard rate: of twelve who left, one came back and one had joined in the month. */
    @Test
    void whoComesBackOrJoinsInTheMonthIsNotAmongTenLostOfHundred() throws SQLException {
        OwnTables company = contracts("""
                SELECT i, i, 10, TIMESTAMP '2025-01-01', CASE WHEN i <= 11 THEN TIMESTAMP '2026-02-14' END
                FROM generate_series(1, 100) AS s(i)
                UNION ALL SELECT 'again', '11', 10, TIMESTAMP '2026-02-20', NULL
                UNION ALL SELECT 'visit', 'visit', 10, TIMESTAMP '2026-02-02', TIMESTAMP '2026-02-09'
                """);
        company.february("churn_rate()", 0.10);
        company.february("churn_rate('event')", 0.12);
    }

    @Test
    void tenThousandForThousandRetainedCustomersAreTenEach() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE contracts AS SELECT i AS contract, i AS account, 5 AS monthly,
                  TIMESTAMP '2025-01-01' AS since, CASE WHEN i > 1000 THEN TIMESTAMP '2026-02-10' END AS until
                FROM generate_series(1, 1100) AS s(i);
                CREATE TABLE bookings AS SELECT * FROM (VALUES
                  (DATE '2026-02-03', 6500, 'loyalty'), (DATE '2026-02-27', 3500, 'loyalty'),
                  (DATE '2026-02-28', 700, 'rent')) AS t(day, amount, account)
                """, CONTRACTS + """
                costs:
                  from: own.bookings
                  columns: {period_start: day, category: "CASE account WHEN 'loyalty' THEN 'retention' ELSE 'service' END"}
                """);
        company.february("retention_cost()", 10);
    }

    @Test
    void ninetyFiveOfHundredTicketsResolvedAre95PerCent() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE requests AS SELECT i AS id, TIMESTAMP '2026-02-01' + i * INTERVAL '6 hours' AS opened,
                  CASE WHEN i <= 95 THEN TIMESTAMP '2026-02-28' END AS done
                FROM generate_series(1, 100) AS s(i)
                """, """
                tickets:
                  from: own.requests
                  columns: {ticket_id: id, created_at: opened, last_solved_at: done,
                    status: "CASE WHEN done IS NULL THEN 'open' ELSE 'solved' END"}
                """);
        company.february("resolution_rate()", 0.95);
        company.february("ticket_volume()", 100);
    }

    @Test
    void fiftyForThirtySixMonthsAre1800() throws SQLException {
        contracts("SELECT 'a', 'a', 50, TIMESTAMP '2025-01-01', NULL").february("clv_simple(50, 36)", 1800);
    }

    /** Prices are whole numbers here, so that an engine's integer division would show. */
    private OwnTables priced(String rows) throws SQLException {
        return OwnTables.of(
                folder,
                "CREATE TABLE prices (account VARCHAR, seats INTEGER, price INTEGER, cycle VARCHAR); INSERT INTO prices "
                        + rows,
                """
                subscriptions:
                  from: own.prices
                  columns: {subscription_item_id: account, subscription_id: account, customer_id: account,
                    quantity: seats, unit_amount: price, billing_interval: cycle, valid_from: "TIMESTAMP '2025-01-01 00:00:00'"}
                """);
    }

    @Test
    void fiftyTwoAYearAreFourAndAThirdAMonth() throws SQLException {
        assertEquals(
                List.of("4.3333"),
                priced("VALUES ('a', 1, 52, 'year')").rows("SELECT mrr() FROM kpi WHERE month = DATE '2026-02-01'"));
    }

    @Test
    void fiftyYearlyAt600AndHundredMonthlyAt100Are12500() throws SQLException {
        OwnTables company = priced("SELECT 'y' || i, 1, 600, 'year' FROM generate_series(1, 50) AS s(i)"
                + " UNION ALL SELECT 'm' || i, 1, 100, 'month' FROM generate_series(1, 100) AS s(i)");
        company.february("mrr()", 12_500);
        company.february("arr()", 150_000);
    }

    @Test
    void churn10Contraction10Expansion10Of100AreGross20Net10() throws SQLException {
        OwnTables company = contracts("""
                VALUES ('a', 'leaves', 10, TIMESTAMP '2025-04-01', TIMESTAMP '2026-02-01'),
                  ('b', 'shrinks', 50, TIMESTAMP '2025-04-01', TIMESTAMP '2026-02-11'),
                  ('b', 'shrinks', 40, TIMESTAMP '2026-02-11', NULL),
                  ('c', 'grows', 40, TIMESTAMP '2025-04-01', NULL),
                  ('d', 'grows', 10, TIMESTAMP '2026-02-28 12:00:00', NULL)
                """);
        company.february("opening_mrr()", 100);
        company.february("gross_revenue_churn_rate()", 0.20);
        company.february("net_revenue_churn_rate()", 0.10);
        company.february("grr() + nrr()", 1.7);
    }

    @Test
    void goldAndSilverMoveAsTold() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE plans_bought AS SELECT * FROM (VALUES
                  ('gold', 1, 2000.00, 'year', TIMESTAMP '2024-03-15', TIMESTAMP '2025-03-15'),
                  ('silver', 2, 30.00, 'month', TIMESTAMP '2024-06-10', TIMESTAMP '2024-09-20'),
                  ('gold, again', 1, 2000.00, 'year', TIMESTAMP '2025-05-02', NULL))
                  AS t(plan, seats, price, cycle, since, until)
                """, """
                subscriptions:
                  from: own.plans_bought
                  columns: {subscription_item_id: plan, subscription_id: plan, customer_id: "'acme'", quantity: seats,
                    unit_amount: price, billing_interval: cycle, valid_from: since, valid_to: until}
                """);
        assertEquals(
                List.of(
                        "2024-03-01 0.0000 166.6667 0.0000 0.0000 0.0000 0.0000 166.6667",
                        "2024-06-01 166.6667 0.0000 0.0000 60.0000 0.0000 0.0000 226.6667",
                        "2024-09-01 226.6667 0.0000 0.0000 0.0000 -60.0000 0.0000 166.6667",
                        "2025-03-01 166.6667 0.0000 0.0000 0.0000 0.0000 -166.6667 0.0000",
                        "2025-05-01 0.0000 0.0000 166.6667 0.0000 0.0000 0.0000 166.6667"),
                company.rows("""
                        SELECT * FROM (
                          SELECT month, opening_mrr() AS opening, new_mrr(), reactivation_mrr(), expansion_mrr(),
                            contraction_mrr(), churned_mrr(), closing_mrr() AS closing
                          FROM kpi WHERE month >= DATE '2024-01-01' GROUP BY month) AS months
                        WHERE opening <> closing
                        ORDER BY month
                        """));
    }

    @Test
    void eightGoodAndTwoBadRatingsAre80PerCent() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE ratings AS SELECT i AS id, TIMESTAMP '2026-02-12' AS given,
                  CASE WHEN i <= 8 THEN 'good' WHEN i <= 10 THEN 'bad' ELSE 'offered' END AS rating
                FROM generate_series(1, 14) AS s(i)
                """, """
                surveys:
                  from: own.ratings
                  columns: {response_id: id, survey_type: "'csat'", responded_at: given,
                    score: "CASE rating WHEN 'good' THEN 5 WHEN 'bad' THEN 1 END"}
                """);
        company.february("csat()", 0.80);
    }

    /** The interval as Rocks prints it, to three places. */
    @Test
    void sixtyPromotersThirtyPassivesTenDetractorsAreFifty() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE answers AS SELECT i AS id, TIMESTAMP '2026-02-12' AS given,
                  CASE WHEN i <= 60 THEN 9 WHEN i <= 90 THEN 7 ELSE 6 END AS recommends
                FROM generate_series(1, 100) AS s(i)
                """, """
                surveys:
                  from: own.answers
                  columns: {response_id: id, survey_type: "'nps'", responded_at: given, score: recommends}
                """);
        company.february("nps()", 50);
        company.february("ROUND(CAST(nps_lower() AS DECIMAL(12, 6)), 3)", 35.467);
        company.february("ROUND(CAST(nps_upper() AS DECIMAL(12, 6)), 3)", 61.621);
        company.february("nps_n()", 100);
    }

    /** Of twenty at each opening one leaves and another comes, for twelve months. */
    @Test
    void fivePerCentAMonthAre46PerCentAYear() throws SQLException {
        OwnTables company = contracts("""
                SELECT 'stays' || i, 'stays' || i, 10, TIMESTAMP '2024-01-01', NULL FROM generate_series(1, 19) AS s(i)
                UNION ALL SELECT 'k' || i, 'k' || i, 10, TIMESTAMP '2025-02-15' + (i - 1) * INTERVAL '1 month',
                  TIMESTAMP '2025-03-10' + (i - 1) * INTERVAL '1 month' FROM generate_series(1, 12) AS s(i)
                """);
        company.february("average_monthly_churn_rate()", 0.05);
        company.february("annualised_churn_rate()", 0.459640);
        company.february("average_lifetime_months()", 20);
        company.february("clv()", 200);
    }

    @Test
    void firstResponseIsExpectedWithin24Hours() throws SQLException {
        OwnTables company = OwnTables.of(folder, """
                CREATE TABLE requests AS SELECT * FROM (VALUES
                  (1, TIMESTAMP '2026-02-10 09:00:00', TIMESTAMP '2026-02-11 09:00:00'),
                  (2, TIMESTAMP '2026-02-10 09:00:00', TIMESTAMP '2026-02-11 09:00:01'),
                  (3, TIMESTAMP '2026-02-10 09:00:00', TIMESTAMP '2026-02-10 09:30:00'),
                  (4, TIMESTAMP '2026-02-10 09:00:00', NULL)) AS t(id, opened, answered)
                """, """
                tickets:
                  from: own.requests
                  columns: {ticket_id: id, created_at: opened, first_response_at: answered, status: "'open'"}
                """);
        company.february("first_response_within()", 0.5);
        company.february("first_response_within(24)", 0.5);
        company.february("first_response_within(48)", 0.75);
    }
}
