package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manager should see in the numbers, asked in SQL that was written by hand. */
class SampleStoryTest {

    private static final String TICKETS =
            "SELECT month_of(created_at), COUNT(*) FROM tickets WHERE created_at >= '2024-07-01' GROUP BY 1";
    private static final String NPS = """
        SELECT month_of(responded_at),
            100.0 * (COUNT(*) FILTER (score > 8) - COUNT(*) FILTER (score <= 6)) / COUNT(score)
        FROM surveys WHERE survey_type = 'nps' AND responded_at >= '2024-07-01' GROUP BY 1\
        """;
    private static final String RELEASE = "2026-03-01";
    /** Who paid at the start of each month of the last two years, and whether they were gone at its end. */
    private static final String OPENING = """
        WITH bounds AS (
            SELECT b::DATE AS m, utc(b) AS t
            FROM generate_series(TIMESTAMP '2024-07-01', TIMESTAMP '2026-07-01', INTERVAL 1 MONTH) AS g (b)),
        paying AS (
            SELECT m, t, customer_id, SUM(mrr) AS mrr
            FROM bounds JOIN subscriptions
                ON valid_from < t AND (valid_to IS NULL OR valid_to >= t) AND status IN ('active', 'past_due')
            GROUP BY ALL),
        opening AS (
            SELECT o.m, o.t, o.customer_id, o.mrr, c.customer_id IS NULL AS gone
            FROM paying o LEFT JOIN paying c ON c.customer_id = o.customer_id AND c.m = o.m + INTERVAL 1 MONTH
            WHERE o.m < DATE '2026-07-01')
        """;

    private static final String CHURN = "SELECT m, AVG(gone::INT) FROM opening GROUP BY 1 ORDER BY 1";

    private static Loaded company;

    @BeforeAll
    static void load() throws SQLException {
        company = new Loaded(42, 1);
    }

    @AfterAll
    static void close() throws SQLException {
        company.close();
    }

    @Test
    void badReleaseBringsTickets() throws SQLException {
        Map<String, Double> tickets = company.numbers(TICKETS);
        assertTrue(tickets.get(RELEASE) >= 1.6 * median(tickets), tickets.toString());
    }

    @Test
    void badReleaseMakesCustomersWait() throws SQLException {
        Map<String, Double> minutes = company.numbers("""
            SELECT month_of(created_at), AVG(epoch(first_response_at - created_at)) / 60 FROM tickets
            WHERE created_at >= '2024-07-01' GROUP BY 1\
            """);
        assertTrue(minutes.get(RELEASE) >= 2.5 * median(minutes), minutes.toString());
    }

    @Test
    void badReleaseSpoilsTheScores() throws SQLException {
        Map<String, Double> nps = company.numbers(NPS);
        assertTrue(nps.get(RELEASE) < median(nps) - 25, nps.toString());
        Map<String, Double> csat = company.numbers("""
            SELECT month_of(responded_at), 1.0 * COUNT(*) FILTER (score >= 4) / COUNT(score)
            FROM surveys WHERE survey_type = 'csat' AND responded_at >= '2024-07-01' GROUP BY 1\
            """);
        assertTrue(csat.get(RELEASE) < median(csat) - .12, csat.toString());
    }

    @Test
    void customersLeaveTwoMonthsAfterTheRelease() throws SQLException {
        Map<String, Double> churn = company.numbers(OPENING + CHURN);
        assertTrue(churn.get("2026-05-01") >= 1.8 * median(churn), churn.toString());
        assertTrue(median(churn) > .012 && median(churn) < .022, churn.toString());
    }

    @Test
    void oneRepLosesTwiceAsMany() throws SQLException {
        Map<String, Double> churn = company.numbers(OPENING + """
            SELECT owner_name, AVG(gone::INT) FROM opening JOIN customer_history h USING (customer_id)
            WHERE h.valid_from < t AND (h.valid_to IS NULL OR h.valid_to >= t) GROUP BY 1\
            """);
        double losing = churn.remove("Dirk Vogel");
        churn.forEach((rep, rate) -> assertTrue(losing >= 2 * rate, () -> rep + " " + churn));
        assertEquals(5, churn.size());
    }

