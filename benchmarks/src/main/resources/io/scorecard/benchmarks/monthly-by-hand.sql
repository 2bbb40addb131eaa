-- Statements by hand for KPIs whose other statement, in catalogue-by-hand.sql, knows the one period or the industries.

-- kpi: csat()
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, COUNT(*) FILTER (WHERE score >= 4) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT responded_at, score, ticket_id,
        ROW_NUMBER() OVER (PARTITION BY ticket_id ORDER BY responded_at DESC, response_id DESC) AS place
    FROM surveys
    WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5 AND responded_at < TIMESTAMP '2026-06-01') a
WHERE (ticket_id IS NULL OR place = 1) AND responded_at >= TIMESTAMP '2023-06-01'
GROUP BY part

-- kpi: satisfaction_coverage()
SELECT g.part, COUNT(*) FILTER (WHERE a.responded_at >= g.closes - INTERVAL 1 YEAR) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT * FROM stay WHERE n_close > 0) g
ASOF LEFT JOIN (SELECT customer_id, responded_at FROM surveys WHERE score IS NOT NULL AND customer_id IS NOT NULL) a
    ON a.customer_id = g.customer_id AND a.responded_at < g.closes
GROUP BY g.part

-- kpi: trailing_churn_rate()
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: trailing_net_revenue_retention()
SELECT part, CAST(SUM(m_close) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: trailing_gross_revenue_retention()
SELECT part, CAST(SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: departures()
SELECT part, COUNT(*) AS value FROM departed GROUP BY part

-- kpi: departed_mrr()
SELECT d.part, -SUM(p.mrr) AS value
FROM departed d
JOIN paid p ON p.customer_id = d.customer_id AND p.valid_to = d.held_until
GROUP BY d.part

-- kpi: cross_sell_rate()
SELECT part, COUNT(*) FILTER (WHERE after > before) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT m.part, p.customer_id, COUNT(DISTINCT p.product_id) FILTER (WHERE p.valid_from < m.opens AND (p.valid_to IS NULL OR p.valid_to >= m.opens)) AS before,
        COUNT(DISTINCT p.product_id) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS after
    FROM months m
    JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
    GROUP BY m.part, p.customer_id) v
WHERE before > 0 AND after > 0 GROUP BY part

-- kpi: upsell_rate()
SELECT part, COUNT(*) FILTER (WHERE after > before) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT b.part, b.customer_id, ARG_MAX(n.tier_rank, ROW(b.opening, n.tier_rank)) FILTER (WHERE b.opening > 0) AS before,
        ARG_MAX(n.tier_rank, ROW(b.closing, n.tier_rank)) FILTER (WHERE b.closing > 0) AS after
    FROM (
        SELECT m.part, p.customer_id, p.plan_id, SUM(p.mrr) FILTER (WHERE p.valid_from < m.opens) AS opening,
            SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS closing
        FROM months m
        JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
        GROUP BY m.part, p.customer_id, p.plan_id) b
    JOIN plans n ON n.plan_id = b.plan_id
    GROUP BY b.part, b.customer_id) v
WHERE before IS NOT NULL AND after IS NOT NULL GROUP BY part

-- kpi: downgrade_rate()
SELECT part, COUNT(*) FILTER (WHERE after < before) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT b.part, b.customer_id, ARG_MAX(n.tier_rank, ROW(b.opening, n.tier_rank)) FILTER (WHERE b.opening > 0) AS before,
        ARG_MAX(n.tier_rank, ROW(b.closing, n.tier_rank)) FILTER (WHERE b.closing > 0) AS after
    FROM (
        SELECT m.part, p.customer_id, p.plan_id, SUM(p.mrr) FILTER (WHERE p.valid_from < m.opens) AS opening,
            SUM(p.mrr) FILTER (WHERE p.valid_to IS NULL OR p.valid_to >= m.closes) AS closing
        FROM months m
        JOIN paid p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.opens)
        GROUP BY m.part, p.customer_id, p.plan_id) b
    JOIN plans n ON n.plan_id = b.plan_id
    GROUP BY b.part, b.customer_id) v
