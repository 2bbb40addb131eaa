-- What somebody who knows the data and the engine would write for each KPI, on the views of catalogue-total.sql or of
-- catalogue-monthly.sql. "by: nothing" has no parts, "by: competitor" those instead of industries, "total only" is not asked
-- by month.
--
-- A statement knows which columns are filled and how large they are. It must answer the same on a company whose customers
-- have several subscriptions and plans, that books costs of service, and whose texts hold "slowly" and "slow.", "Blue-Peak"
-- and "blue  peak": so a tier is that of the plan which a customer pays most for, and words are whole ones, for which LIKE
-- would be too simple.

-- kpi: nps()
SELECT part, 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(*) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part

-- kpi: promoter_share()
SELECT part, COUNT(*) FILTER (WHERE score > 8) / CAST(COUNT(*) AS DOUBLE) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part

-- kpi: passive_share()
SELECT part, COUNT(*) FILTER (WHERE score > 6 AND score <= 8) / CAST(COUNT(*) AS DOUBLE) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part

-- kpi: detractor_share()
SELECT part, COUNT(*) FILTER (WHERE score <= 6) / CAST(COUNT(*) AS DOUBLE) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part

-- kpi: nps_n()
SELECT part, COUNT(*) AS value
FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part

-- kpi: nps_lower()
SELECT part, GREATEST(-100, 100 * (pr - de - 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (
    SELECT part, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75) / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75) / (COUNT(*) + 3) AS de
    FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part) w

-- kpi: nps_upper()
SELECT part, LEAST(100, 100 * (pr - de + 1.959963984540054 * SQRT((pr + de - (pr - de) * (pr - de)) / n3))) AS value
FROM (
    SELECT part, COUNT(*) + 3 AS n3, (COUNT(*) FILTER (WHERE score > 8) + 0.75) / (COUNT(*) + 3) AS pr,
        (COUNT(*) FILTER (WHERE score <= 6) + 0.75) / (COUNT(*) + 3) AS de
    FROM answers WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 GROUP BY part) w

-- kpi: csat()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE a.score >= 4) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT customer_id, responded_at, score, ticket_id,
        ROW_NUMBER() OVER (PARTITION BY ticket_id ORDER BY responded_at DESC, response_id DESC) AS place
    FROM surveys
    WHERE survey_type = 'csat' AND score BETWEEN 1 AND 5 AND responded_at < TIMESTAMP '2026-06-01') a
LEFT JOIN customers c ON c.customer_id = a.customer_id
WHERE (a.ticket_id IS NULL OR a.place = 1) AND a.responded_at >= TIMESTAMP '2023-07-01'
GROUP BY c.industry

-- kpi: ces()
SELECT part, AVG(score) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: low_effort_share()
SELECT part, COUNT(*) FILTER (WHERE score >= 5) / CAST(COUNT(*) AS DOUBLE) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: effort_index()
SELECT part, AVG(100 - 100 * (score - 1) / 6) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: survey_response_rate()
SELECT part, COUNT(*) FILTER (WHERE responded_at < TIMESTAMP '2026-06-01') / CAST(COUNT(*) AS DOUBLE) AS value
FROM invitations GROUP BY part

-- kpi: detractors_followed_up_within()
SELECT a.part, COUNT(*) FILTER (WHERE x.at <= a.responded_at + INTERVAL 7 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT * FROM answers WHERE survey_type = 'nps' AND score <= 6 AND customer_id IS NOT NULL
    AND responded_at + INTERVAL 7 DAY <= TIMESTAMP '2026-06-01') a
ASOF LEFT JOIN (
    SELECT customer_id, occurred_at AS at FROM interactions WHERE occurred_at < TIMESTAMP '2026-06-01'
    UNION ALL
    SELECT customer_id, created_at FROM ticket WHERE submitter_role = 'agent') x
    ON x.customer_id = a.customer_id AND x.at > a.responded_at
GROUP BY a.part

-- kpi: satisfaction_coverage()  total only
SELECT part, COUNT(a.customer_id) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay g
LEFT JOIN (SELECT DISTINCT customer_id FROM surveys WHERE score IS NOT NULL
    AND responded_at >= TIMESTAMP '2025-06-01' AND responded_at < TIMESTAMP '2026-06-01') a ON a.customer_id = g.customer_id
WHERE g.n_close > 0 GROUP BY part

-- kpi: opening_customers()
SELECT part, COUNT(*) AS value FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: closing_customers()
SELECT part, COUNT(*) AS value FROM stay WHERE n_close > 0 GROUP BY part

-- kpi: active_customers()
SELECT part, COUNT(*) AS value FROM stay GROUP BY part

-- kpi: churned_customers()
SELECT part, COUNT(*) AS value FROM stay WHERE n_open > 0 AND n_close = 0 GROUP BY part

-- kpi: new_customers()
SELECT part, COUNT(*) AS value FROM came WHERE NOT back GROUP BY part

-- kpi: reactivated_customers()
SELECT part, COUNT(*) AS value FROM came WHERE back GROUP BY part

-- kpi: churn_rate()
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: retention_rate()
SELECT part, 1 - COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: average_monthly_churn_rate()
SELECT part, churned / CAST(opening AS DOUBLE) AS value FROM pooled

-- kpi: annualised_churn_rate()
SELECT part, 1 - POW(1 - churned / CAST(opening AS DOUBLE), 12) AS value FROM pooled

-- kpi: average_lifetime_months()
SELECT part, CAST(opening AS DOUBLE) / NULLIF(churned, 0) AS value FROM pooled

-- kpi: clv()
SELECT a.part, a.arpa * p.opening / NULLIF(p.churned, 0) AS value
FROM (SELECT part, CAST(SUM(m_close) AS DOUBLE) / COUNT(*) AS arpa FROM stay WHERE n_close > 0 GROUP BY part) a
JOIN pooled p ON p.part IS NOT DISTINCT FROM a.part

-- kpi: clv_margin()
SELECT a.part, a.arpa * p.opening / NULLIF(p.churned, 0) * 0.78 AS value
FROM (SELECT part, CAST(SUM(m_close) AS DOUBLE) / COUNT(*) AS arpa FROM stay WHERE n_close > 0 GROUP BY part) a
JOIN pooled p ON p.part IS NOT DISTINCT FROM a.part

