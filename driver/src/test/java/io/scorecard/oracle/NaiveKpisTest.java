package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The naive SQL against worked examples of the trade and against small cases reckoned by hand. */
class NaiveKpisTest {
    private static final Period MARCH = Period.of(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 4, 1));

    private Connection connection;

    @BeforeEach
    void emptyCompany() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        RandomCompany company = RandomCompany.of(1);
        company.load(connection, Dialect.DUCKDB, "company");
        for (Table table : company.tables()) {
            run("DELETE FROM " + table.name());
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void twentyFiveOfFiveHundredIsFivePercent() throws SQLException {
        paid("i", "2025-01-01", "CASE WHEN i <= 25 THEN TIMESTAMP '2025-03-10 00:00:00' END", "10", 1, 500);
        assertEquals(0.05, value("churn_rate()"));
        assertEquals(0.95, value("retention_rate()"));
    }

    @Test
    void joinersAndReturnersChurnOnlyAsEvents() throws SQLException {
        paid("i", "2025-01-01", "CASE WHEN i <= 11 THEN TIMESTAMP '2025-03-10 00:00:00' END", "10", 1, 100);
        paid("1", "2025-03-20", "NULL", "10", 1, 1);
        paid("101", "2025-03-05", "TIMESTAMP '2025-03-06 00:00:00'", "10", 1, 1);
        assertEquals(0.10, value("churn_rate()"));
        assertEquals(0.12, value("churn_rate('event')"));
        assertEquals(10 / 95.0, value("churn_rate('midpoint')"));
        assertEquals(1 / 101.0 + 11 / 100.0, value("churn_rate('daily')"));
    }

    @Test
    void stripeRateHasTheNewOnesInItsDenominator() throws SQLException {
        paid("i", "2025-01-01", "CASE WHEN i <= 5 THEN TIMESTAMP '2025-03-10 00:00:00' END", "10", 1, 50);
        paid("i", "2025-03-01 12:00:00", "NULL", "10", 51, 60);
        paid("i", "2025-03-02", "NULL", "10", 61, 100);
        assertEquals(5 / 100.0, value("churn_rate('stripe')"));
    }

    @Test
    void churnContractionAndExpansionOfTenInAHundred() throws SQLException {
        paid("1", "2025-01-01", "TIMESTAMP '2025-03-10 00:00:00'", "10", 1, 1);
        paid("2", "2025-01-01", "TIMESTAMP '2025-03-10 00:00:00'", "40", 1, 1);
        paid("2", "2025-03-10", "NULL", "30", 1, 1);
        paid("3", "2025-01-01", "NULL", "50", 1, 1);
        paid("3", "2025-03-12", "NULL", "10", 1, 1);
        assertEquals(0.20, value("gross_revenue_churn_rate()"), 1e-12);
        assertEquals(0.10, value("net_revenue_churn_rate()"), 1e-12);
        assertEquals(0.5, value("quick_ratio()"));
        assertEquals(90 * 12, value("arr()"));
        assertEquals(45, value("arpa()"));
    }

    @Test
    void pricesForAnIntervalBecomeMonthlyMoney() throws SQLException {
        RandomCompany.priced(1).load(connection, Dialect.DUCKDB, "priced");
        run("DELETE FROM subscriptions");
        price(50, "1", "600", "year", "1");
        price(100, "1", "100", "month", "1");
        assertEquals(12_500, value("mrr()"));
        run("DELETE FROM subscriptions");
        price(1, "1", "52", "year", "1");
        assertEquals(4.3333, value("mrr()"));
        run("DELETE FROM subscriptions");
        price(1, "1", "0.0006", "year", "1");
        assertEquals(0.0001, value("mrr()"));
        price(1, "3", "10", "day", "1");
        assertEquals(912.5001, value("mrr()"));
        price(1, "1", "10", "week", "2");
        assertEquals(912.5001 + 21.6667, value("mrr()"), 1e-9);
    }

    private void price(int count, String quantity, String amount, String interval, String every) throws SQLException {
        run("INSERT INTO subscriptions (customer_id, status, quantity, unit_amount, billing_interval,"
                + " billing_interval_count, valid_from) SELECT i, 'active', " + quantity + ", " + amount + ", '"
                + interval
                + "', " + every + ", TIMESTAMP '2025-01-01 00:00:00' FROM generate_series(1, " + count + ") AS g(i)");
    }

    @Test
    void fivePercentAMonthIsFortySixAYear() throws SQLException {
        for (int month = 1; month <= 12; month++) {
            String day = LocalDate.of(2024, 3, 15).plusMonths(month).toString();
            String bound = LocalDate.of(2024, 3, 1).plusMonths(month).toString();
            paid(month + " * 1000 + i", "2024-01-01", "TIMESTAMP '" + day + " 00:00:00'", "10", 1, 5);
            if (month > 1) {
                paid("50000 + " + month + " * 1000 + i", bound, "NULL", "10", 1, 5);
            }
        }
        paid("90000 + i", "2024-01-01", "NULL", "10", 1, 40);
        double churn = value("average_monthly_churn_rate()");
        assertEquals(1 - Math.pow(1 - churn, 12), value("annualised_churn_rate()"), 1e-12);
        assertEquals(1 / churn, value("average_lifetime_months()"), 1e-12);
        assertEquals(value("arpa()") / churn, value("clv()"), 1e-9);
    }

    @Test
    void nobodyLostHasNoLifetime() throws SQLException {
        paid("i", "2024-01-01", "NULL", "10", 1, 4);
        assertEquals(0.0, value("average_monthly_churn_rate()"));
        assertNull(rows("average_lifetime_months()").value("value"));
        assertNull(rows("clv()").value("value"));
    }

    @Test
    void tenThousandForAThousandRetainedIsTen() throws SQLException {
        paid("i", "2025-01-01", "NULL", "10", 1, 1000);
        cost("2025-03-01", "DATE '2025-03-31'", "6000", "success", "NULL", "NULL");
        cost("2025-03-07", "NULL", "4000", "retention", "'7'", "NULL");
        cost("2025-03-07", "NULL", "500", "support", "NULL", "NULL");
        assertEquals(10.0, value("retention_cost()"), 1e-9);
        assertEquals(10.5, value("retention_cost('full')"), 1e-9);
        cost("2025-03-07", "NULL", "900", "acquisition", "NULL", "NULL");
        assertNull(rows("cac()").value("value"));
        paid("i", "2025-03-10", "NULL", "10", 2001, 2003);
        assertEquals(300.0, value("cac()"), 1e-9);
    }

    @Test
    void ninetyFiveOfAHundredTicketsAreResolved() throws SQLException {
        ticket("i", "2025-03-05", "CASE WHEN i <= 95 THEN 'solved' ELSE 'open' END", "NULL", "NULL", 0, 1, 100);
        ticket("i", "2025-03-05", "'solved'", "NULL", "NULL", 0, 101, 110);
        run("UPDATE tickets SET is_deleted = TRUE WHERE CAST(ticket_id AS INTEGER) > 100");
        assertEquals(0.95, value("resolution_rate()"));
        assertEquals(0.0, value("resolution_rate('flow')"));
    }

    @Test
    void answerAfterExactlyADayIsStillInTime() throws SQLException {
        ticket("1", "2025-03-05", "'open'", "TIMESTAMP '2025-03-06 00:00:00'", "NULL", 1, 1, 1);
        ticket("2", "2025-03-05", "'open'", "TIMESTAMP '2025-03-06 00:00:01'", "NULL", 1, 1, 1);
        ticket("3", "2025-03-05", "'open'", "NULL", "NULL", 0, 1, 1);
        assertEquals(1 / 3.0, value("first_response_within(24)"));
        assertEquals(0.5, value("first_response_within(24, 'replied_only')"));
        assertEquals((1440 + 1440 + 1 / 60.0) / 2, value("first_response_time()"), 1e-9);
    }

    @Test
    void repeatWithinSevenDaysIsNoFirstContact() throws SQLException {
        ticket("1", "2025-03-05", "'solved'", "NULL", "TIMESTAMP '2025-03-06 00:00:00'", 1, 1, 1);
        ticket("2", "2025-03-09", "'solved'", "NULL", "TIMESTAMP '2025-03-10 00:00:00'", 1, 1, 1);
        ticket("3", "2025-03-20", "'solved'", "NULL", "TIMESTAMP '2025-03-21 00:00:00'", 0, 1, 1);
        ticket("4", "2025-03-30", "'solved'", "NULL", "TIMESTAMP '2025-03-31 00:00:00'", 2, 1, 1);
        run("UPDATE tickets SET customer_id = 'c'");
        assertEquals(0.25, value("first_contact_resolution_rate()"));
        assertEquals(0.5, value("first_contact_resolution_rate('one_touch')"));
        assertEquals(0.75, value("first_contact_resolution_rate('replies_under_2')"));
        assertEquals(1440, value("average_resolution_time()"), 1e-9);
    }

    @Test
    void eightOfTenAreSatisfied() throws SQLException {
        answers("csat", "CASE WHEN i <= 8 THEN 5 ELSE 1 END", 10);
        assertEquals(0.8, value("csat()"));
        assertEquals(4.2, value("csat('mean')"), 1e-12);
    }

    @Test
    void sixtyPromotersAndTenDetractorsAreFifty() throws SQLException {
        answers("nps", "CASE WHEN i <= 60 THEN 9 WHEN i <= 90 THEN 8 ELSE 6 END", 100);
        assertEquals(50, value("nps()"), 1e-12);
        assertEquals(35.467, value("nps_lower()"), 5e-4);
        assertEquals(61.621, value("nps_upper()"), 5e-4);
        assertEquals(0.6, value("promoter_share()"));
    }

    @Test
    void onlyTheLastAnswerOfARespondentCounts() throws SQLException {
        answers("nps", "CASE WHEN i = 1 THEN 0 WHEN i = 4 THEN 11 ELSE 10 END", 4);
        run("UPDATE surveys SET respondent_id = 'r', responded_at = responded_at + CAST(response_id AS INTEGER)"
                + " * INTERVAL '1' DAY");
        assertEquals(100.0 / 3, value("nps()"), 1e-9);
        assertEquals(100, value("nps('latest_per_respondent')"), 1e-9);
        assertEquals(3, value("nps_n()"));
    }

    @Test
    void sharedCostGoesByMinutesOfItsOwnPeriod() throws SQLException {
        run("INSERT INTO customers (customer_id, segment) VALUES ('1', 'ent'), ('2', 'smb'), ('3', 'smb')");
        paid("i", "2025-01-01", "NULL", "10", 1, 3);
        ticket("1", "2025-02-20", "'open'", "NULL", "NULL", 0, 1, 1);
        ticket("2", "2025-03-20", "'open'", "NULL", "NULL", 0, 1, 1);
        run("UPDATE tickets SET customer_id = ticket_id, handle_minutes = 10 * CAST(ticket_id AS INTEGER)");
        cost("2025-02-15", "DATE '2025-03-26'", "400", "support", "NULL", "NULL");
        cost("2025-03-02", "NULL", "5", "support", "'3'", "NULL");
        cost("2025-03-02", "NULL", "7", "support", "NULL", "'1'");
        cost("2025-03-02", "NULL", "11", "support", "NULL", "NULL");
        assertEquals((260 + 5 + 7 + 11) / 3.0, value("cost_to_support()"), 1e-9);
        assertEquals(283.0, value("cost_per_ticket()"), 1e-9);
        List<Row> rows = NaiveKpis.of(connection).by("segment").rows("support_cost()", MARCH);
        assertEquals(260 / 3.0 + 7, amount(rows, "ent"), 1e-9);
        assertEquals(520 / 3.0 + 5, amount(rows, "smb"), 1e-9);
        assertEquals(11.0, amount(rows, Row.NULL), 1e-9);
    }

    private static double amount(List<Row> rows, String segment) {
        return rows.stream()
                .filter(row -> row.key().segment().equals(segment))
                .mapToDouble(row -> ((Number) row.value("value")).doubleValue())
                .sum();
    }

    private Row rows(String call) throws SQLException {
        List<Row> rows = NaiveKpis.of(connection).rows(call, MARCH);
        assertEquals(1, rows.size());
        return rows.get(0);
    }

    private double value(String call) throws SQLException {
        return ((Number) rows(call).value("value")).doubleValue();
    }

    private void paid(String customer, String from, String to, String mrr, int first, int last) throws SQLException {
        run("INSERT INTO subscriptions (subscription_item_id, subscription_id, customer_id, status, mrr, valid_from,"
                + " valid_to) SELECT i, i, " + customer + ", 'active', " + mrr + ", TIMESTAMP '" + from + "', " + to
                + " FROM generate_series(" + first + ", " + last + ") AS g(i)");
    }

    private void cost(String from, String to, String amount, String category, String customer, String ticket)
            throws SQLException {
        run("INSERT INTO costs (cost_id, period_start, period_end, amount, category, customer_id, ticket_id) SELECT"
                + " COUNT(*) + 1, DATE '" + from + "', " + to + ", " + amount + ", '" + category + "', " + customer
                + ", " + ticket + " FROM costs");
    }

    private void ticket(
            String id, String created, String status, String response, String solved, int replies, int first, int last)
            throws SQLException {
        run("INSERT INTO tickets (ticket_id, created_at, status, first_response_at, first_solved_at, last_solved_at,"
                + " agent_reply_count, reopen_count) SELECT " + id + ", TIMESTAMP '" + created + "', " + status + ", "
                + response + ", " + solved + ", " + solved + ", " + replies + ", 0 FROM generate_series(" + first + ", "
                + last + ") AS g(i)");
    }

    private void answers(String type, String score, int count) throws SQLException {
        run("INSERT INTO surveys (response_id, survey_type, score, responded_at) SELECT i, '" + type + "', " + score
                + ", TIMESTAMP '2025-03-09 00:00:00' FROM generate_series(1, " + count + ") AS g(i)");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
