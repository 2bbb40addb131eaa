package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.View;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views of the sample company against SQL that was written by hand over its tables, on DuckDB and PostgreSQL. */
class ViewsByHandTest {

    /** Versions that are paid, each with what it pays. */
    private static final String PAID = """
            paid AS (SELECT customer_id, subscription_id, plan_id, valid_from, valid_to, mrr, churn_reason,
                    churn_reason_type
                FROM subscriptions
                WHERE mrr > 0 AND status IN ('active', 'past_due') AND (valid_to IS NULL OR valid_to > valid_from)),
            months AS (SELECT m::DATE AS m, utc(m) AS opens, utc(m + INTERVAL 1 MONTH) AS closes
                FROM generate_series(TIMESTAMP '2023-07-01', TIMESTAMP '2026-06-01', INTERVAL 1 MONTH) AS g (m))""";

    private static Loaded hand;
    private static Connection duckDb;
    private static Connection postgres;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void load() throws SQLException, IOException {
        hand = new Loaded(42, 1);
        duckDb = DriverManager.getConnection("jdbc:scorecard:sample");
        postgres = InPostgres.connect(hand, folder);
    }

    @AfterAll
    static void close() throws SQLException {
        hand.close();
        duckDb.close();
        postgres.close();
    }

    /** A question, and the same by hand. */
    record Case(String asked, String byHand) {}

    static Stream<Case> cases() {
        return Stream.of(
                COHORTS,
                COHORTS_OF_QUARTERS,
                CUSTOMERS,
                CUSTOMERS_ANSWERS,
                CUSTOMERS_ORIGIN,
                HEALTH,
                VERBATIMS,
                TICKETS,
                COSTS,
                TENURE,
                TIERS,
                REASONS,
                REASONS_BY_SEGMENT,
                CAMPAIGNS,
                QUALITY,
                SCORECARD);
    }

    private static final Case COHORTS = new Case(
            "SELECT cohort, age, period, customers, retained, rate, mrr, surviving, survival_rate FROM cohort_retention"
                    + " ORDER BY 1, 2",
            "WITH " + PAID + """
            , firsts AS (SELECT customer_id, month_of(MIN(valid_from)) AS cohort FROM paid GROUP BY 1),
            -- who paid at every closing from the cohort's own on
            loyal AS (SELECT f.customer_id, f.cohort, m.m FROM firsts AS f JOIN months AS m ON m.m >= f.cohort
                JOIN months AS b ON b.m BETWEEN f.cohort AND m.m
                LEFT JOIN paid AS v ON v.customer_id = f.customer_id AND v.valid_from < b.closes
                    AND (v.valid_to IS NULL OR v.valid_to >= b.closes)
                GROUP BY ALL HAVING COUNT(DISTINCT b.m) = COUNT(DISTINCT CASE WHEN v.customer_id IS NOT NULL THEN b.m END))
            SELECT c.cohort, date_diff('month', c.cohort, m.m), m.m, c.customers,
                COUNT(DISTINCT p.customer_id), COUNT(DISTINCT p.customer_id) / c.customers, COALESCE(SUM(p.mrr), 0),
                (SELECT COUNT(*) FROM loyal AS l WHERE l.cohort = c.cohort AND l.m = m.m),
                (SELECT COUNT(*) FROM loyal AS l WHERE l.cohort = c.cohort AND l.m = m.m) / c.customers
            FROM (SELECT cohort, COUNT(*) AS customers FROM firsts GROUP BY 1) AS c
            JOIN months AS m ON m.m >= c.cohort
            LEFT JOIN (SELECT * FROM paid JOIN firsts USING (customer_id)) AS p
                ON p.cohort = c.cohort AND p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)
            GROUP BY 1, 2, 3, 4 ORDER BY 1, 2""");