    @Test
    void oneIndustryNeedsTwiceTheHelp() throws SQLException {
        Map<String, Double> minutes = company.numbers("""
            SELECT industry, SUM(handle_minutes) / COUNT(DISTINCT customer_id)
            FROM customers LEFT JOIN tickets USING (customer_id) GROUP BY 1\
            """);
        double costly = minutes.remove("Healthcare");
        minutes.forEach((industry, each) -> assertTrue(costly >= 2 * each, () -> industry + " " + minutes));
        assertEquals(5, minutes.size());
    }

    @Test
    void levelsArePlausible() throws SQLException {
        double mrr = company.number("SELECT SUM(mrr) FROM subscriptions WHERE valid_to IS NULL");
        assertEquals(150_000, mrr, 20_000);
        double nps = company.number("""
            SELECT 100.0 * (COUNT(*) FILTER (score > 8) - COUNT(*) FILTER (score <= 6)) / COUNT(score)
            FROM surveys WHERE survey_type = 'nps' AND responded_at BETWEEN '2025-03-01' AND '2026-02-28'\
            """);
        assertTrue(nps > 25 && nps < 45, () -> "nps " + nps);
        Map<String, Double> support = company.numbers(OPENING + """
            SELECT m, (SELECT SUM(amount) FROM costs WHERE category = 'support' AND month(period_start) = month(m)
                AND year(period_start) = year(m)) / COUNT(*) FROM opening GROUP BY 1\
            """);
        support.forEach((month, each) -> assertTrue(each > 15 && each < 60, () -> month + " " + each));
    }

    @Test
    void useFadesBeforeCustomersLeave() throws SQLException {
        double before = uses("INTERVAL 180 DAY", "INTERVAL 120 DAY");
        double last = uses("INTERVAL 60 DAY", "INTERVAL 0 DAY");
        assertTrue(last < .6 * before, () -> last + " against " + before);
    }

    private static double uses(String from, String to) throws SQLException {
        return company.number("""
            WITH leavers AS (
                SELECT customer_id, MIN(valid_from) AS first, MAX(valid_to) AS last
                FROM subscriptions WHERE status IN ('active', 'past_due')
                GROUP BY 1 HAVING COUNT(*) = COUNT(valid_to) AND MAX(valid_to) - MIN(valid_from) > INTERVAL 200 DAY)
            SELECT COUNT(*) FROM leavers JOIN usage_events USING (customer_id)
            WHERE occurred_at >= last - %s AND occurred_at < last - %s\
            """.formatted(from, to));
    }

    @Test
    void customersComeBack() throws SQLException {
        double returned = company.number("""
            SELECT COUNT(*) FROM (SELECT valid_from, MAX(valid_to) OVER (PARTITION BY customer_id ORDER BY valid_from
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
            FROM subscriptions WHERE status IN ('active', 'past_due') AND subscription_id LIKE 'S%')
            WHERE valid_from > before + INTERVAL 1 MONTH\
            """);
        assertTrue(returned >= 20, () -> returned + " came back");
    }

    @Test
    void pricesRiseInJanuaryAndNobodyPaysMore() throws SQLException {
        String rises = """
            FROM subscriptions b JOIN subscriptions n
                ON n.subscription_item_id = b.subscription_item_id AND n.valid_from = b.valid_to AND n.plan_id = b.plan_id
            WHERE b.status = 'active' AND n.status = 'active' AND n.unit_amount > b.unit_amount\
            """;
        double all = company.number("SELECT COUNT(*) " + rises);
        assertTrue(all >= 20, () -> all + " rises");
        assertEquals(
                all,
                company.number("SELECT COUNT(*) " + rises + " AND n.valid_from = utc(TIMESTAMP '2026-01-01')"
                        + " AND n.mrr = b.mrr AND n.unit_amount = b.unit_amount * 1.25 AND n.quantity < b.quantity"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void storyDoesNotDependOnTheSeed(long seed) throws SQLException {
        try (Loaded other = new Loaded(seed, 1)) {
            Map<String, Double> tickets = other.numbers(TICKETS);
            assertTrue(tickets.get(RELEASE) >= 1.6 * median(tickets), tickets.toString());
            Map<String, Double> nps = other.numbers(NPS);
            assertTrue(nps.get(RELEASE) < median(nps) - 20, nps.toString());
            Map<String, Double> churn = other.numbers(OPENING + CHURN);
            assertTrue(churn.get("2026-05-01") >= 1.8 * median(churn), churn.toString());
        }
    }

    private static double median(Map<String, Double> numbers) {
        double[] sorted = numbers.values().stream().mapToDouble(d -> d).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