WHERE before IS NOT NULL AND after IS NOT NULL GROUP BY part

-- kpi: backlog()
SELECT part, value
FROM (
    SELECT part, SUM(SUM(n)) OVER (ORDER BY part) AS value
    FROM (
        SELECT CAST(date_trunc('month', created_at) AS DATE) AS part, COUNT(*) AS n FROM ticket GROUP BY part
        UNION ALL
        SELECT CAST(date_trunc('month', COALESCE(last_solved_at, closed_at)) AS DATE) AS part, -COUNT(*)
        FROM ticket WHERE status IN ('solved', 'closed') GROUP BY part) x
    GROUP BY part) y
WHERE part BETWEEN DATE '2023-06-01' AND DATE '2026-05-01'

-- kpi: daily_active_users()
SELECT part, SUM(n) / CAST(CAST(part + INTERVAL 1 MONTH AS DATE) - part AS DOUBLE) AS value
FROM (SELECT part, CAST(occurred_at AS DATE) AS day, COUNT(DISTINCT user_id) AS n FROM used GROUP BY part, day) d
GROUP BY part

-- kpi: seats_used_share()
SELECT g.part, CAST(SUM(COALESCE(u.people, 0)) AS DOUBLE) / SUM(k.licensed) AS value
FROM (SELECT * FROM stay WHERE n_close > 0) g
ASOF JOIN (SELECT customer_id, licensed, CAST(counted_on AS TIMESTAMP) AS counted_at FROM seats) k
    ON k.customer_id = g.customer_id AND k.counted_at < g.closes
LEFT JOIN (SELECT part, customer_id, COUNT(DISTINCT user_id) AS people FROM used_of_28_days GROUP BY part, customer_id) u
    ON u.customer_id = g.customer_id AND u.part = g.part
WHERE k.licensed > 0 GROUP BY g.part

-- kpi: days_since_last_use()
SELECT g.part, AVG(CAST(g.closes AS DATE) - CAST(u.occurred_at AS DATE)) AS value
FROM (SELECT * FROM stay WHERE n_close > 0) g
ASOF JOIN (SELECT customer_id, occurred_at FROM usage_events WHERE NOT is_bot) u
    ON u.customer_id = g.customer_id AND u.occurred_at < g.closes
GROUP BY g.part

-- kpi: days_since_last_contact()
SELECT g.part, AVG(CAST(g.closes AS DATE) - CAST(u.met_at AS DATE)) AS value
FROM (SELECT * FROM stay WHERE n_close > 0) g
ASOF JOIN (
    SELECT customer_id, occurred_at AS met_at FROM interactions
    UNION ALL
    SELECT customer_id, created_at FROM ticket WHERE customer_id IS NOT NULL) u
    ON u.customer_id = g.customer_id AND u.met_at < g.closes
GROUP BY g.part

-- kpi: health_score()
WITH payers AS (
    SELECT part, closes, customer_id FROM stay WHERE n_close > 0),
days AS (
    SELECT DISTINCT customer_id, CAST(occurred_at AS DATE) AS day FROM usage_events WHERE NOT is_bot),
used_ever AS (
    SELECT customer_id, MIN(occurred_at) AS at FROM usage_events WHERE NOT is_bot GROUP BY customer_id),
use AS (
    SELECT m.part, d.customer_id, COUNT(*) FILTER (WHERE d.day >= m.closes - INTERVAL 28 DAY) AS now,
        list_sort([COUNT(*) FILTER (WHERE d.day >= m.closes - INTERVAL 56 DAY AND d.day < m.closes - INTERVAL 28 DAY),
            COUNT(*) FILTER (WHERE d.day >= m.closes - INTERVAL 84 DAY AND d.day < m.closes - INTERVAL 56 DAY),
            COUNT(*) FILTER (WHERE d.day < m.closes - INTERVAL 84 DAY)])[2] AS usual
    FROM months m
    JOIN days d ON d.day >= m.closes - INTERVAL 112 DAY AND d.day < m.closes
    GROUP BY m.part, d.customer_id),