    private static final Case COHORTS_OF_QUARTERS = new Case(
            "SELECT segment, cohort, age, customers, retained FROM cohort_retention('quarter', 'segment') ORDER BY 1, 2, 3",
            "WITH " + PAID + """
            , firsts AS (SELECT customer_id, segment, date_trunc('quarter', berlin(MIN(valid_from)))::DATE AS cohort
                FROM paid JOIN (SELECT customer_id, segment FROM customers) USING (customer_id) GROUP BY 1, 2)
            SELECT c.segment, c.cohort, date_diff('month', c.cohort, m.m) // 3, c.customers,
                COUNT(DISTINCT p.customer_id)
            FROM (SELECT segment, cohort, COUNT(*) AS customers FROM firsts GROUP BY ALL) AS c
            JOIN months AS m ON m.m >= c.cohort AND month(m.m) IN (3, 6, 9, 12)
            LEFT JOIN (SELECT * FROM paid JOIN firsts USING (customer_id)) AS p
                ON p.cohort = c.cohort AND p.segment = c.segment
                AND p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)
            GROUP BY ALL ORDER BY 1, 2, 3""");

    private static final Case CUSTOMERS = new Case("""
            SELECT customer_id, is_active, mrr, subscriptions, tenure_months, open_tickets, tickets_90_days,
                revenue_12_months, users_28_days, days_since_last_use, products
            FROM customer_360 ORDER BY 1""", "WITH " + PAID + """
            , now AS (SELECT utc(TIMESTAMP '2026-07-01') AS t)
            SELECT c.customer_id,
                (SELECT COUNT(*) FROM paid p, now WHERE p.customer_id = c.customer_id AND valid_from < t
                    AND (valid_to IS NULL OR valid_to >= t)) > 0,
                (SELECT COALESCE(SUM(mrr), 0) FROM paid p, now WHERE p.customer_id = c.customer_id AND valid_from < t
                    AND (valid_to IS NULL OR valid_to >= t)),
                (SELECT COUNT(DISTINCT subscription_id) FROM paid p, now WHERE p.customer_id = c.customer_id
                    AND valid_from < t AND (valid_to IS NULL OR valid_to >= t)),
                CASE WHEN EXISTS (FROM paid p, now WHERE p.customer_id = c.customer_id AND valid_from < t
                    AND (valid_to IS NULL OR valid_to >= t))
                    THEN date_sub('month', berlin(c.first_paid_at), TIMESTAMP '2026-07-01') END,
                (SELECT COUNT(*) FROM tickets k WHERE k.customer_id = c.customer_id AND NOT k.is_deleted
                    AND k.status NOT IN ('solved', 'closed', 'deleted')),
                (SELECT COUNT(*) FROM tickets k, now WHERE k.customer_id = c.customer_id AND NOT k.is_deleted
                    AND k.status <> 'deleted' AND k.created_at >= t - INTERVAL 90 DAY),
                (SELECT COALESCE(SUM(amount), 0) FROM revenue r WHERE r.customer_id = c.customer_id
                    AND r.revenue_type <> 'tax' AND berlin(r.occurred_at) >= '2025-07-01'),
                (SELECT COUNT(DISTINCT user_id) FROM usage_events u, now WHERE u.customer_id = c.customer_id
                    AND NOT u.is_bot AND u.occurred_at >= t - INTERVAL 28 DAY),
                (SELECT date_diff('day', MAX(berlin(occurred_at))::DATE, DATE '2026-07-01') FROM usage_events u
                    WHERE u.customer_id = c.customer_id AND NOT u.is_bot),
                (SELECT COUNT(DISTINCT product_id) FROM customer_products p, now WHERE p.customer_id = c.customer_id
                    AND valid_from < t AND (valid_to IS NULL OR valid_to >= t))
            FROM customers AS c ORDER BY 1""");