-- kpi: trailing_churn_rate()  total only
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: trailing_net_revenue_retention()  total only
SELECT part, CAST(SUM(m_close) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: trailing_gross_revenue_retention()  total only
SELECT part, CAST(SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay_of_year WHERE n_open > 0 GROUP BY part

-- kpi: departures()
SELECT c.industry AS part, COUNT(*) AS value
FROM departed d
LEFT JOIN customers c ON c.customer_id = d.customer_id
GROUP BY c.industry

-- kpi: departed_mrr()
SELECT c.industry AS part, -SUM(p.mrr) AS value
FROM departed d
JOIN paid p ON p.customer_id = d.customer_id AND p.valid_to = d.held_until
LEFT JOIN customers c ON c.customer_id = d.customer_id
GROUP BY c.industry

-- kpi: mrr()
SELECT part, SUM(m_close) AS value FROM stay WHERE n_close > 0 GROUP BY part

-- kpi: opening_mrr()
SELECT part, SUM(m_open) AS value FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: new_mrr()
SELECT part, SUM(m_close) AS value FROM came WHERE NOT back GROUP BY part

-- kpi: reactivation_mrr()
SELECT part, SUM(m_close) AS value FROM came WHERE back GROUP BY part

-- kpi: expansion_mrr()
SELECT part, SUM(m_close - m_open) AS value
FROM stay WHERE n_open > 0 AND n_close > 0 AND m_close > m_open GROUP BY part

-- kpi: contraction_mrr()
SELECT part, SUM(m_close - m_open) AS value
FROM stay WHERE n_open > 0 AND n_close > 0 AND m_close < m_open GROUP BY part

-- kpi: churned_mrr()
SELECT part, -SUM(m_open) AS value FROM stay WHERE n_open > 0 AND n_close = 0 GROUP BY part

-- kpi: net_new_mrr()
SELECT part, SUM(m_close - m_open) AS value FROM stay GROUP BY part

-- kpi: arr()
SELECT part, 12 * SUM(m_close) AS value FROM stay WHERE n_close > 0 GROUP BY part

-- kpi: arpa()
SELECT part, CAST(SUM(m_close) AS DOUBLE) / COUNT(*) AS value FROM stay WHERE n_close > 0 GROUP BY part

-- kpi: quick_ratio()
SELECT part, CAST(SUM(CASE WHEN m_close > m_open THEN m_close - m_open ELSE 0 END) AS DOUBLE)
    / NULLIF(CAST(SUM(CASE WHEN m_close < m_open THEN m_open - m_close ELSE 0 END) AS DOUBLE), 0) AS value
FROM stay GROUP BY part

-- kpi: gross_revenue_retention()
SELECT part, CAST(SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: net_revenue_retention()
SELECT part, CAST(SUM(m_close) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: gross_revenue_churn_rate()
SELECT part, 1 - CAST(SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: net_revenue_churn_rate()
SELECT part, 1 - CAST(SUM(m_close) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM stay WHERE n_open > 0 GROUP BY part

-- kpi: support_cost()
SELECT part, SUM(amount) AS value FROM spent WHERE category = 'support' GROUP BY part

-- kpi: cost_to_support()
SELECT part, SUM(amount) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, amount, 0 AS n FROM spent WHERE category IN ('support')
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay GROUP BY part) x
GROUP BY part

-- kpi: cost_per_ticket()
SELECT part, SUM(amount) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, amount, 0 AS n FROM spent WHERE category IN ('support')
    UNION ALL
    SELECT part, 0, COUNT(*) FROM created GROUP BY part) x
GROUP BY part

-- kpi: retention_cost()
SELECT part, SUM(amount) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, amount, 0 AS n FROM spent WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing')
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay WHERE n_open > 0 AND n_close > 0 GROUP BY part) x
GROUP BY part

-- kpi: cac()  by: nothing
SELECT part, s.amount / NULLIF(w.n, 0) AS value FROM campaign_spend s JOIN won w USING (part)

-- kpi: payback_months()  by: nothing
SELECT part, s.amount / NULLIF(CAST(w.mrr AS DOUBLE) * 0.78, 0) AS value FROM campaign_spend s JOIN won w USING (part)

-- kpi: ltv_cac()  by: nothing
SELECT part, CAST(c.mrr AS DOUBLE) / c.n * p.opening / NULLIF(p.churned, 0) / (s.amount / NULLIF(w.n, 0)) AS value
FROM campaign_spend s JOIN won w USING (part) JOIN pooled_all p USING (part) JOIN closing_all c USING (part)

-- kpi: total_revenue()
SELECT part, SUM(amount) AS value FROM earned GROUP BY part

-- kpi: recurring_revenue()
SELECT part, SUM(amount) AS value FROM earned WHERE revenue_type = 'recurring' GROUP BY part

-- kpi: one_off_revenue()
SELECT part, SUM(amount) AS value FROM earned WHERE revenue_type IN ('one_off', 'usage') GROUP BY part

-- kpi: usage_revenue()
SELECT part, SUM(amount) AS value FROM earned WHERE revenue_type = 'usage' GROUP BY part

-- kpi: recurring_share()
SELECT part, CAST(SUM(amount) FILTER (WHERE revenue_type = 'recurring') AS DOUBLE) / NULLIF(CAST(SUM(amount) AS DOUBLE), 0) AS value
FROM earned WHERE revenue_type IN ('recurring', 'one_off', 'usage') GROUP BY part

-- kpi: refunds()
SELECT part, SUM(amount) AS value FROM earned WHERE revenue_type = 'refund' GROUP BY part

-- kpi: credits()
SELECT part, SUM(amount) AS value FROM earned WHERE revenue_type = 'credit' GROUP BY part

-- kpi: cost_of_service()
SELECT part, SUM(amount) AS value
FROM (
    SELECT part, CAST(SUM(cost_of_service) AS DOUBLE) AS amount FROM earned GROUP BY part
    UNION ALL
    SELECT part, SUM(amount) FROM spent WHERE category = 'service' GROUP BY part) x
GROUP BY part

-- kpi: revenue_per_customer()
SELECT part, CAST(SUM(amount) AS DOUBLE) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, SUM(amount) AS amount, 0 AS n FROM earned GROUP BY part
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay GROUP BY part) x
GROUP BY part

-- kpi: profit()
SELECT part, SUM(amount) AS value
FROM (
    SELECT part, CAST(SUM(amount) AS DOUBLE) - COALESCE(CAST(SUM(cost_of_service) AS DOUBLE), 0) AS amount, CAST(SUM(amount) AS DOUBLE) AS revenue, 0 AS n FROM earned GROUP BY part
    UNION ALL
    SELECT part, -SUM(amount), 0, 0 FROM spent WHERE category IN ('support', 'service') GROUP BY part) x
GROUP BY part

-- kpi: profit_margin()
SELECT part, SUM(amount) / NULLIF(SUM(revenue), 0) AS value
FROM (
    SELECT part, CAST(SUM(amount) AS DOUBLE) - COALESCE(CAST(SUM(cost_of_service) AS DOUBLE), 0) AS amount, CAST(SUM(amount) AS DOUBLE) AS revenue, 0 AS n FROM earned GROUP BY part
    UNION ALL
    SELECT part, -SUM(amount), 0, 0 FROM spent WHERE category IN ('support', 'service') GROUP BY part) x
GROUP BY part

-- kpi: profit_per_customer()
SELECT part, SUM(amount) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, CAST(SUM(amount) AS DOUBLE) - COALESCE(CAST(SUM(cost_of_service) AS DOUBLE), 0) AS amount, CAST(SUM(amount) AS DOUBLE) AS revenue, 0 AS n FROM earned GROUP BY part
    UNION ALL
    SELECT part, -SUM(amount), 0, 0 FROM spent WHERE category IN ('support', 'service') GROUP BY part
    UNION ALL
    SELECT part, 0, 0, COUNT(*) FROM stay GROUP BY part) x
GROUP BY part

-- kpi: cross_sell_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE v.after > v.before) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT customer_id, COUNT(*) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01') AS n_open,
        COUNT(*) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS n_close,
        COUNT(DISTINCT product_id) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01') AS before,
        COUNT(DISTINCT product_id) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS after
    FROM paid
    WHERE (valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01'))
       OR (valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01'))
    GROUP BY customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id
WHERE v.n_open > 0 AND v.n_close > 0 GROUP BY c.industry

-- kpi: upsell_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE v.after > v.before AND v.before > 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT b.customer_id, SUM(b.opening) AS opening, SUM(b.closing) AS closing,
        ARG_MAX_NULL(n.tier_rank, ROW(b.opening, COALESCE(n.tier_rank, 0))) FILTER (WHERE b.opening > 0) AS before,
        ARG_MAX_NULL(n.tier_rank, ROW(b.closing, COALESCE(n.tier_rank, 0))) FILTER (WHERE b.closing > 0) AS after
    FROM (
        SELECT customer_id, plan_id,
            SUM(mrr) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01')) AS opening,
            SUM(mrr) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS closing
        FROM paid
        WHERE (valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01'))
           OR (valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01'))
        GROUP BY customer_id, plan_id) b
    LEFT JOIN plans n ON n.plan_id = b.plan_id
    GROUP BY b.customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id
WHERE v.opening > 0 AND v.closing > 0 GROUP BY c.industry

-- kpi: downgrade_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE v.after < v.before AND v.after > 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT b.customer_id, SUM(b.opening) AS opening, SUM(b.closing) AS closing,
        ARG_MAX_NULL(n.tier_rank, ROW(b.opening, COALESCE(n.tier_rank, 0))) FILTER (WHERE b.opening > 0) AS before,
        ARG_MAX_NULL(n.tier_rank, ROW(b.closing, COALESCE(n.tier_rank, 0))) FILTER (WHERE b.closing > 0) AS after
    FROM (
        SELECT customer_id, plan_id,
            SUM(mrr) FILTER (WHERE valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01')) AS opening,
            SUM(mrr) FILTER (WHERE valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01') AS closing
        FROM paid
        WHERE (valid_from < TIMESTAMP '2023-07-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01'))
           OR (valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01'))
        GROUP BY customer_id, plan_id) b
    LEFT JOIN plans n ON n.plan_id = b.plan_id
    GROUP BY b.customer_id) v
LEFT JOIN customers c ON c.customer_id = v.customer_id
WHERE v.opening > 0 AND v.closing > 0 GROUP BY c.industry

-- kpi: ticket_volume()
SELECT part, COUNT(*) AS value FROM created GROUP BY part

-- kpi: solved_tickets()
SELECT part, COUNT(*) AS value FROM solved GROUP BY part

-- kpi: tickets_per_customer()
SELECT part, CAST(SUM(t) AS DOUBLE) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, COUNT(*) AS t, 0 AS n FROM created GROUP BY part
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay GROUP BY part) x
GROUP BY part

-- kpi: resolution_rate()
SELECT part, COUNT(*) FILTER (WHERE status IN ('solved', 'closed') AND last_solved_at < TIMESTAMP '2026-06-01') / CAST(COUNT(*) AS DOUBLE) AS value
FROM created GROUP BY part

-- kpi: resolution_rate('flow')
SELECT part, CAST(SUM(done) AS DOUBLE) / NULLIF(SUM(made), 0) AS value
FROM (
    SELECT part, 0 AS done, COUNT(*) AS made FROM created GROUP BY part
    UNION ALL
    SELECT part, COUNT(*), 0 FROM solved GROUP BY part) x
GROUP BY part

-- kpi: backlog()  total only
SELECT part, COUNT(*) AS value FROM waiting GROUP BY part

-- kpi: backlog_days()  total only
SELECT part, 28 * CAST(SUM(open) AS DOUBLE) / NULLIF(SUM(done), 0) AS value
FROM (
    SELECT part, COUNT(*) AS open, 0 AS done FROM waiting GROUP BY part
    UNION ALL
    SELECT part, 0, COUNT(*) FROM solved_of_28_days GROUP BY part) x
GROUP BY part

-- kpi: tickets_per_agent()
SELECT part, COUNT(*) / CAST(COUNT(DISTINCT assignee_id) AS DOUBLE) AS value FROM created WHERE assignee_id IS NOT NULL GROUP BY part

-- kpi: reopen_rate()
SELECT part, COUNT(*) FILTER (WHERE reopen_count > 0) / CAST(COUNT(*) AS DOUBLE) AS value FROM solved GROUP BY part

-- kpi: first_response_time()
SELECT part, AVG((epoch(first_response_at) - epoch(created_at)) / 60) AS value
FROM created WHERE first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01' GROUP BY part

-- kpi: median_first_response_time()
SELECT part, MEDIAN((epoch(first_response_at) - epoch(created_at)) / 60) AS value
FROM created WHERE first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01' GROUP BY part

-- kpi: first_response_time('p90')
SELECT part, QUANTILE_CONT((epoch(first_response_at) - epoch(created_at)) / 60, 0.9) AS value
FROM created WHERE first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01' GROUP BY part

-- kpi: unanswered_tickets()
SELECT part, COUNT(*) AS value
FROM created WHERE first_response_at IS NULL OR first_response_at >= TIMESTAMP '2026-06-01' GROUP BY part

-- kpi: first_response_within()
SELECT part, COUNT(*) FILTER (WHERE first_response_at < TIMESTAMP '2026-06-01' AND first_response_at <= created_at + INTERVAL 24 HOUR)
    / CAST(NULLIF(COUNT(*) FILTER (WHERE first_response_at < TIMESTAMP '2026-06-01' OR created_at + INTERVAL 24 HOUR < TIMESTAMP '2026-06-01'), 0) AS DOUBLE) AS value
FROM created GROUP BY part

-- kpi: average_resolution_time()
SELECT part, AVG((epoch(last_solved_at) - epoch(created_at)) / 60) AS value FROM solved GROUP BY part

-- kpi: median_resolution_time()
SELECT part, MEDIAN((epoch(last_solved_at) - epoch(created_at)) / 60) AS value FROM solved GROUP BY part

-- kpi: average_resolution_time('first')
SELECT part, AVG((epoch(first_solved_at) - epoch(created_at)) / 60) AS value FROM solved_first GROUP BY part

-- kpi: first_response_time('business')
SELECT part, AVG(CASE WHEN schedule_id IS NULL THEN (epoch(first_response_at) - epoch(created_at)) / 60 ELSE until - since END) AS value
FROM (
    SELECT t.part, t.schedule_id, t.created_at, t.first_response_at,
        a.minutes_before + (LEAST(epoch(t.created_at), epoch(a.closed)) - epoch(a.opened)) / 60 AS since,
        b.minutes_before + (LEAST(epoch(t.first_response_at), epoch(b.closed)) - epoch(b.opened)) / 60 AS until
    FROM (SELECT * FROM created WHERE first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01') t
    ASOF LEFT JOIN opening a ON a.schedule_id = t.schedule_id AND a.opened <= t.created_at
    ASOF LEFT JOIN opening b ON b.schedule_id = t.schedule_id AND b.opened <= t.first_response_at) w
GROUP BY part

-- kpi: median_first_response_time('business')
SELECT part, MEDIAN(CASE WHEN schedule_id IS NULL THEN (epoch(first_response_at) - epoch(created_at)) / 60 ELSE until - since END) AS value
FROM (
    SELECT t.part, t.schedule_id, t.created_at, t.first_response_at,
        a.minutes_before + (LEAST(epoch(t.created_at), epoch(a.closed)) - epoch(a.opened)) / 60 AS since,
        b.minutes_before + (LEAST(epoch(t.first_response_at), epoch(b.closed)) - epoch(b.opened)) / 60 AS until
    FROM (SELECT * FROM created WHERE first_response_at >= created_at AND first_response_at < TIMESTAMP '2026-06-01') t
    ASOF LEFT JOIN opening a ON a.schedule_id = t.schedule_id AND a.opened <= t.created_at
    ASOF LEFT JOIN opening b ON b.schedule_id = t.schedule_id AND b.opened <= t.first_response_at) w
GROUP BY part

-- kpi: average_resolution_time('business')
SELECT part, AVG(CASE WHEN schedule_id IS NULL THEN (epoch(last_solved_at) - epoch(created_at)) / 60 ELSE until - since END) AS value
FROM (
    SELECT t.part, t.schedule_id, t.created_at, t.last_solved_at,
        a.minutes_before + (LEAST(epoch(t.created_at), epoch(a.closed)) - epoch(a.opened)) / 60 AS since,
        b.minutes_before + (LEAST(epoch(t.last_solved_at), epoch(b.closed)) - epoch(b.opened)) / 60 AS until
    FROM (SELECT * FROM solved) t
    ASOF LEFT JOIN opening a ON a.schedule_id = t.schedule_id AND a.opened <= t.created_at
    ASOF LEFT JOIN opening b ON b.schedule_id = t.schedule_id AND b.opened <= t.last_solved_at) w
GROUP BY part

-- kpi: first_contact_resolution_rate()
SELECT t.part, COUNT(*) FILTER (WHERE t.agent_reply_count = 1 AND t.reopen_count = 0
    AND (n.created_at IS NULL OR n.created_at >= t.last_solved_at + INTERVAL 7 DAY)) / CAST(COUNT(*) AS DOUBLE) AS value
FROM solved t
ASOF LEFT JOIN (SELECT customer_id, created_at FROM ticket WHERE created_at < TIMESTAMP '2026-06-01') n
    ON n.customer_id = t.customer_id AND n.created_at > t.last_solved_at
GROUP BY t.part

-- kpi: first_contact_resolution_rate('one_touch')
SELECT part, COUNT(*) FILTER (WHERE agent_reply_count = 1) / CAST(COUNT(*) AS DOUBLE) AS value FROM solved GROUP BY part

-- kpi: won_deals()
SELECT part, COUNT(*) AS value FROM decided WHERE is_won GROUP BY part

-- kpi: lost_deals()
SELECT part, COUNT(*) AS value FROM decided WHERE NOT is_won GROUP BY part

-- kpi: win_rate()
SELECT part, AVG(CAST(is_won AS INTEGER)) AS value FROM decided GROUP BY part

-- kpi: average_won_amount()
SELECT part, CAST(SUM(amount) AS DOUBLE) / COUNT(amount) AS value FROM decided WHERE is_won GROUP BY part

-- kpi: active_users()
SELECT part, COUNT(DISTINCT user_id) AS value FROM used_of_28_days GROUP BY part

-- kpi: active_users('calendar')
SELECT part, COUNT(DISTINCT user_id) AS value FROM used GROUP BY part

-- kpi: weekly_active_users()
SELECT part, COUNT(DISTINCT user_id) AS value FROM used_of_7_days GROUP BY part

-- kpi: using_customers()
SELECT part, COUNT(DISTINCT customer_id) AS value FROM used_of_28_days GROUP BY part

-- kpi: daily_active_users()  total only
SELECT part, SUM(n) / 1066.0 AS value
FROM (SELECT part, CAST(occurred_at AS DATE) AS day, COUNT(DISTINCT user_id) AS n FROM used GROUP BY part, day) d
GROUP BY part

-- kpi: stickiness()
SELECT part, SUM(n) / 28.0 / ANY_VALUE(users) AS value
FROM (SELECT part, CAST(occurred_at AS DATE) AS day, COUNT(DISTINCT user_id) AS n FROM used_of_28_days GROUP BY part, day) d
JOIN (SELECT part AS p, COUNT(DISTINCT user_id) AS users FROM used_of_28_days GROUP BY part) m ON m.p IS NOT DISTINCT FROM d.part
GROUP BY part

-- kpi: features_per_customer()
SELECT part, SUM(n) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT part, customer_id, COUNT(DISTINCT feature) AS n FROM used_of_28_days GROUP BY part, customer_id) f
GROUP BY part

-- kpi: adoption_rate('export')  total only
SELECT part, COUNT(u.customer_id) / CAST(COUNT(*) AS DOUBLE) AS value
FROM stay g
LEFT JOIN (SELECT DISTINCT customer_id FROM usage_events WHERE feature = 'export' AND NOT is_bot
    AND occurred_at >= TIMESTAMP '2026-05-04' AND occurred_at < TIMESTAMP '2026-06-01') u ON u.customer_id = g.customer_id
GROUP BY part

-- kpi: seats_used_share()  total only
SELECT part, CAST(SUM(COALESCE(u.people, 0)) AS DOUBLE) / SUM(k.licensed) AS value
FROM stay g
JOIN (SELECT customer_id, ARG_MAX(licensed, counted_on) AS licensed FROM seats WHERE counted_on < DATE '2026-06-01'
    GROUP BY customer_id) k ON k.customer_id = g.customer_id
LEFT JOIN (SELECT customer_id, COUNT(DISTINCT user_id) AS people FROM usage_events WHERE NOT is_bot
    AND occurred_at >= TIMESTAMP '2026-05-04' AND occurred_at < TIMESTAMP '2026-06-01' GROUP BY customer_id) u
    ON u.customer_id = g.customer_id
WHERE g.n_close > 0 AND k.licensed > 0 GROUP BY part

-- kpi: days_since_last_use()  total only
SELECT part, AVG(DATE '2026-06-01' - CAST(u.last_at AS DATE)) AS value
FROM stay g
JOIN (SELECT customer_id, MAX(occurred_at) AS last_at FROM usage_events WHERE NOT is_bot
    AND occurred_at < TIMESTAMP '2026-06-01' GROUP BY customer_id) u ON u.customer_id = g.customer_id
WHERE g.n_close > 0 GROUP BY part

-- kpi: days_since_last_contact()  total only
SELECT part, AVG(DATE '2026-06-01' - CAST(u.last_at AS DATE)) AS value
FROM stay g
JOIN (SELECT customer_id, MAX(met_at) AS last_at FROM (
        SELECT customer_id, occurred_at AS met_at FROM interactions WHERE occurred_at < TIMESTAMP '2026-06-01'
        UNION ALL
        SELECT customer_id, created_at FROM ticket WHERE created_at < TIMESTAMP '2026-06-01') x
    GROUP BY customer_id) u ON u.customer_id = g.customer_id
WHERE g.n_close > 0 GROUP BY part

-- kpi: feedback_volume()
SELECT part, COUNT(*) AS value FROM said GROUP BY part

-- kpi: net_sentiment()
SELECT part, (COUNT(*) FILTER (WHERE sentiment > 0) - COUNT(*) FILTER (WHERE sentiment < 0)) / CAST(COUNT(sentiment) AS DOUBLE) AS value FROM said GROUP BY part

-- kpi: theme_mentions()
SELECT part, COUNT(*) AS value
FROM said WHERE regexp_matches(words, '\b(too high|expensive)\b') OR words LIKE '%slow%' AND regexp_matches(regexp_replace(words, '\b(not|never) slow\b', '', 'g'), '\bslow\b') GROUP BY part

-- kpi: share_of_feedback()
SELECT part, COUNT(*) FILTER (WHERE regexp_matches(words, '\b(too high|expensive)\b') OR words LIKE '%slow%' AND regexp_matches(regexp_replace(words, '\b(not|never) slow\b', '', 'g'), '\bslow\b')) / CAST(COUNT(*) AS DOUBLE) AS value
FROM said GROUP BY part

-- kpi: nps_of_mentioners()
SELECT part, 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(score) AS value
FROM said WHERE regexp_matches(words, '\b(too high|expensive)\b') OR words LIKE '%slow%' AND regexp_matches(regexp_replace(words, '\b(not|never) slow\b', '', 'g'), '\bslow\b') GROUP BY part

-- kpi: nps_impact()
WITH f AS MATERIALIZED (
    SELECT part, score, regexp_matches(words, '\b(too high|expensive)\b') OR words LIKE '%slow%' AND regexp_matches(regexp_replace(words, '\b(not|never) slow\b', '', 'g'), '\bslow\b') AS found FROM said
    WHERE score IS NOT NULL)
SELECT part, 100.0 * (COUNT(*) FILTER (WHERE score > 8) - COUNT(*) FILTER (WHERE score <= 6)) / COUNT(score)
    - 100.0 * (COUNT(*) FILTER (WHERE score > 8 AND NOT found) - COUNT(*) FILTER (WHERE score <= 6 AND NOT found))
    / COUNT(score) FILTER (WHERE NOT found) AS value
FROM f GROUP BY part

-- kpi: net_sentiment_of_mentioners()
SELECT part, (COUNT(*) FILTER (WHERE sentiment > 0) - COUNT(*) FILTER (WHERE sentiment < 0)) / CAST(COUNT(sentiment) AS DOUBLE) AS value
FROM said WHERE regexp_matches(words, '\b(too high|expensive)\b') OR words LIKE '%slow%' AND regexp_matches(regexp_replace(words, '\b(not|never) slow\b', '', 'g'), '\bslow\b') GROUP BY part

-- kpi: competitor_mentions()
SELECT part, COUNT(*) AS value
FROM said WHERE regexp_matches(words, '\b(bluepeak|blue[-/_[:space:]]+peak|kontorix)\b') GROUP BY part

-- kpi: mention_share()
SELECT part, COUNT(*) FILTER (WHERE regexp_matches(words, '\b(bluepeak|blue[-/_[:space:]]+peak|kontorix)\b')) / CAST(COUNT(*) AS DOUBLE) AS value
FROM said GROUP BY part

-- kpi: health_score()  total only
WITH payers AS (
    SELECT part, customer_id FROM stay WHERE n_close > 0),
days AS (
    SELECT DISTINCT customer_id, CAST(occurred_at AS DATE) AS day FROM usage_events
    WHERE NOT is_bot AND occurred_at >= TIMESTAMP '2026-02-09' AND occurred_at < TIMESTAMP '2026-06-01'),
used_ever AS (
    SELECT DISTINCT customer_id FROM usage_events WHERE NOT is_bot AND occurred_at < TIMESTAMP '2026-06-01'),
use AS (
    SELECT customer_id, COUNT(*) FILTER (WHERE day >= DATE '2026-05-04') AS now,
        list_sort([COUNT(*) FILTER (WHERE day >= DATE '2026-04-06' AND day < DATE '2026-05-04'),
            COUNT(*) FILTER (WHERE day >= DATE '2026-03-09' AND day < DATE '2026-04-06'),
            COUNT(*) FILTER (WHERE day < DATE '2026-03-09')])[2] AS usual
    FROM days GROUP BY customer_id),
mood AS (
    SELECT customer_id, ARG_MAX(score, responded_at) AS score FROM surveys
    WHERE survey_type = 'nps' AND score BETWEEN 0 AND 10 AND responded_at < TIMESTAMP '2026-06-01' AND customer_id IS NOT NULL
    GROUP BY customer_id),
queue AS (
    SELECT customer_id, COUNT(*) AS n FROM waiting GROUP BY customer_id),
dues AS (
    SELECT customer_id, COALESCE(MAX(DATE '2026-06-01' - CAST(due_at AS DATE)) FILTER (WHERE due_at < TIMESTAMP '2026-06-01'
        AND (paid_at IS NULL OR paid_at >= TIMESTAMP '2026-06-01')), 0) AS late
    FROM revenue WHERE occurred_at < TIMESTAMP '2026-06-01' AND amount > 0 GROUP BY customer_id),
points AS (
    SELECT p.part,
        CASE WHEN e.customer_id IS NULL THEN NULL WHEN COALESCE(u.now, 0) = 0 THEN 0 WHEN u.now >= u.usual THEN 100
            ELSE 100.0 * u.now / u.usual END AS use,
        CASE WHEN m.score > 8 THEN 100 WHEN m.score > 6 THEN 50 WHEN m.score IS NOT NULL THEN 0 END AS mood,
        GREATEST(0, 100 - 10 * COALESCE(q.n, 0)) AS support, CASE WHEN d.late >= 0 THEN GREATEST(0, 100 - 2 * d.late) END AS paying
    FROM payers p
    LEFT JOIN used_ever e ON e.customer_id = p.customer_id
    LEFT JOIN use u ON u.customer_id = p.customer_id
    LEFT JOIN mood m ON m.customer_id = p.customer_id
    LEFT JOIN queue q ON q.customer_id = p.customer_id
    LEFT JOIN dues d ON d.customer_id = p.customer_id)
SELECT part, AVG(score / weight) FILTER (WHERE weight >= 0.4999) AS value
FROM (
    SELECT part, COALESCE(0.35 * use, 0) + COALESCE(0.25 * mood, 0) + 0.2 * support + COALESCE(0.2 * paying, 0) AS score,
        CASE WHEN use IS NULL THEN 0 ELSE 0.35 END + CASE WHEN mood IS NULL THEN 0 ELSE 0.25 END + 0.2
            + CASE WHEN paying IS NULL THEN 0 ELSE 0.2 END AS weight
    FROM points) h
GROUP BY part


-- kpi: csat_n()
SELECT part, COUNT(*) AS value FROM rated GROUP BY part

-- kpi: csat_lower()
SELECT part, (2 * k + 3.841458820694124 - 1.959963984540054 * SQRT(3.841458820694124 + 4 * k * (n - k) / n))
    / (2 * (n + 3.841458820694124)) AS value
FROM (SELECT part, CAST(COUNT(*) AS DOUBLE) AS n, CAST(COUNT(*) FILTER (WHERE score >= 4) AS DOUBLE) AS k FROM rated GROUP BY part) w

-- kpi: csat_upper()
SELECT part, (2 * k + 3.841458820694124 + 1.959963984540054 * SQRT(3.841458820694124 + 4 * k * (n - k) / n))
    / (2 * (n + 3.841458820694124)) AS value
FROM (SELECT part, CAST(COUNT(*) AS DOUBLE) AS n, CAST(COUNT(*) FILTER (WHERE score >= 4) AS DOUBLE) AS k FROM rated GROUP BY part) w

-- kpi: ces_n()
SELECT part, COUNT(*) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: ces_lower()
SELECT part, AVG(score) - t_of(COUNT(*) - 1) * STDDEV_SAMP(score) / SQRT(COUNT(*)) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: ces_upper()
SELECT part, AVG(score) + t_of(COUNT(*) - 1) * STDDEV_SAMP(score) / SQRT(COUNT(*)) AS value
FROM answers WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 GROUP BY part

-- kpi: responses_invalid()  with: further  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM further_surveys s
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.responded_at >= TIMESTAMP '2023-07-01' AND s.responded_at < TIMESTAMP '2026-06-01'
  AND CASE s.survey_type WHEN 'nps' THEN s.score IS NULL OR s.score < 0 OR s.score > 10
    WHEN 'csat' THEN s.score IS NULL OR s.score < 1 OR s.score > 5
    WHEN 'ces' THEN s.score IS NULL OR s.score < 1 OR s.score > 7 ELSE FALSE END
GROUP BY c.industry

-- kpi: exit_answers()  with: further  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM further_surveys s
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.survey_type = 'exit' AND s.responded_at >= TIMESTAMP '2023-07-01' AND s.responded_at < TIMESTAMP '2026-06-01'
GROUP BY c.industry

-- kpi: churn_after_effort_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE a.leaves) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT customer_id, BOOL_OR(held_until < TIMESTAMP '2023-09-29' AND (following IS NULL OR following > held_until)) AS leaves
    FROM (
        SELECT customer_id, valid_from,
            MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
                ROWS UNBOUNDED PRECEDING) AS held_until,
            LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
        FROM paid
        WHERE valid_from < TIMESTAMP '2023-09-29' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01')) v
    GROUP BY customer_id
    HAVING MIN(valid_from) < TIMESTAMP '2023-07-01') a
JOIN (
    SELECT customer_id FROM surveys
    WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 AND responded_at < TIMESTAMP '2023-07-01' AND customer_id IS NOT NULL
    GROUP BY customer_id) e ON e.customer_id = a.customer_id
LEFT JOIN customers c ON c.customer_id = a.customer_id
GROUP BY c.industry

-- kpi: churn_after_effort_rate('high_effort')  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE a.leaves) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT customer_id, BOOL_OR(held_until < TIMESTAMP '2023-09-29' AND (following IS NULL OR following > held_until)) AS leaves
    FROM (
        SELECT customer_id, valid_from,
            MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to
                ROWS UNBOUNDED PRECEDING) AS held_until,
            LEAD(valid_from) OVER (PARTITION BY customer_id ORDER BY valid_from, valid_to) AS following
        FROM paid
        WHERE valid_from < TIMESTAMP '2023-09-29' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2023-07-01')) v
    GROUP BY customer_id
    HAVING MIN(valid_from) < TIMESTAMP '2023-07-01') a
