-- What the statements of catalogue-by-hand.sql and monthly-by-hand.sql stand on, by month: 36 months, where a part is a
-- month. Views are put into a statement before it is planned.
-- The planner takes the customers of 36 months for a row or two, and would look for each one's last answer in a loop.
SET asof_loop_join_threshold = 0;

-- Written out, because the planner takes a series for one row.
CREATE TEMP VIEW months AS
SELECT CAST(m AS DATE) AS part, CAST(m AS TIMESTAMP) AS opens, CAST(m AS TIMESTAMP) + INTERVAL 1 MONTH AS closes
FROM (VALUES
    ('2023-06-01'), ('2023-07-01'), ('2023-08-01'), ('2023-09-01'), ('2023-10-01'), ('2023-11-01'),
    ('2023-12-01'), ('2024-01-01'), ('2024-02-01'), ('2024-03-01'), ('2024-04-01'), ('2024-05-01'),
    ('2024-06-01'), ('2024-07-01'), ('2024-08-01'), ('2024-09-01'), ('2024-10-01'), ('2024-11-01'),
    ('2024-12-01'), ('2025-01-01'), ('2025-02-01'), ('2025-03-01'), ('2025-04-01'), ('2025-05-01'),
    ('2025-06-01'), ('2025-07-01'), ('2025-08-01'), ('2025-09-01'), ('2025-10-01'), ('2025-11-01'),
    ('2025-12-01'), ('2026-01-01'), ('2026-02-01'), ('2026-03-01'), ('2026-04-01'), ('2026-05-01')) AS t(m);

CREATE TEMP VIEW paid AS
SELECT customer_id, mrr, valid_from, valid_to, plan_id, product_id, status, cancel_requested_at, churn_reason,
    churn_reason_type
FROM subscriptions
WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from);

-- Customers with a paid version in the month.
CREATE TEMP VIEW stay AS
SELECT m.part, m.opens, m.closes, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.opens) AS n_open,
    COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS n_close,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_from < m.opens), 0) AS m_open,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes), 0) AS m_close
FROM months m
JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
GROUP BY m.part, m.opens, m.closes, p.customer_id;

-- Those who are there at the close and not at the opening.
CREATE TEMP VIEW came AS
SELECT s.part, s.customer_id, s.m_close, f.first_from < s.opens AS back
FROM stay s
JOIN (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f USING (customer_id)
WHERE s.n_open = 0 AND s.m_close > 0;

-- Twelve months to each month's close: who was there at a month's opening, and who of them not at its close.
CREATE TEMP VIEW pooled AS
SELECT part, opening, churned
FROM (
    SELECT opens, CAST(opens AS DATE) AS part, SUM(COUNT(*)) OVER year AS opening,
        SUM(COUNT(*) FILTER (WHERE n_close = 0)) OVER year AS churned
    FROM (
        SELECT m.opens, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.opens) AS n_open,
            COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.opens + INTERVAL 1 MONTH) AS n_close
        FROM generate_series(TIMESTAMP '2022-07-01', TIMESTAMP '2026-05-01', INTERVAL 1 MONTH) AS m(opens)
        JOIN paid p ON p.valid_from < m.opens + INTERVAL 1 MONTH AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
        GROUP BY m.opens, p.customer_id) v
    WHERE n_open > 0
    GROUP BY opens
    WINDOW year AS (ORDER BY opens RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW)) y
WHERE opens >= TIMESTAMP '2023-06-01';

CREATE TEMP VIEW stay_of_year AS
SELECT m.part, p.customer_id, COUNT(*) FILTER (WHERE p.valid_from < m.closes - INTERVAL 1 YEAR) AS n_open,
    COUNT(*) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS n_close,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_from < m.closes - INTERVAL 1 YEAR), 0) AS m_open,
    COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes), 0) AS m_close
FROM months m
JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes - INTERVAL 1 YEAR)
GROUP BY m.part, p.customer_id;

