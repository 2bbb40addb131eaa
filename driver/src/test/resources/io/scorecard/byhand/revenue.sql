-- kpi: mrr()
SELECT p.month, g.closing AS segment, SUM(m_close) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2;

-- kpi: mrr('list')
-- Before any discount.
SELECT p.month, segment_before(v.customer_id, p.e) AS segment, SUM(v.list_mrr) AS value
FROM period p JOIN paid v ON v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e) GROUP BY 1, 2;

-- kpi: opening_mrr()
SELECT p.month, g.origin AS segment, SUM(m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: new_mrr()
SELECT p.month, g.origin AS segment, SUM(m_close) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_close > 0 AND n_before = 0 GROUP BY 1, 2;

-- kpi: reactivation_mrr()
SELECT p.month, g.origin AS segment, SUM(m_close) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_close > 0 AND n_before > 0 GROUP BY 1, 2;

-- kpi: expansion_mrr()
SELECT p.month, g.origin AS segment, SUM(m_close - m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 AND m_close > m_open GROUP BY 1, 2;

-- kpi: contraction_mrr()
SELECT p.month, g.origin AS segment, SUM(m_close - m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 AND m_close < m_open GROUP BY 1, 2;

-- kpi: churned_mrr()
SELECT p.month, g.origin AS segment, SUM(-m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close = 0 GROUP BY 1, 2;

-- kpi: transfer_mrr()
-- Money at the close that came from another segment, less what went to one.
SELECT month, segment, SUM(m) AS value FROM (
 SELECT p.month, g.closing AS segment, m_close AS m FROM period p JOIN stay g USING (s, e) WHERE n_close > 0
 UNION ALL
 SELECT p.month, g.origin, -m_close FROM period p JOIN stay g USING (s, e) WHERE n_close > 0) moved
GROUP BY 1, 2;

-- kpi: fx_mrr()
-- One currency: nothing.
SELECT p.month, g.closing AS segment, 0 AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2;

-- kpi: mrr_at('2026-03-31')
-- The close of March, whatever month is asked.
SELECT p.month, a.segment, a.value
FROM period p CROSS JOIN (SELECT g.closing AS segment, SUM(m_close) AS value
 FROM every_month q JOIN stay g USING (s, e) WHERE q.s = utc(TIMESTAMP '2026-03-01') AND n_close > 0 GROUP BY 1) a;

-- kpi: net_new_mrr()
-- New, back, more, less and lost together; transfers between segments are none of them.
SELECT p.month, g.origin AS segment, SUM(m_close - m_open) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR n_close > 0 GROUP BY 1, 2;

-- kpi: arr()
SELECT p.month, g.closing AS segment, 12 * SUM(m_close) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2;

-- kpi: arpa()
SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS value
FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2;

-- kpi: quick_ratio()
-- (new + expansion + reactivation) / (contraction + churn)
SELECT p.month, g.origin AS segment, (SUM(CASE WHEN m_close > m_open THEN m_close - m_open ELSE 0 END))::DOUBLE
 / NULLIF(SUM(CASE WHEN m_close < m_open THEN m_open - m_close ELSE 0 END), 0)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR n_close > 0 GROUP BY 1, 2;

-- kpi: recurring_revenue()
SELECT month, segment, SUM(amount) AS value
FROM earned WHERE revenue_type = 'recurring' GROUP BY 1, 2;

-- kpi: one_off_revenue()
-- 1.3: one-off is setup, services and usage; usage_revenue is a part of it.
SELECT month, segment, SUM(amount) AS value
FROM earned WHERE revenue_type IN ('one_off', 'usage') GROUP BY 1, 2;

-- kpi: usage_revenue()
SELECT month, segment, SUM(amount) AS value
FROM earned WHERE revenue_type = 'usage' GROUP BY 1, 2;

-- kpi: recurring_share()
-- recurring / (recurring + one_off), usage being one-off.
SELECT month, segment, (SUM(amount) FILTER (WHERE revenue_type = 'recurring'))::DOUBLE
 / NULLIF(SUM(amount) FILTER (WHERE revenue_type IN ('recurring', 'one_off', 'usage')), 0)::DOUBLE AS value
FROM earned WHERE revenue_type IN ('recurring', 'one_off', 'usage') GROUP BY 1, 2;

-- kpi: revenue_per_customer()
-- All revenue of the period, refunds and credits off, by exposed customers.
SELECT month, segment, SUM(amount)::DOUBLE / NULLIF(SUM(n), 0) AS value FROM (
 SELECT p.month, g.origin AS segment, 0 AS amount, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL
 UNION ALL
 SELECT month, segment, amount, 0 FROM earned) x
GROUP BY 1, 2;

-- kpi: revenue_per_customer_growth_rate('all_customers')
-- revenue_per_customer of the period by that of the period before.
SELECT month, segment, (SUM(now_paid)::DOUBLE / NULLIF(SUM(now_n), 0)) / NULLIF(SUM(before_paid)::DOUBLE / NULLIF(SUM(before_n), 0), 0) - 1 AS value FROM (
 SELECT p.month, g.origin AS segment, 0 AS now_paid, 1 AS now_n, 0 AS before_paid, 0 AS before_n
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL
 UNION ALL SELECT month, segment, amount, 0, 0, 0 FROM earned
 UNION ALL SELECT p.month, g.origin, 0, 0, 0, 1 FROM period p JOIN stay g ON g.s = p.prior AND g.e = p.s WHERE n_open > 0 OR first_start IS NOT NULL
 UNION ALL SELECT p.month, segment_at(r.customer_id, r.occurred_at), 0, 0, r.amount, 0
 FROM period p JOIN revenue r ON r.occurred_at >= p.prior AND r.occurred_at < p.s WHERE r.revenue_type <> 'tax') x
GROUP BY 1, 2;

-- kpi: total_revenue()
SELECT month, segment, SUM(amount) AS value FROM earned GROUP BY 1, 2;

-- kpi: refunds()
-- Open: the sign; a refund's amount is negative.
SELECT month, segment, SUM(amount) AS value FROM earned WHERE revenue_type = 'refund' GROUP BY 1, 2;

-- kpi: credits()
SELECT month, segment, SUM(amount) AS value FROM earned WHERE revenue_type = 'credit' GROUP BY 1, 2;

-- kpi: cost_of_service()
SELECT month, segment, SUM(cost_of_service) AS value FROM earned GROUP BY 1, 2;

-- kpi: trailing_net_revenue_retention()
-- Of the customers twelve months before the close.
SELECT p.month, g.origin AS segment, SUM(m_close)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g ON g.s = p.year_before AND g.e = p.e WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: trailing_gross_revenue_retention()
SELECT p.month, g.origin AS segment, SUM(CASE WHEN m_close < m_open THEN m_close ELSE m_open END)::DOUBLE / SUM(m_open)::DOUBLE AS value
FROM period p JOIN stay g ON g.s = p.year_before AND g.e = p.e WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: upsell_rate()
-- Customers with a product, held at both ends, whose highest tier is higher at the close.
-- Open: whether the tier of an add-on counts among a customer's tiers (here by product, so that it is cross-selling).
WITH held AS (
 SELECT b.t, v.customer_id, v.product_id, MAX(n.tier_rank) AS tier
 FROM (SELECT s AS t FROM period UNION SELECT e FROM period) b
 JOIN paid v ON v.valid_from < b.t AND (v.valid_to IS NULL OR v.valid_to >= b.t) JOIN plans n USING (plan_id) GROUP BY 1, 2, 3)
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM held a JOIN held b USING (customer_id, product_id)
  WHERE a.customer_id = g.customer_id AND a.t = p.s AND b.t = p.e AND b.tier > a.tier)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 GROUP BY 1, 2;

-- kpi: downgrade_rate()
-- Customers with a product, held at both ends, whose highest tier is lower at the close.
-- Open: whether the tier of an add-on counts among a customer's tiers (here by product, so that it is cross-selling).
WITH held AS (
 SELECT b.t, v.customer_id, v.product_id, MAX(n.tier_rank) AS tier
 FROM (SELECT s AS t FROM period UNION SELECT e FROM period) b
 JOIN paid v ON v.valid_from < b.t AND (v.valid_to IS NULL OR v.valid_to >= b.t) JOIN plans n USING (plan_id) GROUP BY 1, 2, 3)
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE EXISTS (SELECT 1 FROM held a JOIN held b USING (customer_id, product_id)
  WHERE a.customer_id = g.customer_id AND a.t = p.s AND b.t = p.e AND b.tier < a.tier)) / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 GROUP BY 1, 2;

-- kpi: cross_sell_rate()
-- Customers with more distinct products at the close, of those active at both ends.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE
 (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s))
 < (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 GROUP BY 1, 2;

-- kpi: avoidable_churn()  tolerance: 0.001
SELECT month, segment, SUM(0.67 * m_open::DOUBLE) AS value FROM (
 SELECT p.month, g.origin AS segment, g.customer_id, g.m_open,
  (SELECT MAX(v.valid_to) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e) AS left_at
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close = 0) x
WHERE EXISTS (SELECT 1 FROM ticket t WHERE t.customer_id = x.customer_id
 AND t.created_at >= x.left_at - INTERVAL 90 DAY AND t.created_at < x.left_at
 AND NOT (COALESCE(t.status IN ('solved', 'closed') AND t.last_solved_at IS NOT NULL AND t.agent_reply_count = 1 AND t.reopen_count = 0, FALSE)
  AND NOT EXISTS (SELECT 1 FROM ticket r WHERE r.customer_id = t.customer_id AND r.ticket_id <> t.ticket_id
  AND r.created_at >= t.last_solved_at AND r.created_at < t.last_solved_at + INTERVAL 7 DAY)))
GROUP BY 1, 2;