JOIN (
    SELECT customer_id FROM surveys
    WHERE survey_type = 'ces' AND score BETWEEN 1 AND 7 AND responded_at < TIMESTAMP '2023-07-01' AND customer_id IS NOT NULL
    GROUP BY customer_id
    HAVING ARG_MAX(score, responded_at) <= 3) e ON e.customer_id = a.customer_id
LEFT JOIN customers c ON c.customer_id = a.customer_id
GROUP BY c.industry

-- kpi: referral_share()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE LOWER(c.acquisition_source) = 'referral') / CAST(COUNT(*) AS DOUBLE) AS value
FROM started s
LEFT JOIN customers c ON c.customer_id = s.customer_id
GROUP BY c.industry

-- kpi: activation_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE u.first_at < s.first_from + INTERVAL 14 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM started s
LEFT JOIN (SELECT customer_id, MIN(occurred_at) AS first_at FROM usage_events WHERE NOT is_bot GROUP BY customer_id) u
    ON u.customer_id = s.customer_id
LEFT JOIN customers c ON c.customer_id = s.customer_id
WHERE s.first_from + INTERVAL 14 DAY <= TIMESTAMP '2026-06-01'
GROUP BY c.industry

-- kpi: repeat_purchase_rate()  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE CAST(v.last_at AS DATE) > CAST(v.first_at AS DATE)) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (
    SELECT customer_id, MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
    FROM revenue
    WHERE occurred_at < TIMESTAMP '2026-06-01' AND amount > 0 AND revenue_type NOT IN ('tax', 'refund', 'credit')
    GROUP BY customer_id
    HAVING MAX(occurred_at) >= TIMESTAMP '2023-07-01') v
