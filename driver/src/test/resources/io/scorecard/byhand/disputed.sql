-- Blocks that do not agree with the driver, left out of the test until it is settled who is right.

-- kpi: clv('observed')
-- Mean length of the subscriptions that ended in the twelve months to the close (1.7: lifetime window 12 months) x ARPA.
-- Disputed: a month is 365/12 days here, the only length that the definitions give (1.3, factors); the driver's answers
-- are those of 365.25/12 days, 0.07 % less, in every cell.
WITH arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2),
ended AS (
 SELECT subscription_id, ANY_VALUE(customer_id) AS customer_id, MIN(valid_from) AS began, MAX(COALESCE(valid_to, TIMESTAMP '9999-01-01')) AS ended
 FROM paid GROUP BY subscription_id),
life AS (
 SELECT p.month, segment_before(x.customer_id, x.ended) AS segment, AVG((epoch(x.ended) - epoch(x.began)) / 86400 / (365.0 / 12)) AS months
 FROM period p JOIN ended x ON x.ended >= p.year_before AND x.ended < p.e GROUP BY 1, 2)
SELECT a.month, a.segment, a.a * l.months AS value
FROM arpa a JOIN life l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: clv_margin('observed')
-- Disputed as clv('observed'); times the model's gross margin.
WITH arpa AS (
 SELECT p.month, g.closing AS segment, SUM(m_close)::DOUBLE / COUNT(*) AS a
 FROM period p JOIN stay g USING (s, e) WHERE n_close > 0 GROUP BY 1, 2),
ended AS (
 SELECT subscription_id, ANY_VALUE(customer_id) AS customer_id, MIN(valid_from) AS began, MAX(COALESCE(valid_to, TIMESTAMP '9999-01-01')) AS ended
 FROM paid GROUP BY subscription_id),
life AS (
 SELECT p.month, segment_before(x.customer_id, x.ended) AS segment, AVG((epoch(x.ended) - epoch(x.began)) / 86400 / (365.0 / 12)) AS months
 FROM period p JOIN ended x ON x.ended >= p.year_before AND x.ended < p.e GROUP BY 1, 2)
SELECT a.month, a.segment, a.a * l.months * 0.78 AS value
FROM arpa a JOIN life l ON l.month = a.month AND l.segment IS NOT DISTINCT FROM a.segment;

-- kpi: backlog()
-- Disputed: the driver leaves out whoever was solved or closed after the close, so that March has 126 instead of 355; it
-- seems to take today's status where a ticket has no event of status yet (rules 6 and 8).
-- Created before the close and open then: the last status before it is not solved, and it was not closed (rule 8).
SELECT p.month, segment_before(t.customer_id, p.e) AS segment, COUNT(*) AS value
FROM period p JOIN ticket t ON t.created_at < p.e
WHERE (t.closed_at IS NULL OR t.closed_at >= p.e)
 AND COALESCE((SELECT ARG_MAX(h.value, h.occurred_at) FROM ticket_events h WHERE h.ticket_id = t.ticket_id
  AND h.event_type = 'status' AND h.occurred_at < p.e), 'new') NOT IN ('solved', 'closed') GROUP BY 1, 2;

-- kpi: revenue_per_customer_growth_rate()
-- Disputed: rule 23 has customers active at both ends, the driver those exposed in both periods (1.3: 'active in both').
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

-- kpi: upsell_rate()
-- Disputed: 'same customers' (1.7) are those active at both ends; the driver divides by all opening ones.
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
-- Disputed: 'same customers' (1.7) are those active at both ends; the driver divides by all opening ones.
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
-- Disputed: the base, as in upsell_rate.
-- Customers with more distinct products at the close, of those active at both ends.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE
 (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.s AND (v.valid_to IS NULL OR v.valid_to >= p.s))
 < (SELECT COUNT(DISTINCT v.product_id) FROM paid v WHERE v.customer_id = g.customer_id AND v.valid_from < p.e AND (v.valid_to IS NULL OR v.valid_to >= p.e)))
 / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 AND n_close > 0 GROUP BY 1, 2;

-- kpi: avoidable_churn()  tolerance: 0.001
-- Disputed: the driver leaves out tickets that were not solved, the clearest case of no resolution at first contact (rule 23:
-- 'an unresolved contact in the 90 days before').
-- 0.67 x the opening MRR of churned customers with a ticket, created in the 90 days before they left, that was not
-- resolved at first contact. Open: the sign (positive here), and whether tickets never solved count (they do here).
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

-- kpi: involuntary_churn_rate()
-- Disputed: the parts of churn_rate() should be parts of it (1.2: gone and back in the period is no churn); the driver counts
-- departures of who came back, too. Months agree, quarters do not.
-- Churned customers whose last reason was of that type, by opening customers.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0
  AND (SELECT ARG_MAX(v.churn_reason_type, v.valid_from) FROM subscriptions v WHERE v.customer_id = g.customer_id
   AND v.churn_reason_type IS NOT NULL AND v.valid_from < p.e) = 'involuntary') / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: voluntary_churn_rate()
-- Disputed as involuntary_churn_rate().
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE n_close = 0
  AND (SELECT ARG_MAX(v.churn_reason_type, v.valid_from) FROM subscriptions v WHERE v.customer_id = g.customer_id
   AND v.churn_reason_type IS NOT NULL AND v.valid_from < p.e) = 'voluntary') / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open > 0 GROUP BY 1, 2;

-- kpi: referral_share()
-- Disputed: new customers are those active at the close (rule 10); the driver counts who joined and left in the period, too.
-- Of the new customers of the period, those whom a referral brought. Open: no page defines it.
SELECT p.month, g.origin AS segment, COUNT(*) FILTER (WHERE (SELECT c.acquisition_source FROM customers c WHERE c.customer_id = g.customer_id) = 'referral') / COUNT(*)::DOUBLE AS value
FROM period p JOIN stay g USING (s, e) WHERE n_open = 0 AND n_close > 0 AND n_before = 0 GROUP BY 1, 2;
