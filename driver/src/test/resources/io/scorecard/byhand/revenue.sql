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
-- Open: 1.3 says 'one-off (setup, services, usage)', 1.7 has usage_revenue beside it; here lines of the type one_off alone.
SELECT month, segment, SUM(amount) AS value
FROM earned WHERE revenue_type = 'one_off' GROUP BY 1, 2;

-- kpi: usage_revenue()
SELECT month, segment, SUM(amount) AS value
FROM earned WHERE revenue_type = 'usage' GROUP BY 1, 2;

-- kpi: recurring_share()
-- Literally recurring / (recurring + one_off), see one_off_revenue.
SELECT month, segment, (SUM(amount) FILTER (WHERE revenue_type = 'recurring'))::DOUBLE
 / NULLIF(SUM(amount) FILTER (WHERE revenue_type IN ('recurring', 'one_off')), 0)::DOUBLE AS value
FROM earned WHERE revenue_type IN ('recurring', 'one_off') GROUP BY 1, 2;

-- kpi: revenue_per_customer()
-- All revenue of the period, refunds and credits off, by exposed customers.
SELECT month, segment, SUM(amount)::DOUBLE / NULLIF(SUM(n), 0) AS value FROM (
 SELECT p.month, g.origin AS segment, 0 AS amount, 1 AS n FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 OR first_start IS NOT NULL
 UNION ALL
 SELECT month, segment, amount, 0 FROM earned) x
GROUP BY 1, 2;

-- kpi: revenue_per_customer_growth_rate()
-- Revenue now by revenue in the period before, of customers active at both ends of the period (rule 23).
-- Open: 1.3 says 'customers active in both' periods, which may mean at any instant of each.
SELECT month, segment, SUM(now_paid)::DOUBLE / NULLIF(SUM(before_paid), 0)::DOUBLE - 1 AS value FROM (
 SELECT p.month, g.origin AS segment,
  (SELECT COALESCE(SUM(r.amount), 0) FROM revenue r WHERE r.customer_id = g.customer_id AND r.revenue_type <> 'tax'
   AND r.occurred_at >= p.s AND r.occurred_at < p.e) AS now_paid,
  (SELECT COALESCE(SUM(r.amount), 0) FROM revenue r WHERE r.customer_id = g.customer_id AND r.revenue_type <> 'tax'
   AND r.occurred_at >= p.prior AND r.occurred_at < p.s) AS before_paid
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
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

-- kpi: upsell_rate()
-- Customers whose highest tier rose, of those active at both ends.
SELECT month, segment, COUNT(*) FILTER (WHERE rank_e > rank_s) / COUNT(*)::DOUBLE AS value FROM (
 SELECT p.month, g.origin AS segment,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS rank_s,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS rank_e,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS products_s,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS products_e
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
GROUP BY 1, 2;

-- kpi: downgrade_rate()
-- Customers whose highest tier fell, of those active at both ends.
SELECT month, segment, COUNT(*) FILTER (WHERE rank_e < rank_s) / COUNT(*)::DOUBLE AS value FROM (
 SELECT p.month, g.origin AS segment,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS rank_s,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS rank_e,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS products_s,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS products_e
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
GROUP BY 1, 2;

-- kpi: cross_sell_rate()
-- Customers with more distinct products, of those active at both ends.
SELECT month, segment, COUNT(*) FILTER (WHERE products_e > products_s) / COUNT(*)::DOUBLE AS value FROM (
 SELECT p.month, g.origin AS segment,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS rank_s,
  (SELECT MAX(n.tier_rank) FROM paid v JOIN plans n USING (plan_id) WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS rank_e,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s)) AS products_s,
  (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id
   AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)) AS products_e
 FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0) x
GROUP BY 1, 2;