queue AS (
    SELECT m.part, t.customer_id, COUNT(*) AS n
    FROM months m
    JOIN ticket t ON t.created_at < m.closes
        AND (t.status NOT IN ('solved', 'closed') OR COALESCE(t.last_solved_at, t.closed_at) >= m.closes)
    GROUP BY m.part, t.customer_id),
owed AS (
    SELECT customer_id, MIN(occurred_at) AS at FROM revenue WHERE amount > 0 GROUP BY customer_id),
dues AS (
    SELECT m.part, r.customer_id, MAX(CAST(m.closes AS DATE) - CAST(r.due_at AS DATE)) AS late
    FROM months m
    JOIN revenue r ON r.occurred_at < m.closes AND r.due_at < m.closes AND (r.paid_at IS NULL OR r.paid_at >= m.closes)
    WHERE r.amount > 0
    GROUP BY m.part, r.customer_id),
mood AS (
    SELECT p.part, p.customer_id, s.score
    FROM payers p
    ASOF JOIN (SELECT customer_id, responded_at, score FROM surveys
        WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 AND customer_id IS NOT NULL) s
        ON s.customer_id = p.customer_id AND s.responded_at < p.closes),
points AS (
    SELECT p.part,
        CASE WHEN e.at IS NULL THEN NULL WHEN COALESCE(u.now, 0) = 0 THEN 0 WHEN u.now >= u.usual THEN 100
            ELSE 100.0 * u.now / u.usual END AS use,
        CASE WHEN m.score > 8 THEN 100 WHEN m.score > 6 THEN 50 WHEN m.score IS NOT NULL THEN 0 END AS mood,
        GREATEST(0, 100 - 10 * COALESCE(q.n, 0)) AS support,
        CASE WHEN o.at IS NULL THEN NULL ELSE GREATEST(0, 100 - 2 * COALESCE(d.late, 0)) END AS paying
    FROM payers p
    LEFT JOIN used_ever e ON e.customer_id = p.customer_id AND e.at < p.closes
    LEFT JOIN use u ON u.customer_id = p.customer_id AND u.part = p.part
    LEFT JOIN mood m ON m.customer_id = p.customer_id AND m.part = p.part
    LEFT JOIN queue q ON q.customer_id = p.customer_id AND q.part = p.part
    LEFT JOIN owed o ON o.customer_id = p.customer_id AND o.at < p.closes
    LEFT JOIN dues d ON d.customer_id = p.customer_id AND d.part = p.part)
SELECT part, AVG(score / weight) FILTER (WHERE weight >= 0.4999) AS value
FROM (
    SELECT part, COALESCE(0.35 * use, 0) + COALESCE(0.25 * mood, 0) + 0.2 * support + COALESCE(0.2 * paying, 0) AS score,
        CASE WHEN use IS NULL THEN 0 ELSE 0.35 END + CASE WHEN mood IS NULL THEN 0 ELSE 0.25 END + 0.2
            + CASE WHEN paying IS NULL THEN 0 ELSE 0.2 END AS weight
    FROM points) h
GROUP BY part

-- kpi: voluntary_departures()
SELECT part, COUNT(*) AS value FROM departed WHERE churn_reason_type = 'voluntary' GROUP BY part

-- kpi: involuntary_departures()
SELECT part, COUNT(*) AS value FROM departed WHERE churn_reason_type = 'involuntary' GROUP BY part

-- kpi: controllable_departures()
SELECT part, COUNT(*) AS value FROM departed WHERE churn_reason IN ('price', 'service') GROUP BY part

-- kpi: voluntary_churn_rate()
SELECT s.part, COALESCE(d.n, 0) / CAST(s.n AS DOUBLE) AS value
FROM (SELECT part, COUNT(*) AS n FROM stay WHERE n_open > 0 GROUP BY part) s
LEFT JOIN (SELECT part, COUNT(*) AS n FROM departed WHERE churn_reason_type = 'voluntary' GROUP BY part) d ON d.part = s.part

