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
SELECT m.part, AVG(h.score / h.weight) FILTER (WHERE h.weight >= 0.4999) AS value
FROM health h JOIN months m ON m.closes = h.bound GROUP BY m.part

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

-- kpi: unexplained_departures()
SELECT part, COUNT(*) FILTER (WHERE churn_reason_type IS NULL) AS value FROM departed GROUP BY part

-- kpi: churn_after_effort_rate()
SELECT g.part, COUNT(*) FILTER (WHERE d.held_until < g.opens + INTERVAL 90 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT * FROM stay WHERE n_open > 0 AND opens + INTERVAL 90 DAY <= TIMESTAMP '2026-06-01') g
JOIN (SELECT customer_id, MIN(responded_at) AS first_at FROM surveys
    WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 AND customer_id IS NOT NULL GROUP BY customer_id) a
    ON a.customer_id = g.customer_id AND a.first_at < g.opens
ASOF LEFT JOIN departed d ON d.customer_id = g.customer_id AND d.held_until >= g.opens
GROUP BY g.part

-- kpi: transferred_customers()
SELECT part, 0 AS value FROM months

-- kpi: transfer_mrr()
SELECT part, 0 AS value FROM months

-- kpi: fx_mrr()
SELECT part, 0 AS value FROM months

-- kpi: attributed_cac()
SELECT s.part, CAST(c.amount AS DOUBLE) / s.n AS value
FROM (SELECT part, COUNT(*) AS n FROM started GROUP BY part) s
JOIN campaign_spend c ON c.part = s.part

-- kpi: attributed_payback_months()
SELECT s.part, CAST(c.amount AS DOUBLE) / (s.mrr * 0.78) AS value
FROM (SELECT part, CAST(SUM(mrr) AS DOUBLE) AS mrr FROM started GROUP BY part) s
JOIN campaign_spend c ON c.part = s.part

-- kpi: attributed_clv()
SELECT a.part, CAST(a.mrr AS DOUBLE) / a.n / NULLIF(p.churned / CAST(p.opening AS DOUBLE), 0) AS value
FROM closing_all a
JOIN pooled p ON p.part = a.part

-- kpi: attributed_ltv_cac()
SELECT a.part, CAST(a.mrr AS DOUBLE) / a.n / NULLIF(p.churned / CAST(p.opening AS DOUBLE), 0) / (CAST(c.amount AS DOUBLE) / s.n) AS value
FROM closing_all a
JOIN pooled p ON p.part = a.part
JOIN campaign_spend c ON c.part = a.part
JOIN (SELECT part, COUNT(*) AS n FROM started GROUP BY part) s ON s.part = a.part

-- kpi: revenue_per_customer_growth_rate()
WITH active AS (
    SELECT DISTINCT m.opens, p.customer_id
    FROM (SELECT opens FROM months UNION ALL SELECT TIMESTAMP '2023-05-01') m
    JOIN paid p ON p.valid_from < m.opens + INTERVAL 1 MONTH AND (p.valid_to IS NULL OR p.valid_to >= m.opens)),
both_months AS (
    SELECT n.opens, n.customer_id FROM active n JOIN active b ON b.customer_id = n.customer_id AND b.opens = n.opens - INTERVAL 1 MONTH),
made AS (
    SELECT date_trunc('month', occurred_at) AS opens, customer_id, SUM(amount) AS amount
    FROM revenue
    WHERE occurred_at >= TIMESTAMP '2023-05-01' AND occurred_at < TIMESTAMP '2026-06-01' AND revenue_type <> 'tax'
    GROUP BY 1, 2)
SELECT CAST(c.opens AS DATE) AS part, CAST(SUM(n.amount) AS DOUBLE) / CAST(SUM(b.amount) AS DOUBLE) - 1 AS value
FROM both_months c
LEFT JOIN made n ON n.customer_id = c.customer_id AND n.opens = c.opens
LEFT JOIN made b ON b.customer_id = c.customer_id AND b.opens = c.opens - INTERVAL 1 MONTH
GROUP BY c.opens