LEFT JOIN customers c ON c.customer_id = v.customer_id
GROUP BY c.industry

-- kpi: cohort_retention_rate()  total only
SELECT part, COUNT(*) FILTER (WHERE n_close > 0) / CAST(COUNT(*) AS DOUBLE) AS value FROM ever GROUP BY part

-- kpi: lapsed_customers()  total only
SELECT part, COUNT(*) AS value FROM ever WHERE first_from < TIMESTAMP '2023-07-01' AND n_open = 0 GROUP BY part

-- kpi: reactivation_rate()  total only
SELECT part, COUNT(*) FILTER (WHERE n_close > 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM ever WHERE first_from < TIMESTAMP '2023-07-01' AND n_open = 0 GROUP BY part

-- kpi: voluntary_departures()  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM departed d
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE d.churn_reason_type = 'voluntary' GROUP BY c.industry

-- kpi: involuntary_departures()  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM departed d
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE d.churn_reason_type = 'involuntary' GROUP BY c.industry

-- kpi: controllable_departures()  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM departed d
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE d.churn_reason IN ('price', 'service') GROUP BY c.industry

-- kpi: departures_to_competitors()  with: further  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM departed_further d
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE TRIM(d.churn_competitor) <> ''
GROUP BY c.industry

-- kpi: voluntary_churn_rate()  total only
SELECT part, CAST(SUM(gone) AS DOUBLE) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT c.industry AS part, COUNT(*) AS gone, 0 AS n
    FROM departed d LEFT JOIN customers c ON c.customer_id = d.customer_id
    WHERE d.churn_reason_type = 'voluntary' GROUP BY c.industry
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay WHERE n_open > 0 GROUP BY part) x
GROUP BY part