CREATE TEMP VIEW departed AS
SELECT CAST(date_trunc('month', held_until) AS DATE) AS part, *
FROM (
    SELECT customer_id, churn_reason, churn_reason_type, valid_to,
        MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
            ROWS UNBOUNDED PRECEDING) AS held_until,
        LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
    FROM paid) v
WHERE held_until >= TIMESTAMP '2023-06-01' AND held_until < TIMESTAMP '2026-06-01'
  AND (following IS NULL OR following > held_until);

CREATE TEMP VIEW answers AS
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, *
FROM surveys
WHERE responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01' AND score IS NOT NULL;

CREATE TEMP VIEW invitations AS
SELECT CAST(date_trunc('month', sent_at) AS DATE) AS part, *
FROM surveys WHERE sent_at >= TIMESTAMP '2023-06-01' AND sent_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW ticket AS
SELECT * FROM tickets WHERE NOT is_deleted AND status <> 'deleted';

CREATE TEMP VIEW created AS
SELECT CAST(date_trunc('month', created_at) AS DATE) AS part, *
FROM ticket WHERE created_at >= TIMESTAMP '2023-06-01' AND created_at < TIMESTAMP '2026-06-01';

CREATE TEMP VIEW solved AS
SELECT CAST(date_trunc('month', last_solved_at) AS DATE) AS part, *
FROM tickets
WHERE last_solved_at >= TIMESTAMP '2023-06-01' AND last_solved_at < TIMESTAMP '2026-06-01'
  AND status IN ('solved', 'closed') AND NOT is_deleted;

CREATE TEMP VIEW earned AS
SELECT CAST(date_trunc('month', occurred_at) AS DATE) AS part, *
FROM revenue
WHERE occurred_at >= TIMESTAMP '2023-06-01' AND occurred_at < TIMESTAMP '2026-06-01' AND revenue_type <> 'tax';

CREATE TEMP VIEW decided AS
SELECT CAST(date_trunc('month', closed_at) AS DATE) AS part, *
FROM deals
WHERE closed_at >= TIMESTAMP '2023-06-01' AND closed_at < TIMESTAMP '2026-06-01' AND is_closed AND is_won IS NOT NULL;

CREATE TEMP VIEW used AS
SELECT CAST(date_trunc('month', occurred_at) AS DATE) AS part, *
FROM usage_events
WHERE occurred_at >= TIMESTAMP '2023-06-01' AND occurred_at < TIMESTAMP '2026-06-01' AND NOT is_bot;

-- No month is shorter than 28 days.
CREATE TEMP VIEW used_of_28_days AS
SELECT * FROM used WHERE occurred_at >= date_trunc('month', occurred_at) + INTERVAL 1 MONTH - INTERVAL 28 DAY;

CREATE TEMP VIEW used_of_7_days AS
SELECT * FROM used WHERE occurred_at >= date_trunc('month', occurred_at) + INTERVAL 1 MONTH - INTERVAL 7 DAY;