    private static final Case CUSTOMERS_ANSWERS = new Case("""
            SELECT customer_id, last_nps_score, last_csat_score, last_ces_score, last_comment, last_contact_at
            FROM customer_360 ORDER BY 1""", """
            SELECT c.customer_id,
                (SELECT arg_max(score, (responded_at, response_id)) FROM surveys s
                    WHERE s.customer_id = c.customer_id AND survey_type = 'nps' AND score IS NOT NULL),
                (SELECT arg_max(score, (responded_at, response_id)) FROM surveys s
                    WHERE s.customer_id = c.customer_id AND survey_type = 'csat' AND score IS NOT NULL),
                (SELECT arg_max(score, (responded_at, response_id)) FROM surveys s
                    WHERE s.customer_id = c.customer_id AND survey_type = 'ces' AND score IS NOT NULL),
                (SELECT arg_max(comment, (responded_at, response_id)) FROM surveys s
                    WHERE s.customer_id = c.customer_id AND comment <> '' AND responded_at IS NOT NULL),
                GREATEST((SELECT MAX(created_at) FROM tickets k WHERE k.customer_id = c.customer_id
                        AND NOT k.is_deleted AND k.status <> 'deleted'),
                    (SELECT MAX(responded_at) FROM surveys s WHERE s.customer_id = c.customer_id),
                    (SELECT MAX(occurred_at) FROM interactions i WHERE i.customer_id = c.customer_id))
            FROM customers AS c ORDER BY 1""");

    private static final Case CUSTOMERS_ORIGIN = new Case(
            "SELECT customer_id, created_at, plan, acquisition_source, seats FROM customer_360 ORDER BY 1", """
            SELECT c.customer_id, c.created_at, (SELECT p.name FROM plans p WHERE p.plan_id = c.plan_id), c.acquisition_source,
                (SELECT arg_max(licensed, counted_on) FROM seats s WHERE s.customer_id = c.customer_id
                    AND counted_on < DATE '2026-07-01')
            FROM customers AS c ORDER BY 1""");