-- kpi: involuntary_churn_rate()  total only
SELECT part, CAST(SUM(gone) AS DOUBLE) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT c.industry AS part, COUNT(*) AS gone, 0 AS n
    FROM departed d LEFT JOIN customers c ON c.customer_id = d.customer_id
    WHERE d.churn_reason_type = 'involuntary' GROUP BY c.industry
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay WHERE n_open > 0 GROUP BY part) x
GROUP BY part

-- kpi: controllable_churn_rate()  total only
SELECT part, CAST(SUM(gone) AS DOUBLE) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT c.industry AS part, COUNT(*) AS gone, 0 AS n
    FROM departed d LEFT JOIN customers c ON c.customer_id = d.customer_id
    WHERE d.churn_reason IN ('price', 'service') GROUP BY c.industry
    UNION ALL
    SELECT part, 0, COUNT(*) FROM stay WHERE n_open > 0 GROUP BY part) x
GROUP BY part

-- kpi: departures_after_price_rise()  with: further  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM departed d
ASOF JOIN raised r ON r.customer_id = d.customer_id AND r.raised_at <= d.held_until
LEFT JOIN customers c ON c.customer_id = d.customer_id
WHERE d.held_until <= r.raised_at + INTERVAL 90 DAY
GROUP BY c.industry