-- kpi: involuntary_churn_rate()
SELECT s.part, COALESCE(d.n, 0) / CAST(s.n AS DOUBLE) AS value
FROM (SELECT part, COUNT(*) AS n FROM stay WHERE n_open > 0 GROUP BY part) s
LEFT JOIN (SELECT part, COUNT(*) AS n FROM departed WHERE churn_reason_type = 'involuntary' GROUP BY part) d ON d.part = s.part

-- kpi: controllable_churn_rate()
SELECT s.part, COALESCE(d.n, 0) / CAST(s.n AS DOUBLE) AS value
FROM (SELECT part, COUNT(*) AS n FROM stay WHERE n_open > 0 GROUP BY part) s
LEFT JOIN (SELECT part, COUNT(*) AS n FROM departed WHERE churn_reason IN ('price', 'service') GROUP BY part) d ON d.part = s.part

-- kpi: collected_recurring_revenue()
SELECT CAST(date_trunc('month', paid_at) AS DATE) AS part, SUM(amount) AS value
FROM revenue
WHERE revenue_type = 'recurring' AND paid_at >= TIMESTAMP '2023-06-01' AND paid_at < TIMESTAMP '2026-06-01'
GROUP BY part

-- kpi: referral_share()
SELECT CAST(date_trunc('month', f.first_from) AS DATE) AS part,
    COUNT(*) FILTER (WHERE LOWER(c.acquisition_source) = 'referral') / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f
LEFT JOIN customers c ON c.customer_id = f.customer_id
WHERE f.first_from >= TIMESTAMP '2023-06-01' AND f.first_from < TIMESTAMP '2026-06-01'
GROUP BY part

-- kpi: repeat_purchase_rate()
WITH bought AS (
    SELECT customer_id, CAST(date_trunc('month', occurred_at) AS DATE) AS part, MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
    FROM revenue
    WHERE amount > 0 AND revenue_type NOT IN ('tax', 'refund', 'credit') AND occurred_at < TIMESTAMP '2026-06-01'
    GROUP BY customer_id, part)
SELECT b.part, COUNT(*) FILTER (WHERE CAST(b.last_at AS DATE) > CAST(f.first_at AS DATE)) / CAST(COUNT(*) AS DOUBLE) AS value
FROM bought b
JOIN (SELECT customer_id, MIN(first_at) AS first_at FROM bought GROUP BY customer_id) f ON f.customer_id = b.customer_id
WHERE b.part >= DATE '2023-06-01'
GROUP BY b.part

-- kpi: cohort_retention_rate()
SELECT m.part, ANY_VALUE(s.n) / CAST(COUNT(*) AS DOUBLE) AS value
FROM months m
JOIN (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f ON f.first_from < m.closes
JOIN (SELECT part, COUNT(*) AS n FROM stay WHERE n_close > 0 GROUP BY part) s ON s.part = m.part
GROUP BY m.part

-- kpi: lapsed_customers()
SELECT m.part, COUNT(*) - ANY_VALUE(s.n) AS value
FROM months m
JOIN (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f ON f.first_from < m.opens
JOIN (SELECT part, COUNT(*) AS n FROM stay WHERE n_open > 0 GROUP BY part) s ON s.part = m.part
GROUP BY m.part

-- kpi: reactivation_rate()
SELECT m.part, COALESCE(ANY_VALUE(c.n), 0) / CAST(NULLIF(COUNT(*) - ANY_VALUE(s.n), 0) AS DOUBLE) AS value
FROM months m
JOIN (SELECT customer_id, MIN(valid_from) AS first_from FROM paid GROUP BY customer_id) f ON f.first_from < m.opens
JOIN (SELECT part, COUNT(*) AS n FROM stay WHERE n_open > 0 GROUP BY part) s ON s.part = m.part
LEFT JOIN (SELECT part, COUNT(*) AS n FROM came WHERE back GROUP BY part) c ON c.part = m.part
GROUP BY m.part