    private static final Case HEALTH = new Case("""
            SELECT customer_id, mrr, usage_points, sentiment_points, support_points, payment_points, coverage, score,
                band, driver, is_at_risk, is_flagged, score_before, change
            FROM customer_health ORDER BY 1""", "WITH " + PAID + """
            , moments AS (SELECT 'now' AS w, utc(TIMESTAMP '2026-07-01') AS t, DATE '2026-07-01' AS d
                UNION ALL SELECT 'before', utc(TIMESTAMP '2026-06-01'), DATE '2026-06-01'),
            payers AS (SELECT w, t, d, customer_id, SUM(mrr) AS mrr FROM moments JOIN paid
                ON valid_from < t AND (valid_to IS NULL OR valid_to >= t) GROUP BY ALL),
            used AS (SELECT w, customer_id, COUNT(DISTINCT d - day) FILTER (d - day <= 28) AS d0,
                    COUNT(DISTINCT d - day) FILTER (d - day BETWEEN 29 AND 56) AS d1,
                    COUNT(DISTINCT d - day) FILTER (d - day BETWEEN 57 AND 84) AS d2,
                    COUNT(DISTINCT d - day) FILTER (d - day BETWEEN 85 AND 112) AS d3
                FROM moments JOIN (SELECT customer_id, berlin(occurred_at)::DATE AS day FROM usage_events WHERE NOT is_bot)
                    ON day < d GROUP BY ALL),
            points AS (SELECT p.*,
                    (SELECT CASE WHEN d0 = 0 THEN 0.0 ELSE LEAST(100, 100.0 * d0 / NULLIF(list_sort([d1, d2, d3])[2], 0)) END
                        FROM used u WHERE u.w = p.w AND u.customer_id = p.customer_id) AS u,
                    (SELECT CASE WHEN arg_max(score, (responded_at, response_id)) >= 9 THEN 100.0
                            WHEN arg_max(score, (responded_at, response_id)) >= 7 THEN 50 ELSE 0 END
                        FROM surveys s WHERE s.customer_id = p.customer_id AND survey_type = 'nps' AND score IS NOT NULL
                            AND responded_at < t HAVING COUNT(*) > 0) AS s,
                    (SELECT GREATEST(0, 100.0 - 10 * COUNT(*)) FROM tickets k WHERE k.customer_id = p.customer_id
                        AND NOT is_deleted AND status <> 'deleted' AND created_at < t
                        AND CASE WHEN k.ticket_id IN (SELECT ticket_id FROM ticket_events WHERE event_type = 'status')
                            THEN COALESCE((SELECT arg_max(value, occurred_at) FROM ticket_events e WHERE e.event_type = 'status'
                                AND e.ticket_id = k.ticket_id AND e.occurred_at < t), 'new') NOT IN ('solved', 'closed')
                            ELSE status NOT IN ('solved', 'closed') OR COALESCE(last_solved_at, closed_at) >= t END) AS k,
                    (SELECT GREATEST(0, 100.0 - 2 * COALESCE(MAX(d - berlin(due_at)::DATE)
                            FILTER (due_at < t AND (paid_at IS NULL OR paid_at >= t)), 0))
                        FROM revenue r WHERE r.customer_id = p.customer_id AND occurred_at < t AND amount > 0
                            AND due_at IS NOT NULL HAVING COUNT(*) > 0) AS y
                FROM payers p),
            known AS (SELECT *, (u IS NOT NULL)::INT * 0.35 + (s IS NOT NULL)::INT * 0.25 + 0.2
                    + (y IS NOT NULL)::INT * 0.2 AS coverage FROM points),
            scores AS (SELECT *, CASE WHEN coverage >= 0.5 THEN (0.35 * COALESCE(u, 0) + 0.25 * COALESCE(s, 0) + 0.2 * k
                    + 0.2 * COALESCE(y, 0)) / coverage END AS score,
                (SELECT first(part ORDER BY loss DESC, part) FROM (VALUES ('usage', 0.35 * (100 - u)),
                    ('sentiment', 0.25 * (100 - s)), ('support', 0.2 * (100 - k)), ('payment', 0.2 * (100 - y)))
                    AS l (part, loss) WHERE loss > 0) AS driver,
                EXISTS (FROM subscriptions v WHERE v.customer_id = known.customer_id
                    AND v.status IN ('active', 'past_due') AND v.valid_from < known.t AND (v.valid_to IS NULL OR v.valid_to >= known.t)
                    AND (v.status = 'past_due' OR v.cancel_requested_at < known.t
                        OR v.cancel_requested_at IS NULL AND v.cancel_at IS NOT NULL)) AS flagged
                FROM known)
            SELECT n.customer_id, n.mrr, n.u, n.s, n.k, n.y, n.coverage, n.score,
                CASE WHEN n.score >= 75 THEN 'green' WHEN n.score >= 50 THEN 'amber' WHEN n.score < 50 THEN 'red' END,
                n.driver, COALESCE(n.score < 50, FALSE) OR n.flagged, n.flagged, b.score, n.score - b.score
            FROM scores AS n LEFT JOIN scores AS b ON b.customer_id = n.customer_id AND b.w = 'before'
            WHERE n.w = 'now' ORDER BY 1""");

    private static final Case VERBATIMS = new Case("""
            SELECT response_id, day, month, score, class, comment, name, segment, ticket_id FROM nps_verbatims
            ORDER BY 1""", """
            SELECT response_id, berlin(responded_at)::DATE, month_of(responded_at), score,
                CASE WHEN score >= 9 THEN 'promoter' WHEN score >= 7 THEN 'passive' ELSE 'detractor' END, comment,
                name, segment, ticket_id
            FROM surveys LEFT JOIN customers USING (customer_id)
            WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 AND comment <> '' ORDER BY 1""");