-- kpi: price_rise_churn_rate()  with: further  total only
SELECT c.industry AS part, COUNT(*) FILTER (WHERE d.held_until <= r.raised_at + INTERVAL 90 DAY) / CAST(COUNT(*) AS DOUBLE) AS value
FROM (SELECT * FROM raised WHERE raised_at >= TIMESTAMP '2023-07-01' AND raised_at < TIMESTAMP '2026-06-01'
    AND raised_at + INTERVAL 90 DAY <= TIMESTAMP '2026-06-01') r
ASOF LEFT JOIN departed d ON d.customer_id = r.customer_id AND d.held_until > r.raised_at
LEFT JOIN customers c ON c.customer_id = r.customer_id
GROUP BY c.industry

-- kpi: discounts()  with: further  total only
SELECT c.industry AS part, SUM(p.off) AS value
FROM (
    SELECT customer_id, SUM(mrr - quantity * unit_amount) AS off
    FROM priced_subscriptions
    WHERE status IN ('active', 'past_due') AND mrr > 0 AND valid_from < TIMESTAMP '2026-06-01'
      AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01' AND valid_to > valid_from)
    GROUP BY customer_id) p
LEFT JOIN customers c ON c.customer_id = p.customer_id
GROUP BY c.industry

-- kpi: mrr('list')  with: further  total only
SELECT c.industry AS part, SUM(p.listed) AS value
FROM (
    SELECT customer_id, SUM(quantity * unit_amount) AS listed
    FROM priced_subscriptions
    WHERE status IN ('active', 'past_due') AND mrr > 0 AND valid_from < TIMESTAMP '2026-06-01'
      AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01' AND valid_to > valid_from)
    GROUP BY customer_id) p