CREATE TEMP VIEW said AS
SELECT CAST(date_trunc('month', said_at) AS DATE) AS part, *
FROM (
    SELECT customer_id, given_at AS said_at, LOWER(text) AS words, sentiment, CAST(NULL AS DOUBLE) AS score
    FROM feedback
    WHERE given_at >= TIMESTAMP '2023-06-01' AND given_at < TIMESTAMP '2026-06-01' AND text IS NOT NULL
    UNION ALL
    SELECT customer_id, responded_at, LOWER(comment), NULL, CASE WHEN survey_type = 'nps' THEN score END
    FROM surveys
    WHERE responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01' AND comment IS NOT NULL) x;

-- By month nothing has to be divided among customers: what was booked for a month in which anybody wrote.
CREATE TEMP VIEW spent AS
SELECT CAST(date_trunc('month', period_start) AS DATE) AS part, category, CAST(amount AS DOUBLE) AS amount
FROM costs
WHERE period_start >= DATE '2023-06-01' AND period_start < DATE '2026-06-01';

CREATE TEMP VIEW campaign_spend AS
SELECT CAST(date_trunc('month', start_date) AS DATE) AS part, SUM(spend) AS amount
FROM campaigns WHERE start_date >= DATE '2023-06-01' AND start_date < DATE '2026-06-01' GROUP BY 1;
CREATE TEMP VIEW won AS
SELECT part, COUNT(*) AS n, SUM(m_close) AS mrr FROM came WHERE NOT back GROUP BY part;
CREATE TEMP VIEW pooled_all AS SELECT * FROM pooled;
CREATE TEMP VIEW closing_all AS
SELECT part, SUM(m_close) AS mrr, COUNT(*) AS n FROM stay WHERE n_close > 0 GROUP BY part;

-- Customers who paid for the first time in the month, with what they began to pay.
CREATE TEMP VIEW started AS
SELECT CAST(date_trunc('month', first_from) AS DATE) AS part, customer_id, first_from, mrr
FROM (SELECT customer_id, MIN(valid_from) AS first_from, ARG_MIN(mrr, valid_from) AS mrr FROM paid GROUP BY customer_id) f
WHERE first_from >= TIMESTAMP '2023-06-01' AND first_from < TIMESTAMP '2026-06-01';

-- The latest rating of each ticket, and those of none.
CREATE TEMP VIEW rated AS
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, score
FROM (
    SELECT responded_at, score, ticket_id,
        ROW_NUMBER() OVER (PARTITION BY ticket_id ORDER BY responded_at DESC, response_id DESC) AS place
    FROM surveys
    WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5 AND responded_at < TIMESTAMP '2026-06-01') a
WHERE (ticket_id IS NULL OR place = 1) AND responded_at >= TIMESTAMP '2023-06-01';

-- Of a month's few answers: Student's quantile by Cornish and Fisher, to the fourth power of the degrees of freedom.
CREATE TEMP MACRO t_of(v) AS 1.959963984540054 + (POW(1.959963984540054, 3) + 1.959963984540054) / (4 * v)
    + (5 * POW(1.959963984540054, 5) + 16 * POW(1.959963984540054, 3) + 3 * 1.959963984540054) / (96 * v * v)
    + (3 * POW(1.959963984540054, 7) + 19 * POW(1.959963984540054, 5) + 17 * POW(1.959963984540054, 3)
        - 15 * 1.959963984540054) / (384 * POW(v, 3))
    + (79 * POW(1.959963984540054, 9) + 776 * POW(1.959963984540054, 7) + 1482 * POW(1.959963984540054, 5)
        - 1920 * POW(1.959963984540054, 3) - 945e0 * 1.959963984540054) / (92160 * POW(v, 4));

-- Payers at the opening of each month and at the last close, with what they pay then, whether they are late or have asked to
-- cancel, and the weight and the score of what is known of their health.
CREATE TEMP VIEW health AS
WITH bounds AS (
    SELECT opens AS bound FROM months UNION ALL SELECT TIMESTAMP '2026-06-01'),
payers AS (
    SELECT b.bound, p.customer_id, SUM(p.mrr) AS mrr,
        BOOL_OR(p.status = 'past_due' OR COALESCE(p.cancel_requested_at < b.bound, FALSE)) AS told
    FROM bounds b
    JOIN paid p ON p.valid_from < b.bound AND (p.valid_to IS NULL OR p.valid_to >= b.bound)
    GROUP BY b.bound, p.customer_id),
days AS (
    SELECT DISTINCT customer_id, CAST(occurred_at AS DATE) AS day FROM usage_events WHERE NOT is_bot),
used_ever AS (
    SELECT customer_id, MIN(occurred_at) AS at FROM usage_events WHERE NOT is_bot GROUP BY customer_id),
use AS (
    SELECT b.bound, d.customer_id, COUNT(*) FILTER (WHERE d.day >= b.bound - INTERVAL 28 DAY) AS now,
        list_sort([COUNT(*) FILTER (WHERE d.day >= b.bound - INTERVAL 56 DAY AND d.day < b.bound - INTERVAL 28 DAY),
            COUNT(*) FILTER (WHERE d.day >= b.bound - INTERVAL 84 DAY AND d.day < b.bound - INTERVAL 56 DAY),
            COUNT(*) FILTER (WHERE d.day < b.bound - INTERVAL 84 DAY)])[2] AS usual
    FROM bounds b
    JOIN days d ON d.day >= b.bound - INTERVAL 112 DAY AND d.day < b.bound
    GROUP BY b.bound, d.customer_id),
queue AS (
    SELECT b.bound, t.customer_id, COUNT(*) AS n
    FROM bounds b
    JOIN ticket t ON t.created_at < b.bound
        AND (t.status NOT IN ('solved', 'closed') OR COALESCE(t.last_solved_at, t.closed_at) >= b.bound)
    GROUP BY b.bound, t.customer_id),
owed AS (
    SELECT customer_id, MIN(occurred_at) AS at FROM revenue WHERE amount > 0 GROUP BY customer_id),
dues AS (
    SELECT b.bound, r.customer_id, MAX(CAST(b.bound AS DATE) - CAST(r.due_at AS DATE)) AS late
    FROM bounds b
    JOIN revenue r ON r.occurred_at < b.bound AND r.due_at < b.bound AND (r.paid_at IS NULL OR r.paid_at >= b.bound)
    WHERE r.amount > 0
    GROUP BY b.bound, r.customer_id),
mood AS (
    SELECT p.bound, p.customer_id, s.score
    FROM payers p
    ASOF JOIN (SELECT customer_id, responded_at, score FROM surveys
        WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 AND customer_id IS NOT NULL) s
        ON s.customer_id = p.customer_id AND s.responded_at < p.bound),
points AS (
    SELECT p.bound, p.customer_id, p.mrr, p.told,
        CASE WHEN e.at IS NULL THEN NULL WHEN COALESCE(u.now, 0) = 0 THEN 0 WHEN u.now >= u.usual THEN 100
            ELSE 100.0 * u.now / u.usual END AS use,
        CASE WHEN m.score > 8 THEN 100 WHEN m.score > 6 THEN 50 WHEN m.score IS NOT NULL THEN 0 END AS mood,
        GREATEST(0, 100 - 10 * COALESCE(q.n, 0)) AS support,
        CASE WHEN o.at IS NULL THEN NULL ELSE GREATEST(0, 100 - 2 * COALESCE(d.late, 0)) END AS paying
    FROM payers p
    LEFT JOIN used_ever e ON e.customer_id = p.customer_id AND e.at < p.bound
    LEFT JOIN use u ON u.customer_id = p.customer_id AND u.bound = p.bound
    LEFT JOIN mood m ON m.customer_id = p.customer_id AND m.bound = p.bound
    LEFT JOIN queue q ON q.customer_id = p.customer_id AND q.bound = p.bound
    LEFT JOIN owed o ON o.customer_id = p.customer_id AND o.at < p.bound
    LEFT JOIN dues d ON d.customer_id = p.customer_id AND d.bound = p.bound)
SELECT bound, customer_id, mrr, weight, score, told OR weight >= 0.4999 AND score / weight < 50 AS at_risk
FROM (
    SELECT bound, customer_id, mrr, told,
        COALESCE(0.35 * use, 0) + COALESCE(0.25 * mood, 0) + 0.2 * support + COALESCE(0.2 * paying, 0) AS score,
        CASE WHEN use IS NULL THEN 0 ELSE 0.35 END + CASE WHEN mood IS NULL THEN 0 ELSE 0.25 END + 0.2
            + CASE WHEN paying IS NULL THEN 0 ELSE 0.2 END AS weight
    FROM points) h;

-- Who was at risk at a month's opening, with what it pays then and at the close.
CREATE TEMP VIEW risked AS
SELECT m.part, h.customer_id, h.mrr AS m_open, COALESCE(g.m_close, 0) AS m_close, COALESCE(g.n_close, 0) AS n_close
FROM health h
JOIN months m ON m.opens = h.bound
LEFT JOIN stay g ON g.part = m.part AND g.customer_id = h.customer_id
WHERE h.at_risk;

-- Tickets that were not resolved at once: not solved, answered more than once or never, opened again, or followed by another of
-- the customer within a week.
CREATE TEMP VIEW trouble AS
SELECT t.customer_id, t.created_at
FROM (SELECT *, COALESCE(status IN ('solved', 'closed') AND last_solved_at < TIMESTAMP '2026-06-01' AND agent_reply_count = 1
    AND reopen_count = 0, FALSE) AS alone FROM ticket WHERE customer_id IS NOT NULL) t
ASOF LEFT JOIN (SELECT customer_id, created_at FROM ticket WHERE created_at < TIMESTAMP '2026-06-01') n
    ON n.customer_id = t.customer_id AND n.created_at > t.last_solved_at
WHERE NOT t.alone OR COALESCE(n.created_at < t.last_solved_at + INTERVAL 7 DAY, FALSE);

-- Who left in a month, what it had paid at the opening, and whether such a ticket came in the 90 days before it left: once, where
-- it left, came back and left again.
CREATE TEMP VIEW left_in_trouble AS
SELECT g.part, ANY_VALUE(g.m_open) AS m_open, BOOL_OR(COALESCE(t.created_at >= g.held_until - INTERVAL 90 DAY, FALSE)) AS troubled
FROM (
    SELECT s.part, s.customer_id, s.m_open, d.held_until
    FROM stay s
    JOIN departed d ON d.part = s.part AND d.customer_id = s.customer_id
    WHERE s.n_open > 0 AND s.n_close = 0) g
ASOF LEFT JOIN trouble t ON t.customer_id = g.customer_id AND t.created_at < g.held_until
GROUP BY g.part, g.customer_id;

-- Customers at a month's opening who wrote in the 90 days before, and whether one of those tickets was trouble.
CREATE TEMP VIEW wrote_before AS
SELECT g.part, g.n_close, CASE WHEN t.created_at >= g.opens - INTERVAL 90 DAY THEN 1 ELSE 0 END AS troubled
FROM (SELECT * FROM stay WHERE n_open > 0) g
ASOF JOIN (SELECT customer_id, created_at FROM ticket WHERE customer_id IS NOT NULL) w
    ON w.customer_id = g.customer_id AND w.created_at < g.opens
ASOF LEFT JOIN trouble t ON t.customer_id = g.customer_id AND t.created_at < g.opens
WHERE w.created_at >= g.opens - INTERVAL 90 DAY;

-- What follows is of the tables that catalogue-further.yaml reads. Prices that rose from one version of an item to the next, its
-- plan and billing as before.
CREATE TEMP VIEW raised AS
SELECT DISTINCT customer_id, valid_from AS raised_at
FROM (
    SELECT customer_id, valid_from, plan_id, unit_amount,
        LAG(valid_to) OVER item AS until, LAG(plan_id) OVER item AS plan_before, LAG(unit_amount) OVER item AS before
    FROM priced_subscriptions
    WHERE status IN ('active', 'past_due') AND (valid_to IS NULL OR valid_to > valid_from)
    WINDOW item AS (PARTITION BY subscription_item_id ORDER BY valid_from)) v
WHERE until = valid_from AND plan_before = plan_id AND unit_amount > before;

CREATE TEMP VIEW priced AS
SELECT customer_id, subscription_item_id, plan_id, product_id, quantity, mrr, quantity * unit_amount AS listed, valid_from, valid_to
FROM priced_subscriptions
WHERE status IN ('active', 'past_due') AND mrr > 0 AND (valid_to IS NULL OR valid_to > valid_from);

-- Instants at which a customer pays more for a product than just before, and the first of the causes that holds.
CREATE TEMP VIEW gain AS
SELECT CAST(date_trunc('month', moment) AS DATE) AS part, customer_id, mrr_after - mrr_before AS amount,
    CASE WHEN before = 0 THEN 'product'
        WHEN tiers_after / CAST(units_after AS DOUBLE) > tiers_before / CAST(units_before AS DOUBLE) THEN 'tier'
        WHEN units_after > units_before THEN 'quantity'
        WHEN listed_after > listed_before THEN 'price' ELSE 'discount' END AS cause
FROM (
    SELECT i.customer_id, i.product_id, i.moment, COUNT(*) FILTER (WHERE p.valid_from < i.moment) AS before,
        COALESCE(SUM(p.mrr) FILTER (WHERE p.valid_from < i.moment), 0) AS mrr_before,
        SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to > i.moment) AS mrr_after,
        SUM(p.listed) FILTER (WHERE p.valid_from < i.moment) AS listed_before,
        SUM(p.listed) FILTER (WHERE p.valid_to IS NULL OR p.valid_to > i.moment) AS listed_after,
        SUM(p.quantity) FILTER (WHERE p.valid_from < i.moment) AS units_before,
        SUM(p.quantity) FILTER (WHERE p.valid_to IS NULL OR p.valid_to > i.moment) AS units_after,
        SUM(p.quantity * n.tier_rank) FILTER (WHERE p.valid_from < i.moment) AS tiers_before,
        SUM(p.quantity * n.tier_rank) FILTER (WHERE p.valid_to IS NULL OR p.valid_to > i.moment) AS tiers_after
    FROM (
        SELECT DISTINCT customer_id, product_id, valid_from AS moment FROM priced
        WHERE valid_from >= TIMESTAMP '2023-06-01' AND valid_from < TIMESTAMP '2026-06-01') i
    JOIN priced p ON p.customer_id = i.customer_id AND p.product_id = i.product_id
        AND p.valid_from <= i.moment AND (p.valid_to IS NULL OR p.valid_to >= i.moment)
    JOIN plans n ON n.plan_id = p.plan_id
    GROUP BY i.customer_id, i.product_id, i.moment) g