    private static final Case TICKETS = new Case("""
            SELECT ticket_id, month, is_solved, first_response_minutes, resolution_minutes, age_minutes,
                agent, is_resolved_at_first_contact, csat_score, name
            FROM ticket_facts ORDER BY 1""", """
            WITH solved AS (SELECT *, status IN ('solved', 'closed') AS done FROM tickets
                WHERE NOT is_deleted AND status <> 'deleted')
            SELECT t.ticket_id, month_of(t.created_at), t.done,
                CASE WHEN t.first_response_at >= t.created_at
                    THEN date_diff('microsecond', t.created_at, t.first_response_at) / 6e7 END,
                CASE WHEN t.done THEN date_diff('microsecond', t.created_at, t.last_solved_at) / 6e7 END,
                CASE WHEN NOT t.done
                    THEN date_diff('microsecond', t.created_at, utc(TIMESTAMP '2026-07-01')) / 6e7 END,
                a.name,
                CASE WHEN t.done AND t.last_solved_at IS NOT NULL THEN t.agent_reply_count = 1 AND t.reopen_count = 0 AND NOT EXISTS (
                    FROM solved AS n WHERE n.customer_id = t.customer_id AND n.created_at > t.last_solved_at
                        AND n.created_at < t.last_solved_at + INTERVAL 7 DAY) END,
                (SELECT arg_max(score, (responded_at, response_id)) FROM surveys s WHERE s.ticket_id = t.ticket_id
                    AND survey_type = 'csat' AND score IS NOT NULL),
                c.name
            FROM solved AS t LEFT JOIN customers AS c USING (customer_id)
            LEFT JOIN (SELECT DISTINCT agent_id, name FROM agents) AS a ON a.agent_id = t.assignee_id ORDER BY 1""");

    private static final Case COSTS =
            new Case("SELECT category, SUM(amount) FROM allocated_costs GROUP BY category ORDER BY 1", """
            SELECT category, SUM(amount) FROM (
                SELECT category, amount FROM costs WHERE category <> 'acquisition'
                UNION ALL
                SELECT 'support', minutes * hourly_cost / 60 FROM time_entries e JOIN agents a
                    ON a.agent_id = e.agent_id AND a.valid_from <= e.worked_at
                    AND (a.valid_to IS NULL OR a.valid_to > e.worked_at))
            GROUP BY 1 ORDER BY 1""");

    private static final Case TENURE = new Case(
            "SELECT from_month, starting_customers, customers, revenue, cost_of_service FROM profit_by_tenure(6) ORDER BY 1",
            "WITH " + PAID + """
            , births AS (SELECT customer_id, berlin(MIN(valid_from))::DATE AS born,
                    CASE WHEN COUNT(*) = COUNT(valid_to) THEN berlin(MAX(valid_to))::DATE END AS gone
                FROM paid GROUP BY 1),
            stretches AS (SELECT s, born, gone, customer_id, (born + to_months(6 * s::INT))::DATE AS starts,
                    (born + to_months(6 * s::INT + 6))::DATE AS ends
                FROM births, generate_series(0, 6) AS g (s))
            SELECT 6 * s, COUNT(*), COUNT(*) FILTER (gone IS NULL OR gone > starts),
                SUM((SELECT SUM(amount) FROM revenue r WHERE r.customer_id = b.customer_id AND revenue_type <> 'tax'
                    AND berlin(occurred_at)::DATE >= starts AND berlin(occurred_at)::DATE < ends)),
                SUM((SELECT SUM(cost_of_service) FROM revenue r WHERE r.customer_id = b.customer_id
                    AND revenue_type <> 'tax' AND berlin(occurred_at)::DATE >= starts
                    AND berlin(occurred_at)::DATE < ends))
            FROM stretches AS b WHERE ends <= '2026-07-01' GROUP BY 1 ORDER BY 1""");

    private static final Case TIERS = new Case("""
            SELECT month, movement, SUM(customers), SUM(mrr_before), SUM(mrr_after) FROM tier_migration
            GROUP BY month, movement ORDER BY 1, 2""", "WITH " + PAID + """
            , states AS (SELECT m.m, p.customer_id, MAX(tier_rank) AS r, SUM(mrr) AS mrr
                FROM (SELECT m, closes FROM months UNION ALL SELECT DATE '2023-06-01', utc(TIMESTAMP '2023-07-01')) AS m
                JOIN paid AS p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)
                LEFT JOIN (SELECT plan_id, tier_rank FROM plans) USING (plan_id) GROUP BY ALL)
            SELECT COALESCE(b.m, (a.m + INTERVAL 1 MONTH)::DATE) AS month,
                CASE WHEN a.m IS NULL THEN 'joined' WHEN b.m IS NULL THEN 'left' WHEN b.r > a.r THEN 'up'
                    WHEN b.r < a.r THEN 'down' ELSE 'same' END AS movement,
                COUNT(*), COALESCE(SUM(a.mrr), 0), COALESCE(SUM(b.mrr), 0)
            FROM states AS a FULL JOIN states AS b
                ON b.customer_id = a.customer_id AND b.m = (a.m + INTERVAL 1 MONTH)::DATE
            WHERE COALESCE(b.m, (a.m + INTERVAL 1 MONTH)::DATE) BETWEEN '2023-07-01' AND '2026-06-01'
            GROUP BY ALL ORDER BY 1, 2""");