LEFT JOIN customers c ON c.customer_id = p.customer_id
GROUP BY c.industry

-- kpi: mrr_at('2025-03-31')  total only
SELECT c.industry AS part, SUM(p.mrr) AS value
FROM (
    SELECT customer_id, SUM(mrr) AS mrr
    FROM paid
    WHERE valid_from < TIMESTAMP '2025-04-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2025-04-01')
    GROUP BY customer_id) p
LEFT JOIN customers c ON c.customer_id = p.customer_id
GROUP BY c.industry

-- kpi: clv_simple()
SELECT a.part, a.arpa * p.opening / NULLIF(p.churned, 0) AS value
FROM (SELECT part, CAST(SUM(m_close) AS DOUBLE) / COUNT(*) AS arpa FROM stay WHERE n_close > 0 GROUP BY part) a
JOIN pooled p ON p.part IS NOT DISTINCT FROM a.part

-- kpi: retention_spend()
SELECT part, SUM(amount) AS value FROM spent WHERE category IN ('retention', 'onboarding', 'success', 'marketing_existing') GROUP BY part

-- kpi: attributed_cac()  by: campaign_channel  total only
SELECT part, SUM(amount) / NULLIF(SUM(n), 0) AS value
FROM (
    SELECT part, amount, 0 AS n FROM channel_spend
    UNION ALL
    SELECT part, 0, COUNT(*) FROM credited GROUP BY part) x
GROUP BY part