WHERE mrr_after > mrr_before;

-- The expansion of each customer of a month, and of its gains in it those by cause.
CREATE TEMP VIEW grown AS
SELECT g.part, CAST(g.m_close - g.m_open AS DOUBLE) AS more, x.*
FROM (SELECT * FROM stay WHERE n_open > 0 AND n_close > 0 AND m_close > m_open) g
LEFT JOIN (
    SELECT part AS gained_in, customer_id, CAST(SUM(amount) AS DOUBLE) AS whole,
        CAST(COALESCE(SUM(amount) FILTER (WHERE cause = 'product'), 0) AS DOUBLE) AS by_product,
        CAST(COALESCE(SUM(amount) FILTER (WHERE cause = 'tier'), 0) AS DOUBLE) AS by_tier,
        CAST(COALESCE(SUM(amount) FILTER (WHERE cause = 'quantity'), 0) AS DOUBLE) AS by_quantity,
        CAST(COALESCE(SUM(amount) FILTER (WHERE cause = 'price'), 0) AS DOUBLE) AS by_price,
        CAST(COALESCE(SUM(amount) FILTER (WHERE cause = 'discount'), 0) AS DOUBLE) AS by_discount
    FROM gain GROUP BY part, customer_id) x ON x.gained_in = g.part AND x.customer_id = g.customer_id;

-- Tickets that are solved now or, if their history says so, were solved before they were opened again.
CREATE TEMP VIEW solved_then AS
SELECT CAST(date_trunc('month', solved_at) AS DATE) AS part, *
FROM (
    SELECT ticket_id, created_at, last_solved_at < TIMESTAMP '2026-06-01' AS is_sure,
        CASE WHEN last_solved_at < TIMESTAMP '2026-06-01' THEN last_solved_at ELSE first_solved_at END AS solved_at
    FROM tickets
    WHERE status IN ('solved', 'closed') AND NOT is_deleted) t
WHERE solved_at >= TIMESTAMP '2023-06-01' AND solved_at < TIMESTAMP '2026-06-01';