    private static final String LEFT = """
            , ends AS (SELECT m.m, m.opens, m.closes, p.customer_id, SUM(p.mrr) AS mrr
                FROM months AS m JOIN paid AS p ON p.valid_from < m.opens AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
                GROUP BY ALL),
            gone AS (SELECT m, e.customer_id, e.mrr,
                    (SELECT MAX(valid_to) FROM paid AS p WHERE p.customer_id = e.customer_id
                        AND p.valid_to >= e.opens AND p.valid_to < e.closes) AS left_at
                FROM ends AS e WHERE NOT EXISTS (FROM paid AS p WHERE p.customer_id = e.customer_id
                    AND p.valid_from < e.closes AND (p.valid_to IS NULL OR p.valid_to >= e.closes))),
            told AS (SELECT m, g.customer_id, g.mrr, segment,
                    COALESCE((SELECT MIN(churn_reason_type) FROM subscriptions AS s
                        WHERE s.customer_id = g.customer_id AND (s.valid_to = left_at OR s.valid_from >= left_at)
                        AND s.valid_from < COALESCE((SELECT MIN(valid_from) FROM paid AS p
                            WHERE p.customer_id = g.customer_id AND p.valid_from >= left_at), 'infinity')),
                        'unknown') AS reason_type
                FROM gone AS g LEFT JOIN customers USING (customer_id))
            """;

    private static final Case REASONS = new Case(
            """
            SELECT month, reason_type, SUM(customers), SUM(churned_mrr) FROM churn_reasons
            GROUP BY month, reason_type ORDER BY 1, 2""",
            "WITH " + PAID + LEFT + "SELECT m, reason_type, COUNT(*), -SUM(mrr) FROM told GROUP BY ALL ORDER BY 1, 2");

    private static final Case REASONS_BY_SEGMENT = new Case("""
            SELECT year, segment, SUM(customers), SUM(share) FROM churn_reasons('year', 'segment')
            GROUP BY year, segment HAVING year = DATE '2025-01-01' ORDER BY 1, 2""", """
            SELECT DATE '2025-01-01', segment, COUNT(*), 1 FROM (
                SELECT customer_id FROM subscriptions WHERE mrr > 0 AND status IN ('active', 'past_due')
                    AND valid_from < utc(TIMESTAMP '2025-01-01')
                    AND (valid_to IS NULL OR valid_to >= utc(TIMESTAMP '2025-01-01'))
                EXCEPT
                SELECT customer_id FROM subscriptions WHERE mrr > 0 AND status IN ('active', 'past_due')
                    AND valid_from < utc(TIMESTAMP '2026-01-01')
                    AND (valid_to IS NULL OR valid_to >= utc(TIMESTAMP '2026-01-01')))
            JOIN customers USING (customer_id) GROUP BY segment ORDER BY 1, 2""");