-- kpi: attributed_payback_months()  by: campaign_channel  total only
SELECT part, SUM(amount) / NULLIF(SUM(mrr) * 0.78, 0) AS value
FROM (
    SELECT part, amount, 0 AS mrr FROM channel_spend
    UNION ALL
    SELECT part, 0, CAST(SUM(mrr) AS DOUBLE) FROM credited GROUP BY part) x
GROUP BY part

-- kpi: collected_recurring_revenue()  total only
SELECT c.industry AS part, SUM(r.amount) AS value
FROM revenue r
LEFT JOIN customers c ON c.customer_id = r.customer_id
WHERE r.revenue_type = 'recurring' AND r.paid_at >= TIMESTAMP '2023-07-01' AND r.paid_at < TIMESTAMP '2026-06-01'
GROUP BY c.industry

-- kpi: revenue_per_customer_growth_rate()  total only
SELECT part, CAST(SUM(amount) FILTER (WHERE occurred_at >= TIMESTAMP '2023-07-01') AS DOUBLE)
    / NULLIF(CAST(SUM(amount) FILTER (WHERE occurred_at < TIMESTAMP '2023-07-01') AS DOUBLE), 0) - 1 AS value
FROM (
    SELECT c.industry AS part, v.customer_id
    FROM (
        SELECT customer_id
        FROM paid
        WHERE valid_from < TIMESTAMP '2026-06-01'
        GROUP BY customer_id
        HAVING MIN(valid_from) < TIMESTAMP '2023-07-01'
           AND MAX(COALESCE(valid_to, TIMESTAMP '9999-12-31')) >= TIMESTAMP '2023-07-01') v
    LEFT JOIN customers c ON c.customer_id = v.customer_id) b
JOIN revenue r ON r.customer_id = b.customer_id
WHERE r.occurred_at >= TIMESTAMP '2020-08-01' AND r.occurred_at < TIMESTAMP '2026-06-01' AND r.revenue_type <> 'tax'
GROUP BY part

-- kpi: revenue_at_risk()  total only
SELECT part, SUM(mrr) AS value FROM health_at(TIMESTAMP '2026-06-01') WHERE at_risk GROUP BY part

-- kpi: customers_at_risk()  total only
SELECT part, COUNT(*) AS value FROM health_at(TIMESTAMP '2026-06-01') WHERE at_risk GROUP BY part

-- kpi: customers_at_risk('red')  total only
SELECT part, COUNT(*) AS value FROM health_at(TIMESTAMP '2026-06-01') WHERE red GROUP BY part

-- kpi: customers_at_risk('flagged')  total only
SELECT c.industry AS part, COUNT(*) AS value
FROM (
    SELECT DISTINCT customer_id
    FROM paid
    WHERE valid_from < TIMESTAMP '2026-06-01' AND (valid_to IS NULL OR valid_to >= TIMESTAMP '2026-06-01')
      AND (status = 'past_due' OR cancel_requested_at < TIMESTAMP '2026-06-01')) p
LEFT JOIN customers c ON c.customer_id = p.customer_id
GROUP BY c.industry

-- kpi: health_coverage()  total only
SELECT part, AVG(weight) AS value FROM health_at(TIMESTAMP '2026-06-01') GROUP BY part

-- kpi: revenue_saved()
SELECT part, SUM(m_close) AS value FROM risked GROUP BY part

-- kpi: revenue_lost()
SELECT part, -SUM(CASE WHEN m_close < m_open THEN m_open - m_close ELSE 0 END) AS value FROM risked GROUP BY part

-- kpi: customers_saved()
SELECT part, COUNT(*) FILTER (WHERE n_close > 0) AS value FROM risked GROUP BY part

-- kpi: customers_lost()
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) AS value FROM risked GROUP BY part

-- kpi: protected_share()
SELECT part, CAST(SUM(m_close) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value FROM risked GROUP BY part

-- kpi: avoidable_churn()
SELECT part, 0.67 * CAST(SUM(m_open) FILTER (WHERE troubled) AS DOUBLE) AS value FROM left_in_trouble GROUP BY part

-- kpi: troubled_churn_share()
SELECT part, CAST(SUM(m_open) FILTER (WHERE troubled) AS DOUBLE) / CAST(SUM(m_open) AS DOUBLE) AS value
FROM left_in_trouble GROUP BY part

-- kpi: troubled_churn_rate()
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM wrote_before WHERE troubled = 1 GROUP BY part

-- kpi: untroubled_churn_rate()
SELECT part, COUNT(*) FILTER (WHERE n_close = 0) / CAST(COUNT(*) AS DOUBLE) AS value
FROM wrote_before WHERE troubled = 0 GROUP BY part

-- kpi: resolution_within(120)
SELECT part, COUNT(*) FILTER (WHERE last_solved_at <= created_at + INTERVAL 120 HOUR) / CAST(COUNT(*) AS DOUBLE) AS value
FROM solved WHERE last_solved_at >= created_at GROUP BY part

-- kpi: requester_wait_time()  with: further  total only
SELECT part, AVG(epoch(solved_at) - epoch(created_at) - idle) / 60 AS value
FROM (
    SELECT part, ticket_id, created_at, solved_at,
        SUM((waited - waits) * GREATEST(epoch(solved_at) - epoch(occurred_at), 0)) AS idle
    FROM (
        SELECT s.part, s.ticket_id, s.created_at, s.solved_at, s.is_sure, e.occurred_at, e.value,
            CASE WHEN e.value IN ('new', 'open', 'hold') THEN 1 ELSE 0 END AS waits,
            LAG(CASE WHEN e.value IN ('new', 'open', 'hold') THEN 1 ELSE 0 END, 1, 1) OVER (
                PARTITION BY e.ticket_id ORDER BY e.occurred_at) AS waited
        FROM ticket_history e
        JOIN solved_then s ON s.ticket_id = e.ticket_id
        WHERE e.event_type = 'status' AND e.occurred_at < TIMESTAMP '2026-06-01') v
    GROUP BY part, ticket_id, created_at, solved_at
    HAVING ANY_VALUE(is_sure) OR ARG_MAX(value, occurred_at) IN ('solved', 'closed')) w
GROUP BY part

-- kpi: share_of_voice()  by: competitor  total only
WITH named AS MATERIALIZED (
    SELECT regexp_matches(words, '\b(bluepeak|blue[-/_[:space:]]+peak)\b') AS blue, regexp_matches(words, '\bkontorix\b') AS kont
    FROM said
    WHERE regexp_matches(words, '\b(bluepeak|blue[-/_[:space:]]+peak|kontorix)\b'))
SELECT 'Bluepeak' AS part, COUNT(*) FILTER (WHERE blue) / CAST(COUNT(*) AS DOUBLE) AS value FROM named
UNION ALL
SELECT 'Kontorix', COUNT(*) FILTER (WHERE kont) / CAST(COUNT(*) AS DOUBLE) FROM named