-- kpi: activation_rate()
SELECT s.part, COUNT(*) FILTER (WHERE u.first_at < s.first_from + INTERVAL 14 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM started s
LEFT JOIN (SELECT customer_id, MIN(occurred_at) AS first_at FROM usage_events WHERE NOT is_bot GROUP BY customer_id) u
    ON u.customer_id = s.customer_id
WHERE s.first_from + INTERVAL 14 DAY <= TIMESTAMP '2026-06-01'
GROUP BY s.part

-- kpi: customers_at_risk()
SELECT m.part, COUNT(*) AS value FROM health h JOIN months m ON m.closes = h.bound WHERE h.at_risk GROUP BY m.part

-- kpi: revenue_at_risk()
SELECT m.part, SUM(h.mrr) AS value FROM health h JOIN months m ON m.closes = h.bound WHERE h.at_risk GROUP BY m.part

-- kpi: health_coverage()
SELECT m.part, AVG(h.weight) AS value FROM health h JOIN months m ON m.closes = h.bound GROUP BY m.part

-- kpi: backlog_days()
SELECT m.part, 28 * ANY_VALUE(w.n) / CAST(NULLIF(COUNT(s.ticket_id), 0) AS DOUBLE) AS value
FROM months m
LEFT JOIN solved s ON s.part = m.part AND s.last_solved_at >= m.closes - INTERVAL 28 DAY
LEFT JOIN (
    SELECT b.part, COUNT(*) AS n
    FROM months b
    JOIN ticket t ON t.created_at < b.closes
        AND (t.status NOT IN ('solved', 'closed') OR COALESCE(t.last_solved_at, t.closed_at) >= b.closes)
    GROUP BY b.part) w ON w.part = m.part
GROUP BY m.part

-- kpi: resolution_within()
SELECT part, COUNT(*) FILTER (WHERE last_solved_at <= created_at + INTERVAL 24 HOUR) / CAST(COUNT(*) AS DOUBLE) AS value
FROM solved WHERE last_solved_at >= created_at GROUP BY part

-- kpi: share_of_voice()
SELECT part, COUNT(*) / CAST(COUNT(*) AS DOUBLE) AS value
FROM said WHERE regexp_matches(words, '\b(bluepeak|blue[-/_[:space:]]+peak|kontorix)\b') GROUP BY part

-- kpi: responses_invalid()  with: further
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, COUNT(*) AS value
FROM further_surveys
WHERE responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01'
  AND CASE survey_type WHEN 'nps' THEN score IS NULL OR score < 0 OR score > 10
    WHEN 'csat' THEN score IS NULL OR score < 1 OR score > 5
    WHEN 'ces' THEN score IS NULL OR score < 1 OR score > 7 ELSE FALSE END
GROUP BY part

-- kpi: exit_answers()  with: further
SELECT CAST(date_trunc('month', responded_at) AS DATE) AS part, COUNT(*) AS value
FROM further_surveys
WHERE survey_type = 'exit' AND responded_at >= TIMESTAMP '2023-06-01' AND responded_at < TIMESTAMP '2026-06-01'
GROUP BY part

-- kpi: departures_to_competitors()  with: further
SELECT d.part, COUNT(*) AS value
FROM departed d
JOIN priced_subscriptions p ON p.customer_id = d.customer_id AND p.valid_to = d.held_until AND p.status IN ('active', 'past_due')
    AND p.mrr > 0 AND p.valid_to > p.valid_from
WHERE TRIM(p.churn_competitor) <> ''
GROUP BY d.part

-- kpi: departures_after_price_rise()  with: further
SELECT d.part, COUNT(*) AS value
FROM departed d
ASOF JOIN raised r ON r.customer_id = d.customer_id AND r.raised_at <= d.held_until
WHERE d.held_until <= r.raised_at + INTERVAL 90 DAY
GROUP BY d.part

-- kpi: price_rise_churn_rate()  with: further
SELECT r.part, COUNT(*) FILTER (WHERE d.held_until <= r.raised_at + INTERVAL 90 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT CAST(date_trunc('month', raised_at) AS DATE) AS part, * FROM raised
    WHERE raised_at >= TIMESTAMP '2023-06-01' AND raised_at + INTERVAL 90 DAY <= TIMESTAMP '2026-06-01') r
ASOF LEFT JOIN departed d ON d.customer_id = r.customer_id AND d.held_until >= r.raised_at
GROUP BY r.part

-- kpi: discounts()  with: further
SELECT m.part, SUM(p.mrr - p.listed) AS value
FROM months m
JOIN priced p ON p.valid_from < m.closes AND (p.valid_to IS NULL OR p.valid_to >= m.closes)
GROUP BY m.part

-- kpi: requester_wait_time()  with: further
WITH told AS (
    SELECT h.ticket_id, s.part, s.created_at, s.solved_at, s.is_sure, h.occurred_at, h.value,
        LEAD(h.occurred_at) OVER (PARTITION BY h.ticket_id ORDER BY h.occurred_at) AS until
    FROM ticket_history h
    JOIN solved_then s ON s.ticket_id = h.ticket_id
    WHERE h.event_type = 'status' AND h.occurred_at < TIMESTAMP '2026-06-01'),
away AS (
    SELECT ticket_id, part, created_at, solved_at,
        COALESCE(SUM(epoch(LEAST(COALESCE(until, solved_at), solved_at)) - epoch(occurred_at))
            FILTER (WHERE value NOT IN ('new', 'open', 'hold') AND occurred_at < solved_at), 0) AS idle
    FROM told
    GROUP BY ticket_id, part, created_at, solved_at
    HAVING ANY_VALUE(is_sure) OR ARG_MAX(value, occurred_at) IN ('solved', 'closed'))
SELECT part, AVG(epoch(solved_at) - epoch(created_at) - idle) / 60 AS value FROM away GROUP BY part

-- kpi: product_expansion_mrr()  with: further
SELECT part, CAST(SUM(more * by_product / whole) AS DECIMAL(38, 4)) AS value FROM grown GROUP BY part

-- kpi: tier_expansion_mrr()  with: further
SELECT part, CAST(SUM(more * by_tier / whole) AS DECIMAL(38, 4)) AS value FROM grown GROUP BY part

-- kpi: quantity_expansion_mrr()  with: further
SELECT part, CAST(SUM(more * by_quantity / whole) AS DECIMAL(38, 4)) AS value FROM grown GROUP BY part

-- kpi: price_expansion_mrr()  with: further
SELECT part, CAST(SUM(more * by_price / whole) AS DECIMAL(38, 4)) AS value FROM grown GROUP BY part

-- kpi: discount_expansion_mrr()  with: further
SELECT part, CAST(SUM(more * by_discount / whole) AS DECIMAL(38, 4)) AS value FROM grown GROUP BY part

-- kpi: unexplained_expansion_mrr()  with: further
SELECT part, COALESCE(SUM(more) FILTER (WHERE whole IS NULL), 0) AS value FROM grown GROUP BY part