    private static final Case CAMPAIGNS = new Case("""
            SELECT campaign_id, spend, contacts, customers_won, cac, customers_left, mrr FROM campaign_performance
            ORDER BY 1""", "WITH " + PAID + """
            , won AS (SELECT customer_id, MIN(valid_from) AS won_at FROM paid GROUP BY 1),
            credited AS (SELECT w.customer_id, COALESCE((SELECT arg_max(campaign_id, (attributed_at, campaign_id))
                    FROM attributions AS a WHERE a.customer_id = w.customer_id AND a.attributed_at <= w.won_at),
                    c.acquisition_campaign_id) AS campaign_id,
                    (SELECT SUM(mrr) FROM paid AS p WHERE p.customer_id = w.customer_id AND valid_to IS NULL) AS mrr
                FROM won AS w JOIN customers AS c USING (customer_id))
            SELECT campaign_id, spend, contacts, won, spend / NULLIF(won, 0), gone, mrr FROM (
                SELECT m.campaign_id,
                    COALESCE((SELECT SUM(amount) FROM costs AS k WHERE k.campaign_id = m.campaign_id
                        AND category = 'acquisition'), 0) AS spend,
                    (SELECT COUNT(DISTINCT customer_id) FROM attributions AS a
                        WHERE a.campaign_id = m.campaign_id) AS contacts,
                    COUNT(c.customer_id) AS won, COUNT(*) FILTER (c.customer_id IS NOT NULL AND c.mrr IS NULL) AS gone,
                    COALESCE(SUM(c.mrr), 0) AS mrr
                FROM campaigns AS m LEFT JOIN credited AS c USING (campaign_id) GROUP BY m.campaign_id)
            ORDER BY 1""");

    private static final Case QUALITY = new Case(
            "SELECT table_name, finding, affected_rows, total_rows FROM data_quality WHERE affected_rows > 0", """
            SELECT 'tickets', 'without a customer', COUNT(*) FILTER (customer_id IS NULL), COUNT(*) FROM tickets""");

    private static final Case SCORECARD = new Case("""
            SELECT position, kpi, value, change, trend, status FROM scorecard
            WHERE name = 'board' AND is_latest AND kpi IN ('mrr', 'closing_customers') ORDER BY position""", "WITH " + PAID + """
            , ends AS (SELECT m.m, COUNT(DISTINCT customer_id) AS customers, SUM(mrr) AS mrr
                FROM months AS m JOIN paid ON valid_from < m.closes AND (valid_to IS NULL OR valid_to >= m.closes)
                WHERE m.m >= '2026-05-01' GROUP BY 1),
            both_ends AS (SELECT a.customers AS c0, b.customers AS c1, a.mrr AS m0, b.mrr AS m1
                FROM ends AS a JOIN ends AS b ON a.m < b.m)
            SELECT 1, 'closing_customers', c1, c1 - c0, CASE WHEN c1 > c0 THEN 'better' ELSE 'worse' END, NULL
            FROM both_ends UNION ALL
            SELECT 2, 'mrr', m1, m1 - m0, CASE WHEN m1 > m0 THEN 'better' ELSE 'worse' END,
                CASE WHEN m1 >= 145000 THEN 'green' WHEN m1 >= 135000 THEN 'amber' ELSE 'red' END
            FROM both_ends ORDER BY 1""");

    @ParameterizedTest
    @MethodSource("cases")
    void viewEqualsSqlByHand(Case asked) throws SQLException {
        List<List<String>> expected = hand.rows(asked.byHand());
        assertFalse(expected.isEmpty());
        assertEquals(List.of(), Loaded.differences(expected, Loaded.rows(duckDb, asked.asked())), "DuckDB");
        assertEquals(List.of(), Loaded.differences(expected, Loaded.rows(postgres, asked.asked())), "PostgreSQL");
    }

    static Stream<String> views() {
        return CatalogueReader.builtIn().views().stream()
                .filter(v -> v.sql().isPresent())
                .map(View::name);
    }

    /** Each view with SQL of its own; what follows the catalogue has tests with the KPIs. */
    @ParameterizedTest
    @MethodSource("views")
    void everyViewIsAnsweredByBothEnginesAlike(String view) throws SQLException {
        List<List<String>> duck = sorted(Loaded.rows(duckDb, "SELECT * FROM " + view + "()"));
        assertFalse(duck.isEmpty());
        assertEquals(List.of(), Loaded.differences(duck, sorted(Loaded.rows(postgres, "SELECT * FROM " + view))));
    }

    /** By what is no fraction: engines round those differently. */
    private static List<List<String>> sorted(List<List<String>> rows) {
        List<List<String>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(
                r -> r.stream().filter(c -> !c.matches("-?\\d+\\.\\d+")).collect(Collectors.joining("|"))));
        return sorted;
    }
}
